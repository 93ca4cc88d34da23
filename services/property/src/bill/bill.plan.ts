import type { Request } from '@gezhi/shared/auth';
import { billsIssued } from '@gezhi/shared/contracts';
import { insert, newId, type Act, type Write, type UnitOfWork, type Reply, today } from '@gezhi/shared/database';
import { sumFen } from '@gezhi/shared/domain';
import { holdEstate } from '../estate/estate.plan.js';
import type { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import { postEntry } from '../ledger/ledger.plan.js';
import type { FeeScheduleState } from '../fee-schedule/fee-schedule.rules.js';
import { Bill, Payment } from './bill.entity.js';
import { feeInForce, issue, pay, termOf, type BillState, type DueContract, type Paid } from './bill.rules.js';

/** Contracts of an estate, or one of them, of which another term has begun, of households that are there. */
const due = `SELECT c.id AS "contractId", c.estate_id AS "estateId", c.community_code AS "communityCode", c.unit_id AS "unitId",
    c.household_id AS "householdId", c.starts_on::text AS "startsOn", r.last_day::text AS "lastFreeDay", u.area, b.terms
  FROM service_contract c JOIN unit u ON u.id = c.unit_id AND u.household_id = c.household_id LEFT JOIN trial r ON r.id = c.trial_id
    CROSS JOIN LATERAL (SELECT count(*)::int AS terms FROM bill b WHERE b.contract_id = c.id) b
  WHERE c.estate_id = $1 AND ($2::uuid IS NULL OR c.id = $2) AND c.state = 'STANDING' AND c.starts_on + make_interval(years => b.terms) <= ${today} ORDER BY c.id`;

export const billColumns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.unit_id AS "unitId",
  t.household_id AS "householdId", t.contract_id AS "contractId", t.tier, t.fee_schedule_id AS "feeScheduleId", t.order_id AS "orderId", t.from_day::text AS "from",
  t.to_day::text AS "to", t.amount_fen AS "amountFen", t.paid_fen AS "paidFen", t.refunded_fen AS "refundedFen", t.earned_fen AS "earnedFen",
  t.due_on::text AS "dueOn", t.state, t.reminders, t.issued_at AS "issuedAt"`;

interface Estate {
  readonly id: string;
  readonly communityCode: string;
}

/** Bills every term that has begun, once: of those who ask at the same time one goes first, and leaves nothing to the others. */
export async function issueDue(
  work: UnitOfWork,
  schedules: FeeScheduleQueries,
  request: Request,
  { id, communityCode }: Estate,
): Promise<Reply> {
  const [fees, { paymentDays }] = await Promise.all([schedules.published(id), schedules.inForce({ placeCode: communityCode })]);
  return work.act(request, { place: communityCode, id, own: true }, async (act) => {
    await holdEstate(act, id);
    const issued: BillState[] = [];
    // Whoever was not billed for years has several terms due.
    for (;;) {
      const contracts = await act.query<DueContract>(due, [id, null]);
      if (!contracts.length) break;
      const bills = contracts.map((contract) => issue(contract, fees, paymentDays, newId(), act.now));
      await act.insert(Bill, bills);
      issued.push(...bills);
    }
    const totalFen = sumFen(issued.map(({ amountFen }) => amountFen));
    if (issued.length) act.emit(billsIssued({ estateId: id, communityCode, bills: issued.length, totalFen, at: act.now }));
    act.note({ bills: [issued.length], totalFen: [totalFen] });
    return { bills: issued.length, totalFen };
  });
}

/** A bill, for the statement that writes what it is for. */
export const billOf = (bill: BillState): Write => insert(Bill, bill);

/**
 * Bills the terms of one contract that have begun and were not billed yet, so that the days served until its return are owed; of a
 * term without a fee nothing is. The act holds the estate.
 */
export async function issueUntilNow(
  act: Act,
  { id, estateId }: { readonly id: string; readonly estateId: string },
  fees: readonly FeeScheduleState[],
  paymentDays: number,
): Promise<BillState[]> {
  const issued: BillState[] = [];
  for (;;) {
    const [contract] = await act.query<DueContract>(due, [estateId, id]);
    if (!contract || !feeInForce(fees, termOf(contract.startsOn, contract.terms).from)) return issued;
    const bill = issue(contract, fees, paymentDays, newId(), act.now);
    await act.insert(Bill, [bill]);
    issued.push(bill);
  }
}

const keep = `UPDATE bill b SET version = b.version + 1, to_day = n.to_day, amount_fen = n.amount_fen, state = n.state, earned_fen = n.earned_fen
  FROM unnest($1::uuid[], $2::date[], $3::bigint[], $4::text[], $5::bigint[]) AS n (id, to_day, amount_fen, state, earned_fen) WHERE b.id = n.id`;

const held = `SELECT ${billColumns} FROM bill t WHERE t.id = $1 FOR NO KEY UPDATE`;
const keepPaid = 'UPDATE bill SET version = version + 1, state = $2, paid_fen = $3 WHERE id = $1';

/** A bill, held until the act ends. */
export const holdBill = async (act: Act, id: string): Promise<BillState> => (await act.query<BillState>(held, [id]))[0]!;

/** Stores what is paid of a bill that the act holds. */
export async function keepPayment(act: Act, { id, state, paidFen }: BillState): Promise<void> {
  await act.query(keepPaid, [id, state, paidFen]);
}

/** Stores bills as they are now, of those that the act holds. */
export async function keepBills(act: Pick<Act, 'query'>, bills: readonly BillState[]): Promise<void> {
  if (!bills.length) return;
  const column = <K extends keyof BillState>(key: K): BillState[K][] => bills.map((bill) => bill[key]);
  await act.query(keep, [column('id'), column('to'), column('amountFen'), column('state'), column('earnedFen')]);
}

/** Books a payment of a bill that the act holds, as paying by hand does: bill, payment and entry. */
export async function bookPayment(act: Act, bill: BillState, paid: Paid, actorId: string): Promise<void> {
  const { decision, payment, entry } = pay(bill, paid, actorId, newId(), act.now);
  await keepPayment(act, decision.state);
  await postEntry(act, entry);
  await act.insert(Payment, [payment]);
  for (const happened of decision.events) act.emit(happened, { id: bill.id, place: bill.communityCode });
}
