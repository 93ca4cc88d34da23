import type { Request } from '@gezhi/shared/auth';
import { billsIssued } from '@gezhi/shared/contracts';
import { insert, newId, today, type Act, type Write, type UnitOfWork, type Reply } from '@gezhi/shared/database';
import { sumFen } from '@gezhi/shared/domain';
import { entitledOnFirstDay, keepLessenings } from '../discount/discount.plan.js';
import { bestDiscount } from '../discount/discount.rules.js';
import { holdEstate } from '../estate/estate.plan.js';
import { postEntry } from '../ledger/ledger.plan.js';
import { Bill, Payment } from './bill.entity.js';
import type { BillingTerms, BillingTermsQueries } from './billing-terms.queries.js';
import { isBillable, issue, lessen, pay, type BillState, type DueTerm, type Paid } from './bill.rules.js';

/** The first day of a term `g` of a contract `c`, as `termOf` has it. */
export const firstDay = '(c.starts_on + make_interval(years => g.term))::date';
/** The terms of standing contracts that have begun and have no bill: `c` the contract, `u` its unit, `r` its trial, `d` the term. */
export const begunTerms = `service_contract c JOIN unit u ON u.id = c.unit_id LEFT JOIN trial r ON r.id = c.trial_id
  CROSS JOIN LATERAL generate_series(0, 1 + extract(year FROM age(${today}, c.starts_on))::int) g (term)
  CROSS JOIN LATERAL (SELECT g.term, ${firstDay} AS from_day,
    (c.starts_on + make_interval(years => g.term + 1))::date - 1 AS to_day) d
  WHERE c.state = 'STANDING' AND d.from_day <= ${today}
    AND NOT EXISTS (SELECT FROM bill b WHERE b.contract_id = c.id AND b.from_day = d.from_day)`;
/** Why such a term cannot be billed, as `isBillable` decides; null when it can. */
export const unbilledReason = `CASE WHEN u.household_id IS DISTINCT FROM c.household_id THEN 'HOUSEHOLD_LEFT'
  WHEN r.last_day >= d.from_day THEN 'IN_TRIAL'
  WHEN NOT EXISTS (SELECT FROM fee_schedule f WHERE f.estate_id = c.estate_id AND f.state = 'PUBLISHED' AND f.effective_from <= d.from_day)
  THEN 'FEE_MISSING' END`;
/** Of an estate, or of one contract that ends, whoever lives there by now. */
const due = `SELECT c.id AS "contractId", c.estate_id AS "estateId", c.community_code AS "communityCode", c.unit_id AS "unitId",
    c.household_id AS "householdId", c.starts_on::text AS "startsOn", r.last_day::text AS "lastFreeDay", u.area, d.term,
    (c.id = $2 OR u.household_id = c.household_id) IS TRUE AS "isServed",
    ${entitledOnFirstDay} AS entitled
  FROM ${begunTerms} AND c.estate_id = $1 AND ($2::uuid IS NULL OR c.id = $2) ORDER BY c.id, d.term`;

export const billColumns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.unit_id AS "unitId",
  t.household_id AS "householdId", t.contract_id AS "contractId", t.tier, t.fee_schedule_id AS "feeScheduleId", t.order_id AS "orderId", t.from_day::text AS "from",
  t.to_day::text AS "to", t.amount_fen AS "amountFen", t.discount_fen AS "discountFen", t.paid_fen AS "paidFen", t.refunded_fen AS "refundedFen", t.earned_fen AS "earnedFen",
  t.due_on::text AS "dueOn", t.state, t.reminders, t.issued_at AS "issuedAt"`;

interface Estate {
  readonly id: string;
  readonly communityCode: string;
}

/** Bills every term that has begun and can be billed, once: of those who ask at the same time one goes first, and leaves nothing to the others. */
export async function issueDue(
  work: UnitOfWork,
  billing: BillingTermsQueries,
  request: Request,
  { id, communityCode }: Estate,
): Promise<Reply> {
  const terms = await billing.of({ id, communityCode });
  return work.act(request, { place: communityCode, id, own: true }, async (act) => {
    await holdEstate(act, id);
    const { bills, unbilled } = await issueBegun(act, { estateId: id }, terms);
    const totalFen = sumFen(bills.map(({ amountFen }) => amountFen));
    if (bills.length) act.emit(billsIssued({ estateId: id, communityCode, bills: bills.length, totalFen, at: act.now }));
    act.note({ bills: [bills.length], totalFen: [totalFen], unbilled: [unbilled] });
    return { bills: bills.length, totalFen, unbilled };
  });
}

/**
 * Issues the terms of an estate, or of one contract that ends, that have begun and can be billed; of the others it says how many there
 * are. Whoever calls holds the estate.
 */
export async function issueBegun(
  act: Pick<Act, 'query' | 'insert' | 'now'>,
  { estateId, contractId = null }: { readonly estateId: string; readonly contractId?: string | null },
  { fees, paymentDays, discounts, band }: BillingTerms,
): Promise<{ readonly bills: BillState[]; readonly unbilled: number }> {
  const begun = await act.query<DueTerm>(due, [estateId, contractId]);
  const issued = begun
    .filter((term) => isBillable(term, fees))
    .map((term) => {
      const bill = issue(term, fees, paymentDays, newId(), act.now);
      const discount = bestDiscount(bill, { discounts, band, entitled: term.entitled, area: term.area });
      return { bill: lessen(bill, discount?.amountFen ?? 0), discount };
    });
  const bills = issued.map(({ bill }) => bill);
  await act.insert(Bill, bills);
  await keepLessenings(
    act,
    issued.flatMap(({ bill, discount }) => (discount ? [{ ...discount, billId: bill.id }] : [])),
  );
  return { bills, unbilled: begun.length - bills.length };
}

/** A bill, for the statement that writes what it is for. */
export const billOf = (bill: BillState): Write => insert(Bill, bill);

const keep = `UPDATE bill b SET version = b.version + 1, to_day = n.to_day, amount_fen = n.amount_fen, state = n.state, earned_fen = n.earned_fen,
    discount_fen = n.discount_fen
  FROM unnest($1::uuid[], $2::date[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[]) AS n (id, to_day, amount_fen, state, earned_fen, discount_fen) WHERE b.id = n.id`;

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
  await act.query(keep, [column('id'), column('to'), column('amountFen'), column('state'), column('earnedFen'), column('discountFen')]);
}

/** Books a payment of a bill that the act holds, as paying by hand does: bill, payment and entry. */
export async function bookPayment(act: Act, bill: BillState, paid: Paid, actorId: string): Promise<void> {
  const { decision, payment, entry } = pay(bill, paid, actorId, newId(), act.now);
  await keepPayment(act, decision.state);
  await postEntry(act, entry);
  await act.insert(Payment, [payment]);
  for (const happened of decision.events) act.emit(happened, { id: bill.id, place: bill.communityCode });
}
