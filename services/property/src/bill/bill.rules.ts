import {
  billErrors,
  billPaid,
  billReminded,
  type BillState as State,
  type InputOf,
  type payBill,
  type PaymentMethod,
  type PaymentProviderName,
  type ServiceTier,
  type values,
} from '@gezhi/shared/contracts';
import {
  addDays,
  addFen,
  addMonths,
  daysIncluded,
  decide,
  ensure,
  localDateOf,
  proRataFen,
  transitions,
  type Decision,
  type Period,
} from '@gezhi/shared/domain';
import type { Entitled } from '../discount/discount.rules.js';
import { annualFen, type FeeScheduleState } from '../fee-schedule/fee-schedule.rules.js';
import { post, type EntryState } from '../ledger/posting.rules.js';

/** P-13, P-14 A bill is paid, in one or several parts; what a return leaves unserved is not owed. */
export const billLife = transitions<State, 'pay' | 'settle' | 'void' | 'reopen'>(
  { OPEN: { pay: 'OPEN', settle: 'PAID', void: 'VOID', reopen: 'OPEN' }, PAID: { void: 'VOID', reopen: 'OPEN' }, VOID: {} },
  { initial: 'OPEN' },
);

export interface BillState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly unitId: string;
  readonly householdId: string;
  readonly contractId: string | null;
  readonly tier: ServiceTier;
  readonly feeScheduleId: string | null;
  readonly orderId: string | null;
  readonly from: values.LocalDate;
  readonly to: values.LocalDate;
  readonly amountFen: number;
  /** What of the fee is not owed; with the amount it is the fee. */
  readonly discountFen: number;
  readonly paidFen: number;
  readonly refundedFen: number;
  readonly earnedFen: number;
  readonly dueOn: values.LocalDate;
  readonly state: State;
  readonly reminders: number;
  readonly issuedAt: values.Instant;
}

/** A bill with the day of its last reminder; null or none when there was no. */
export type Reminded = BillState & { readonly remindedOn?: values.LocalDate | null };

export interface PaymentState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly billId: string;
  readonly householdId: string;
  readonly amountFen: number;
  /** What of it was taken back, as recorded wrongly. */
  readonly reversedFen: number;
  readonly method: PaymentMethod | PaymentProviderName;
  readonly evidenceIds: string[];
  readonly receivedBy: string;
  readonly receivedAt: values.Instant;
  readonly entryId: string;
}

/** What is paid, by hand or through a provider. */
export type Paid = Omit<InputOf<typeof payBill>, 'method'> & Pick<PaymentState, 'method'>;

/** A term that has begun and is not billed. */
export interface DueTerm {
  readonly contractId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly unitId: string;
  readonly householdId: string;
  readonly startsOn: values.LocalDate;
  /** Null of a contract that was signed without free months. */
  readonly lastFreeDay: values.LocalDate | null;
  /** The unit names the household of the contract, or the contract ends with what it served. */
  readonly isServed: boolean;
  /** In 0.01 m². */
  readonly area: number;
  /** Terms before it. */
  readonly term: number;
  readonly entitled: readonly Entitled[];
}

/** P-12 A term is a year: from the day the service began, or its corresponding day, to the day before the next (民法典 201–202). */
export function termOf(startsOn: values.LocalDate, terms: number): Period {
  return { from: addMonths(startsOn, 12 * terms), to: addDays(addMonths(startsOn, 12 * (terms + 1)), -1) };
}

/** P-12 The fee in force on a day, of published ones, the latest to take effect first. */
export const feeInForce = (fees: readonly FeeScheduleState[], day: values.LocalDate): FeeScheduleState | undefined =>
  fees.find(({ effectiveFrom }) => effectiveFrom! <= day);

/** P-12, P-T5 Whether a term can be billed: its household is served, and a fee is in force on its first day, after the free months. */
export function isBillable({ startsOn, term, lastFreeDay, isServed }: DueTerm, fees: readonly FeeScheduleState[]): boolean {
  const { from } = termOf(startsOn, term);
  return isServed && feeInForce(fees, from) !== undefined && (lastFreeDay === null || from > lastFreeDay);
}

/**
 * P-12, P-T5 The bill of a term, at the fee in force on its first day, never inside the free months.
 * Refuses with `property.bill.trial-cannot-have-bill` or `fee-missing` {day}.
 *
 * @param fees published ones, the latest to take effect first
 */
export function issue(due: DueTerm, fees: readonly FeeScheduleState[], paymentDays: number, id: string, now: values.Instant): BillState {
  const { from, to } = termOf(due.startsOn, due.term);
  ensure(due.lastFreeDay === null || from > due.lastFreeDay, billErrors.trialCannotHaveBill);
  const fee = feeInForce(fees, from);
  ensure(fee, billErrors.feeMissing, { day: from });
  const { contractId, estateId, communityCode, unitId, householdId } = due;
  return {
    ...{ id, version: 1, estateId, communityCode, unitId, householdId, contractId, tier: 'BASIC', feeScheduleId: fee.id },
    ...{ orderId: null, from, to },
    ...{ amountFen: annualFen(fee, due.area), discountFen: 0, paidFen: 0, refundedFen: 0, earnedFen: 0, dueOn: addDays(from, paymentDays) },
    ...{ state: billLife.initial, reminders: 0, issuedAt: now },
  };
}

