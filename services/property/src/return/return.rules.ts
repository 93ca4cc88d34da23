import { billErrors, refundSettled, returnErrors, returnRequested, type RefundState as State, type values } from '@gezhi/shared/contracts';
import { addDays, decide, ensure, localDateOf, sumFen, transitions, type Decision } from '@gezhi/shared/domain';
import { endWith, type BillState } from '../bill/bill.rules.js';
import { post, type EntryState } from '../ledger/posting.rules.js';
import type { ContractState } from '../trial/trial.rules.js';

/** P-11 A contract is returned once. */
export const contractLife = transitions<ContractState['state'], 'return'>(
  { STANDING: { return: 'RETURNED' }, RETURNED: {} },
  { initial: 'STANDING' },
);
/**
 * P-11 A refund is paid out once: by hand, which may be recorded wrongly, or by the provider it was sent to, in parts of which it may
 * refuse some.
 */
export const refundLife = transitions<State, 'settle' | 'send' | 'wait' | 'confirm' | 'refuse' | 'reverse'>(
  { DUE: { settle: 'SETTLED', send: 'SENT' }, SENT: { wait: 'SENT', confirm: 'SETTLED', refuse: 'DUE' }, SETTLED: { reverse: 'DUE' } },
  { initial: 'DUE' },
);

export interface RefundState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string;
  readonly billId: string;
  readonly contractId: string | null;
  readonly orderId: string | null;
  readonly offerId: string;
  readonly amountFen: number;
  /** What of it has been paid out. */
  readonly settledFen: number;
  /** What of that was by hand. */
  readonly byHandFen: number;
  readonly state: State;
  readonly dueOn: values.LocalDate;
  readonly requestedAt: values.Instant;
  readonly settledAt: values.Instant | null;
  /** Who recorded what was paid out by hand; null when all of it was by the provider. */
  readonly settledBy: string | null;
  readonly entryId: string | null;
}

export interface Returned {
  readonly contract: ContractState;
  readonly bills: BillState[];
  readonly refunds: RefundState[];
}

/**
 * P-11, P-T12 What comes back of a bill, in fen: due within the days of the promise that applies. Nothing is due when nothing comes back.
 *
 * @param promise the version under which the contract or order was made
 * @param nextId makes the id of the refund
 */
export function refundsOf(
  { bill, refundFen: amountFen }: { readonly bill: BillState; readonly refundFen: number },
  promise: { readonly offerId: string; readonly refundWithinDays: number },
  nextId: () => string,
  now: values.Instant,
): RefundState[] {
  if (amountFen === 0) return [];
  const { id: billId, estateId, communityCode, householdId, contractId, orderId } = bill;
  const refund: RefundState = {
    ...{ id: nextId(), version: 1, estateId, communityCode, householdId, billId, contractId, orderId, offerId: promise.offerId, amountFen },
    ...{ settledFen: 0, byHandFen: 0, state: refundLife.initial, dueOn: addDays(localDateOf(now), promise.refundWithinDays) },
    ...{ requestedAt: now, settledAt: null, settledBy: null, entryId: null },
  };
  return [refund];
}

/**
 * P-11, P-T8 to P-T11 Service is returned with a last day from today on, without any reason: days after it are not owed, and what
 * was paid for them is due within the days of the promise under which the contract was made. The last day lies within what is billed,
 * or before the service begins. Refuses with `property.return.day-past` {earliest} or `day-too-late` {latest}.
 *
 * @param nextId makes the ids of refunds
 */
export function giveBack(
  contract: ContractState,
  bills: readonly BillState[],
  facts: { readonly lastDay: values.LocalDate | undefined; readonly refundWithinDays: number; readonly nextId: () => string },
  now: values.Instant,
): Decision<Returned> {
  const state = contractLife.next(contract.state, 'return');
  const today = localDateOf(now);
  const { lastDay = today, refundWithinDays, nextId } = facts;
  ensure(lastDay >= today, returnErrors.dayPast, { earliest: today });
  const billedTo = bills.reduce((latest, { to }) => (to > latest ? to : latest), addDays(contract.startsOn, -1));
  const latest = billedTo > today ? billedTo : today;
  ensure(lastDay <= latest, returnErrors.dayTooLate, { latest });
  const ended = bills.map((bill) => endWith(bill, lastDay));
  const { id: contractId, estateId, communityCode, householdId, offerId, unitId, version } = contract;
  const refunds = ended.flatMap((one) => refundsOf(one, { offerId, refundWithinDays }, nextId, now));
  const refundFen = sumFen(refunds.map(({ amountFen }) => amountFen));
  const told = { contractId, unitId, estateId, communityCode, householdId, offerId, lastDay, refundFen, at: now, version: version + 1 };
  const next = { ...contract, version: version + 1, state, endsOn: lastDay };
  return decide({ contract: next, bills: ended.map(({ bill }) => bill), refunds }, returnRequested(told));
}

/** P-11, P-T10 What of a refund is still to be paid out. */
export const dueOf = ({ amountFen, settledFen }: RefundState): number => amountFen - settledFen;

/** A part of a refund that the provider has decided; `pending` when it has others to decide. */
export interface RefundPart {
  readonly amountFen: number;
  readonly pending: boolean;
}

/**
 * P-11, P-T10 A refund, or a part of it that the provider has paid out, leaves what was prepaid, and the bank; never more than was
 * paid, which the bill itself holds. The household is told once all of it has left.
 *
 * @param by who paid out by hand all that is due, or the part that the provider has paid out
 */
export function settle(
  refund: RefundState,
  by: string | RefundPart,
  entryId: string,
  evidenceIds: string[],
  now: values.Instant,
): { readonly decision: Decision<RefundState>; readonly entry: EntryState } {
  const part = typeof by === 'string' ? undefined : by;
  const amountFen = part?.amountFen ?? dueOf(refund);
  const left = dueOf(refund) - amountFen;
  ensure(left >= 0, billErrors.refundExceedsPayments);
  const state = refundLife.next(refund.state, !part ? 'settle' : left === 0 ? 'confirm' : part.pending ? 'wait' : 'refuse');
  const { id: refundId, billId, estateId, communityCode, householdId } = refund;
  const entry = post(
    { id: entryId, estateId, communityCode, kind: 'REFUND', sourceId: refundId, evidenceIds },
    [
      { fund: 'SERVICE', account: 'PREPAID', amountFen },
      { fund: 'SERVICE', account: 'BANK', amountFen: -amountFen },
    ],
    now,
  );
  const next = { ...refund, version: refund.version + 1, settledFen: refund.settledFen + amountFen, state };
  if (left > 0) return { decision: decide(next), entry };
  const told = refundSettled({ refundId, billId, estateId, communityCode, householdId, amountFen: refund.amountFen, at: now });
  const byHand = typeof by === 'string' ? { settledBy: by, byHandFen: amountFen } : {};
  return { decision: decide({ ...next, ...byHand, settledAt: now, entryId }, told), entry };
}

/** P-11 What is due of a refund is sent back through the provider; until it has answered, nobody pays it out by hand. */
export const send = (refund: RefundState): RefundState => ({
  ...refund,
  version: refund.version + 1,
  state: refundLife.next(refund.state, 'send'),
});

/** P-11 What the provider refuses is due again, once it has decided of every part. */
export const takeBack = (refund: RefundState, pending: boolean): RefundState => ({
  ...refund,
  version: refund.version + 1,
  state: refundLife.next(refund.state, pending ? 'wait' : 'refuse'),
});
