import { refundReversed, returnErrors, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { post, type EntryState } from '../ledger/posting.rules.js';
import { refundLife, type RefundState } from './return.rules.js';

/**
 * P-T10, P-T20 What of a refund was recorded as paid out by hand, and was not, is taken back by somebody else than who recorded it: by a
 * counter-entry of today. It is due again, by the day it was. What the provider paid is paid. Refuses with
 * `property.return.paid-by-provider` or `second-person-required`.
 */
export function reverse(
  refund: RefundState,
  { reason }: { readonly reason: string },
  actorId: string,
  entryId: string,
  now: values.Instant,
): { readonly decision: Decision<RefundState>; readonly entry: EntryState } {
  const state = refundLife.next(refund.state, 'reverse');
  ensure(refund.settledBy !== null, returnErrors.paidByProvider);
  ensure(refund.settledBy !== actorId, returnErrors.secondPersonRequired);
  const { id: refundId, estateId, communityCode, billId, householdId, byHandFen: amountFen } = refund;
  const entry = post(
    { id: entryId, estateId, communityCode, kind: 'REVERSAL', sourceId: refundId, reversesId: refund.entryId!, reason },
    [
      { fund: 'SERVICE', account: 'BANK', amountFen },
      { fund: 'SERVICE', account: 'PREPAID', amountFen: -amountFen },
    ],
    now,
  );
  const unpaid = { settledFen: refund.settledFen - amountFen, byHandFen: 0, settledAt: null, settledBy: null, entryId: null };
  const next = { ...refund, version: refund.version + 1, state, ...unpaid };
  return { decision: decide(next, refundReversed({ refundId, billId, estateId, communityCode, householdId, amountFen, at: now })), entry };
}
