import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  arrearsOfEstate,
  billsOfEstate,
  paymentsOfBill,
  paymentsOfEstate,
  readBill,
  requestErrors,
  unbilledTerms,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf, UnitOfWork, today } from '@gezhi/shared/database';
import { ensure, rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { Bill, Payment } from './bill.entity.js';
import { begunTerms, billColumns, unbilledReason } from './bill.plan.js';
import type { BillState } from './bill.rules.js';

interface Counts {
  readonly bills: number;
  readonly overdue: number;
  readonly paid: number;
  readonly openFen: number;
}

const isOverdue = `t.state = 'OPEN' AND t.due_on < ${today}`;
const ofEstate = named(
  'bill.of-estate',
  `SELECT ${billColumns} FROM bill t WHERE t.estate_id = $3 AND ${inScope(Bill.scope)} AND ($4::text IS NULL OR t.state = $4)
     AND ($5::uuid IS NULL OR t.household_id = $5) AND ($6::boolean IS NULL OR (${isOverdue}) = $6)
     AND (t.from_day, t.id) < ($7::date, $8::uuid) ORDER BY t.from_day DESC, t.id DESC LIMIT $9`,
);
const payments = named(
  'bill.payments',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.bill_id AS "billId", t.household_id AS "householdId",
     t.amount_fen AS "amountFen", t.reversed_fen AS "reversedFen", t.method, t.received_at AS "receivedAt", t.entry_id AS "entryId"
   FROM payment t WHERE t.estate_id = $3 AND ${inScope(Payment.scope)} AND ($4::uuid IS NULL OR t.bill_id = $4)
     AND ($5::uuid IS NULL OR t.household_id = $5)
     AND (t.received_at, t.id) < ($6::timestamptz, $7::uuid) ORDER BY t.received_at DESC, t.id DESC LIMIT $8`,
);
const paymentsOf = named(
  'bill.payments-of-one',
  `SELECT p.id, p.amount_fen AS "amountFen", p.received_at AS "receivedAt", p.evidence_ids AS "evidenceIds"
   FROM payment p JOIN bill t ON t.id = p.bill_id WHERE t.id = $3 AND ${inScope(Bill.scope)}
     AND (p.received_at, p.id) > ($4::timestamptz, $5::uuid) ORDER BY p.received_at, p.id LIMIT $6`,
);
const unbilled = named(
  'bill.unbilled',
  `SELECT c.id AS "contractId", c.estate_id AS "estateId", c.community_code AS "communityCode", c.unit_id AS "unitId",
     c.household_id AS "householdId", d.from_day::text AS "from", d.to_day::text AS "to", ${unbilledReason} AS reason
   FROM ${begunTerms} AND ${unbilledReason} IS NOT NULL AND ${inScope({ place: 'c.community_code', estate: 'c.estate_id' })}
     AND ($3::uuid IS NULL OR c.estate_id = $3)
     AND (d.from_day, c.id) > ($4::date, $5::uuid) ORDER BY d.from_day, c.id LIMIT $6`,
);
const arrears = named(
  'bill.arrears',
  `SELECT b.* FROM estate e, LATERAL (SELECT count(*) FILTER (WHERE t.state <> 'VOID')::int AS bills, count(*) FILTER (WHERE ${isOverdue})::int AS overdue,
     count(*) FILTER (WHERE t.state = 'PAID')::int AS paid, coalesce(sum(t.amount_fen - t.paid_fen) FILTER (WHERE ${isOverdue}), 0)::bigint AS "openFen"
     FROM bill t WHERE t.estate_id = e.id) b WHERE e.id = $3 AND ${inScope({ place: 'e.community_code', estate: 'e.id' })}`,
);

@Injectable()
export class BillQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readBill)
  async read({ id }: InputOf<typeof readBill>, request: Request): Promise<OutputOf<typeof readBill>> {
    return (await this.work.load(request, Bill, id)).state;
  }

  @Handles(billsOfEstate)
  async ofEstate(input: InputOf<typeof billsOfEstate>, request: Request): Promise<OutputOf<typeof billsOfEstate>> {
    const { estateId, state = null, householdId = null, overdue = null, after, limit } = input;
    const parameters = [
      ...scopeParameters(request),
      estateId,
      state,
      householdId,
      overdue,
      ...keyset(after, descending('date', 'uuid')),
      limit + 1,
    ];
    return pageOf(await this.database.read<BillState>(ofEstate, parameters), limit, ({ from, id }) => [from, id]);
  }

  @Handles(unbilledTerms)
  async unbilled(input: InputOf<typeof unbilledTerms>, request: Request): Promise<OutputOf<typeof unbilledTerms>> {
    const { estateId, after, limit } = input;
    const parameters = [...scopeParameters(request), estateId ?? null, ...keyset(after, ascending('date', 'uuid')), limit + 1];
    const rows = await this.database.read<OutputOf<typeof unbilledTerms>['items'][number]>(unbilled, parameters);
    return pageOf(rows, limit, ({ from, contractId }) => [from, contractId]);
  }

  @Handles(paymentsOfEstate)
  async payments(input: InputOf<typeof paymentsOfEstate>, request: Request): Promise<OutputOf<typeof paymentsOfEstate>> {
    const { estateId, billId = null, householdId = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), estateId, billId, householdId, ...position, limit + 1];
    const rows = await this.database.read<OutputOf<typeof paymentsOfEstate>['items'][number]>(payments, parameters);
    return pageOf(rows, limit, ({ receivedAt, id }) => [receivedAt, id]);
  }

  @Handles(paymentsOfBill)
  async paymentsOf({ id, after, limit }: InputOf<typeof paymentsOfBill>, request: Request): Promise<OutputOf<typeof paymentsOfBill>> {
    const parameters = [...scopeParameters(request), id, ...keyset(after, ascending('timestamptz', 'uuid')), limit + 1];
    const rows = await this.database.read<OutputOf<typeof paymentsOfBill>['items'][number]>(paymentsOf, parameters);
    return pageOf(rows, limit, ({ receivedAt, id: paymentId }) => [receivedAt, paymentId]);
  }

  @Handles(arrearsOfEstate)
  async arrears({ estateId }: InputOf<typeof arrearsOfEstate>, request: Request): Promise<OutputOf<typeof arrearsOfEstate>> {
    const [row] = await this.database.read<Counts>(arrears, [...scopeParameters(request), estateId]);
    ensure(row, requestErrors.notFound);
    return { bills: row.bills, overdue: row.overdue, openFen: row.openFen, paid: rate(row.paid, row.bills) };
  }
}
