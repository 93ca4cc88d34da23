import { paymentErrors, paymentRefunded, type Happened, type PaymentRefundState as State, type values } from '@gezhi/shared/contracts';
import { ensure, transitions } from '@gezhi/shared/domain';
import type { AttemptState } from './payment.rules.js';

/** P-11, P-13 Money goes back through the provider once; what the provider refuses is paid out by hand. */
export const paymentRefundLife = transitions<State, 'confirm' | 'refuse' | 'settle'>(
  { PENDING: { confirm: 'DONE', refuse: 'REFUSED' }, REFUSED: { settle: 'DONE' }, DONE: {} },
  { initial: 'PENDING' },
);

export interface PaymentRefundState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string;
  readonly billId: string;
  readonly attemptId: string;
  readonly purpose: 'SURPLUS' | 'RETURN';
  readonly refundId: string | null;
  readonly amountFen: number;
  readonly state: State;
  readonly requestedAt: values.Instant;
  readonly doneAt: values.Instant | null;
}

/** P-11, P-13 So much of what an attempt received goes back; for a return it names the refund that it pays out. */
export function sendBackFrom(
  attempt: AttemptState,
  { id, amountFen, refundId }: { readonly id: string; readonly amountFen: number; readonly refundId: string | null },
  now: values.Instant,
): PaymentRefundState {
  const { estateId, communityCode, householdId, billId, id: attemptId } = attempt;
  return {
    ...{ id, version: 1, estateId, communityCode, householdId, billId, attemptId, purpose: refundId ? 'RETURN' : 'SURPLUS' },
    ...{ refundId, amountFen, state: paymentRefundLife.initial, requestedAt: now, doneAt: null },
  };
}

/** So much goes back by one attempt, as it is then. */
export interface Part {
  readonly attempt: AttemptState;
  readonly amountFen: number;
}

/**
 * P-11, P-T10 The attempts that a refund goes back by, in their order: of each what it has received and not given back, until the
 * whole is covered. Refuses with `no-payment-covers` {availableFen}.
 */
export function spread(attempts: readonly AttemptState[], amountFen: number): Part[] {
  const parts: Part[] = [];
  let availableFen = 0;
  for (const attempt of attempts) {
    const partFen = Math.min(attempt.receivedFen - attempt.refundedFen, amountFen - availableFen);
    if (partFen > 0) parts.push({ attempt: { ...attempt, refundedFen: attempt.refundedFen + partFen }, amountFen: partFen });
    availableFen += partFen;
  }
  ensure(availableFen === amountFen, paymentErrors.noPaymentCovers, { availableFen });
  return parts;
}

/** P-11, P-13 The provider has paid out, or has refused to. Undefined when that was heard before. */
export function hearRefund(refund: PaymentRefundState, done: boolean, now: values.Instant): PaymentRefundState | undefined {
  if (refund.state !== 'PENDING') return undefined;
  const state = paymentRefundLife.next(refund.state, done ? 'confirm' : 'refuse');
  return { ...refund, version: refund.version + 1, state, doneAt: done ? now : null };
}

/** P-13 A surplus that the provider refused to give back was paid out by hand; what a return is owed is settled there. Refuses with `wrong-state`. */
export function settleSurplus(refund: PaymentRefundState, now: values.Instant): PaymentRefundState {
  const state = paymentRefundLife.next(refund.purpose === 'SURPLUS' ? refund.state : 'DONE', 'settle');
  return { ...refund, version: refund.version + 1, state, doneAt: now };
}

/** P-13 The household is told that its surplus went back. */
export const surplusBack = ({
  id: paymentRefundId,
  attemptId,
  billId,
  estateId,
  communityCode,
  householdId,
  amountFen,
  doneAt,
}: PaymentRefundState): Happened =>
  paymentRefunded({ paymentRefundId, attemptId, billId, estateId, communityCode, householdId, amountFen, at: doneAt! });