/** P-12, P-14 A bill is lessened by a discount when it is issued: so much is not owed, and no income. Nothing stays open of what is owed no more. */
export function lessen(bill: BillState, discountFen: number): BillState {
  const amountFen = addFen(bill.amountFen, -discountFen);
  return { ...bill, amountFen, discountFen, state: amountFen === 0 ? billLife.next(bill.state, 'settle') : bill.state };
}

/** P-14, P-T20 A payment of a bill, with its entry: the bank has more, and owes the service. Refuses with `property.bill.exceeds-bill` {openFen}. */
export function pay(
  bill: BillState,
  { paymentId, amountFen, method, evidenceIds }: Paid,
  actorId: string,
  entryId: string,
  now: values.Instant,
): { readonly decision: Decision<BillState>; readonly payment: PaymentState; readonly entry: EntryState } {
  billLife.next(bill.state, 'pay');
  const openFen = bill.amountFen - bill.paidFen;
  ensure(amountFen <= openFen, billErrors.exceedsBill, { openFen });
  const { id: billId, estateId, communityCode, householdId } = bill;
  const entry = post(
    { id: entryId, estateId, communityCode, kind: 'PAYMENT', sourceId: paymentId, evidenceIds },
    [
      { fund: 'SERVICE', account: 'BANK', amountFen },
      { fund: 'SERVICE', account: 'PREPAID', amountFen: -amountFen },
    ],
    now,
  );
  const payment = {
    ...{ id: paymentId, version: 1, estateId, communityCode, billId, householdId, amountFen, reversedFen: 0, method },
    evidenceIds,
    receivedBy: actorId,
    receivedAt: now,
    entryId,
  };
  const state = billLife.next(bill.state, amountFen === openFen ? 'settle' : 'pay');
  const next = { ...bill, state, paidFen: addFen(bill.paidFen, amountFen) };
  return { decision: decide(next, billPaid({ billId, estateId, communityCode, householdId, amountFen, at: now })), payment, entry };
}

/**
 * P-T8, P-T10, P-T12 What a bill is once less is owed of it, in fen: what was paid above that and not given back comes back, never more
 * than was paid. Of what is not owed at all nothing stays open.
 */
export function lower(bill: BillState, amountFen: number): { readonly bill: BillState; readonly refundFen: number } {
  const refundFen = Math.max(0, bill.paidFen - bill.refundedFen - amountFen);
  if (amountFen === 0) return { bill: { ...bill, state: billLife.next(bill.state, 'void'), amountFen }, refundFen };
  const state = bill.state === 'OPEN' && bill.paidFen >= amountFen ? billLife.next(bill.state, 'settle') : bill.state;
  return { bill: { ...bill, amountFen, state }, refundFen };
}

/**
 * P-T8, P-T9 What a bill is once service ends with a day: the days after it are not owed, and what was paid above that
 * comes back. Before the first day all of it, on the last day nothing. The discount is of the days served, too.
 */
export function endWith(bill: BillState, lastDay: values.LocalDate): { readonly bill: BillState; readonly refundFen: number } {
  if (lastDay >= bill.to || bill.state === 'VOID') return { bill, refundFen: 0 };
  const begun = lastDay >= bill.from;
  const days = daysIncluded(bill.from, bill.to);
  const left = begun ? days - daysIncluded(bill.from, lastDay) : days;
  const amountFen = bill.amountFen - proRataFen(bill.amountFen, left, days);
  const discountFen = bill.discountFen - proRataFen(bill.discountFen, left, days);
  const ended = begun ? { ...bill, to: lastDay, discountFen } : { ...bill, discountFen };
  return begun && bill.amountFen === 0 ? { bill: ended, refundFen: 0 } : lower(ended, amountFen);
}

/**
 * P-T16, P-T16b What of a bill is received and earned by the days served up to a day, in fen: never more than is owed, and never less
 * than was counted before. The rest stays prepaid.
 *
 * @param laterFen what of the payments came after that day, and is not received yet
 */
export function earnedUntil(bill: BillState, day: values.LocalDate, laterFen = 0): number {
  const received = Math.min(bill.paidFen - bill.refundedFen - laterFen, bill.amountFen);
  if (day < bill.from) return bill.earnedFen;
  const days = daysIncluded(bill.from, bill.to);
  const served = day >= bill.to ? days : daysIncluded(bill.from, day);
  return Math.max(bill.earnedFen, proRataFen(received, served, days));
}

/**
 * P-13 A household is reminded of what is open of an overdue bill, once a day; no cutting of supplies exists (民法典 944). Refuses with
 * `property.bill.not-overdue` {dueOn} or `reminded-today`.
 */
export function remind(bill: Reminded, now: values.Instant): Decision<Reminded> {
  billLife.next(bill.state, 'pay');
  const today = localDateOf(now);
  ensure(bill.dueOn < today, billErrors.notOverdue, { dueOn: bill.dueOn });
  ensure(bill.remindedOn !== today, billErrors.remindedToday);
  const { id: billId, estateId, communityCode, householdId } = bill;
  const told = billReminded({ billId, estateId, communityCode, householdId, amountFen: bill.amountFen - bill.paidFen, at: now });
  return decide({ ...bill, reminders: bill.reminders + 1, remindedOn: today }, told);
}
