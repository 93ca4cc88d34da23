import { refundSettled, returnErrors, returnRequested, type RefundState as State, type values } from '@gezhi/shared/contracts';
import { addDays, decide, ensure, localDateOf, sumFen, transitions, type Decision } from '@gezhi/shared/domain';
import { endWith, type BillState } from '../bill/bill.rules.js';
import { post, type EntryState } from '../ledger/posting.rules.js';
import type { ContractState } from '../trial/trial.rules.js';

/** P-11 A contract is returned once. */
export const contractLife = transitions<ContractState['state'], 'return'>(
  { STANDING: { return: 'RETURNED' }, RETURNED: {} },
  { initial: 'STANDING' },
);
/** P-11 A refund is paid out once. */
export const refundLife = transitions<State, 'settle'>({ DUE: { settle: 'SETTLED' }, SETTLED: {} }, { initial: 'DUE' });

export interface RefundState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string;
  readonly billId: string;
  readonly contractId: string;
  readonly offerId: string;
  readonly amountFen: number;
  readonly state: State;
  readonly dueOn: values.LocalDate;
  readonly requestedAt: values.Instant;
  readonly settledAt: values.Instant | null;
  readonly entryId: string | null;
}

export interface Returned {
  readonly contract: ContractState;
  readonly bills: BillState[];
  readonly refunds: RefundState[];
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
  const refunds = ended
    .filter(({ refundFen }) => refundFen > 0)
    .map(({ bill, refundFen: amountFen }): RefundState => ({
      ...{ id: nextId(), version: 1, estateId, communityCode, householdId, billId: bill.id, contractId, offerId, amountFen },
      ...{ state: refundLife.initial, dueOn: addDays(today, refundWithinDays), requestedAt: now, settledAt: null, entryId: null },
    }));
  const refundFen = sumFen(refunds.map(({ amountFen }) => amountFen));
  const told = { contractId, unitId, estateId, communityCode, householdId, offerId, lastDay, refundFen, at: now, version: version + 1 };
  const next = { ...contract, version: version + 1, state, endsOn: lastDay };
  return decide({ contract: next, bills: ended.map(({ bill }) => bill), refunds }, returnRequested(told));
}

/** P-11, P-T10 A refund leaves what was prepaid, and the bank; never more than was paid, which the bill itself holds. */
export function settle(
  refund: RefundState,
  entryId: string,
  evidenceIds: string[],
  now: values.Instant,
): { readonly decision: Decision<RefundState>; readonly entry: EntryState } {
  const state = refundLife.next(refund.state, 'settle');
  const { id: refundId, billId, estateId, communityCode, householdId, amountFen } = refund;
  const entry = post(
    { id: entryId, estateId, communityCode, kind: 'REFUND', sourceId: refundId, evidenceIds },
    [
      { fund: 'SERVICE', account: 'PREPAID', amountFen },
      { fund: 'SERVICE', account: 'BANK', amountFen: -amountFen },
    ],
    now,
  );
  const told = refundSettled({ refundId, billId, estateId, communityCode, householdId, amountFen, at: now });
  return { decision: decide({ ...refund, version: refund.version + 1, state, settledAt: now, entryId }, told), entry };
}
