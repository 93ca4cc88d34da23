import { billErrors, ledgerErrors, paymentReversed, type InputOf, type reversePayment, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { post, type EntryState } from '../ledger/posting.rules.js';
import { billLife, type BillState, type PaymentState } from './bill.rules.js';

export interface PaymentCorrected {
  readonly decision: Decision<PaymentState>;
  readonly bill: BillState;
  readonly entry: EntryState;
}

/**
 * P-T10, P-T20 A payment that was recorded wrongly is taken back once, wholly or in part, by somebody else than who recorded it: by a
 * counter-entry of today. Its bill is open again for what it lacks. What is earned, was refunded or is due stays covered. Refuses
 * with `property.ledger.already-reversed`, `property.bill.second-person-required`, `exceeds-bill` {openFen} for more than the payment,
 * or `payment-used` {leftFen}.
 *
 * @param dueFen refunds of the bill that are due and not paid out
 */
export function takeBack(
  { payment, bill, dueFen }: { readonly payment: PaymentState; readonly bill: BillState; readonly dueFen: number },
  { amountFen = payment.amountFen, reason }: InputOf<typeof reversePayment>,
  actorId: string,
  entryId: string,
  now: values.Instant,
): PaymentCorrected {
  ensure(payment.reversedFen === 0, ledgerErrors.alreadyReversed);
  ensure(payment.receivedBy !== actorId, billErrors.secondPersonRequired);
  ensure(amountFen <= payment.amountFen, billErrors.exceedsBill, { openFen: payment.amountFen });
  const leftFen = bill.paidFen - bill.refundedFen - bill.earnedFen - dueFen;
  ensure(amountFen <= leftFen, billErrors.paymentUsed, { leftFen });
  const paidFen = bill.paidFen - amountFen;
  const state = bill.state !== 'VOID' && paidFen < bill.amountFen ? billLife.next(bill.state, 'reopen') : bill.state;
  const { id: paymentId, estateId, communityCode, billId, householdId } = payment;
  const entry = post(
    { id: entryId, estateId, communityCode, kind: 'REVERSAL', sourceId: paymentId, reversesId: payment.entryId, reason },
    [
      { fund: 'SERVICE', account: 'PREPAID', amountFen },
      { fund: 'SERVICE', account: 'BANK', amountFen: -amountFen },
    ],
    now,
  );
  const told = paymentReversed({ paymentId, billId, estateId, communityCode, householdId, amountFen, at: now });
  const decision = decide({ ...payment, version: payment.version + 1, reversedFen: amountFen }, told);
  return { decision, bill: { ...bill, paidFen, state }, entry };
}
