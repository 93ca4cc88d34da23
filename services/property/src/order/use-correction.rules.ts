import { orderErrors, serviceUseTakenBack, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { lower, type BillState } from '../bill/bill.rules.js';
import { refundsOf } from '../return/return.rules.js';
import { orderLife, servedFen, told, type Cancelled, type OrderState, type UseState } from './order.rules.js';

/** What says that a use was recorded by mistake; the use itself stays as it is. */
export interface UseReversal {
  readonly useId: string;
  readonly orderId: string;
  readonly reason: string;
  readonly reversedBy: string;
  readonly reversedAt: values.Instant;
}

/** A use as it stands. */
export type StandingUse = Pick<UseState, 'id' | 'quantity' | 'recordedBy'> & { readonly isTakenBack: boolean };

/** What comes back when less is owed, beside what is due already. */
function lowerFurther(bill: BillState, amountFen: number): ReturnType<typeof lower> {
  const dueFen = Math.max(0, bill.paidFen - bill.refundedFen - bill.amountFen);
  const lowered = lower(bill, amountFen);
  return { ...lowered, refundFen: lowered.refundFen - dueFen };
}

/**
 * P-T10, P-T12, P-T16b A use that was recorded by mistake is taken back by a second person: it is left of the order again. Of a cancelled
 * order it is not owed, and what was paid for it comes back. What a closed period counted as income stays, and so does its use.
 * Refuses with `property.order.use-unknown`, `use-taken-back`, `second-person-required` or `use-earned`.
 *
 * @param bill the bill of the order as it is now
 */
export function takeBackUse(
  current: OrderState,
  bill: BillState,
  use: StandingUse | undefined,
  facts: { readonly reason: string; readonly actorId: string; readonly refundWithinDays: number; readonly nextId: () => string },
  now: values.Instant,
): Decision<Cancelled & { readonly reversal: UseReversal }> {
  ensure(use, orderErrors.useUnknown);
  ensure(!use.isTakenBack, orderErrors.useTakenBack);
  ensure(use.recordedBy !== facts.actorId, orderErrors.secondPersonRequired);
  const usedQuantity = current.usedQuantity - use.quantity;
  const state = orderLife.next(current.state, 'takeBack');
  const order = { ...current, version: current.version + 1, state, usedQuantity };
  ensure(bill.earnedFen <= servedFen(order), orderErrors.useEarned);
  const lowered = current.state === 'CANCELLED' ? lowerFurther(bill, servedFen(order)) : { bill, refundFen: 0 };
  const refunds = refundsOf(lowered, { offerId: current.offerId, refundWithinDays: facts.refundWithinDays }, facts.nextId, now);
  const { quantity, id: useId } = use;
  const reversal = { useId, orderId: current.id, reason: facts.reason, reversedBy: facts.actorId, reversedAt: now };
  const leftQuantity = current.quantity - usedQuantity;
  const happened = serviceUseTakenBack({
    ...told(current, order.version, now),
    ...{ useId, quantity, leftQuantity, refundFen: lowered.refundFen },
  });
  return decide({ order, bill: lowered.bill, refunds, reversal }, happened);
}
