import {
  billErrors,
  type PaymentAttemptState as State,
  type PaymentFailure,
  type PaymentProviderName,
  type Posting,
  type values,
} from '@gezhi/shared/contracts';
import { addFen, ensure, transitions } from '@gezhi/shared/domain';
import type { BillState } from '../bill/bill.rules.js';
import { post, type EntryState } from '../ledger/posting.rules.js';

/**
 * P-13 An attempt to pay a bill through a provider. What the provider has received counts whenever it is heard of, also after
 * the attempt was closed or had failed: money is never lost.
 */
export const attemptLife = transitions<State, 'pay' | 'close' | 'fail'>(
  {
    PENDING: { pay: 'PAID', close: 'CLOSED', fail: 'FAILED' },
    CLOSED: { pay: 'PAID', fail: 'FAILED' },
    FAILED: { pay: 'PAID', fail: 'FAILED' },
    PAID: {},
  },
  { initial: 'PENDING' },
);

export interface AttemptState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly billId: string;
  readonly householdId: string;
  readonly provider: PaymentProviderName;
  readonly amountFen: number;
  readonly state: State;
  readonly failure: PaymentFailure | null;
  readonly codeUrl: string | null;
  readonly transactionId: string | null;
  readonly receivedFen: number;
  readonly surplusFen: number;
  readonly refundedFen: number;
  readonly startedAt: values.Instant;
  readonly expiresAt: values.Instant;
  readonly paidAt: values.Instant | null;
}

/** What a provider received for an attempt. */
export interface Receipt {
  readonly transactionId: string;
  readonly amountFen: number;
  readonly at: values.Instant;
}

/** So long a payer has. */
const minutesToPay = 30;

/** P-13 An id as the provider's number of an order or refund: without dashes. */
export const numberOf = (id: string): string => id.replaceAll('-', '');

/** P-13 The id that a provider's number stands for, or null when it is none of ours. */
export function idOf(number: string): string | null {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(number);
  return parts ? parts.slice(1).join('-') : null;
}

/** P-13 Paying begins: at most what is open of the bill. Refuses with `property.bill.exceeds-bill` {openFen}. */
export function start(
  bill: BillState,
  { id, provider, amountFen }: { readonly id: string; readonly provider: PaymentProviderName; readonly amountFen: number },
  now: values.Instant,
): AttemptState {
  const openFen = openOf(bill);
  ensure(amountFen <= openFen, billErrors.exceedsBill, { openFen });
  const { id: billId, estateId, communityCode, householdId } = bill;
  const expiresAt = new Date(Date.parse(now) + minutesToPay * 60_000).toISOString();
  return {
    ...{ id, version: 1, estateId, communityCode, billId, householdId, provider, amountFen, state: attemptLife.initial, failure: null },
    ...{ codeUrl: null, transactionId: null, receivedFen: 0, surplusFen: 0, refundedFen: 0, startedAt: now, expiresAt, paidAt: null },
  };
}

const openOf = (bill: BillState): number => (bill.state === 'OPEN' ? bill.amountFen - bill.paidFen : 0);

/** P-13 The provider has answered with the code to pay by, or refused the order; what was heard before stands. */
export function quote(attempt: AttemptState, codeUrl: string | undefined): AttemptState {
  if (attempt.state !== 'PENDING' || attempt.codeUrl !== null) return attempt;
  return codeUrl === undefined
    ? { ...attempt, state: attemptLife.next(attempt.state, 'fail'), failure: 'REFUSED' }
    : { ...attempt, codeUrl };
}

/** P-13 Nobody can pay the order any more. Refuses with `wrong-state` unless it is pending. */
export const close = (attempt: AttemptState): AttemptState => ({ ...attempt, state: attemptLife.next(attempt.state, 'close') });

/** What a receipt makes of an attempt: `appliedFen` pays the bill, `surplusFen` goes back. */
export interface Received {
  readonly attempt: AttemptState;
  readonly appliedFen: number;
  readonly surplusFen: number;
}

/**
 * P-13, P-T20 The provider has received money for an attempt. It pays what is still open of the bill, and what the bill does
 * not take goes back. Another amount than was ordered pays nothing: the attempt fails, keeps what was received and waits for
 * people, who may have it counted. Undefined when all of it was heard before.
 *
 * @param counts whether another amount than the order's is booked: two people have seen it in the provider's statement
 */
export function receive(attempt: AttemptState, bill: BillState, receipt: Receipt, counts = false): Received | undefined {
  if (attempt.state === 'PAID') return undefined;
  const { transactionId, amountFen, at: paidAt } = receipt;
  const got = { ...attempt, transactionId, receivedFen: amountFen, paidAt };
  if (amountFen !== attempt.amountFen && !counts) {
    if (attempt.failure === 'AMOUNT_DIFFERENT' && attempt.receivedFen === amountFen) return undefined;
    return {
      attempt: { ...got, state: attemptLife.next(attempt.state, 'fail'), failure: 'AMOUNT_DIFFERENT' },
      appliedFen: 0,
      surplusFen: 0,
    };
  }
  const appliedFen = Math.min(amountFen, openOf(bill));
  const surplusFen = amountFen - appliedFen;
  const paid = {
    ...got,
    state: attemptLife.next(attempt.state, 'pay'),
    failure: null,
    surplusFen,
    refundedFen: addFen(attempt.refundedFen, surplusFen),
  };
  return { attempt: paid, appliedFen, surplusFen };
}

const surplus = (amountFen: number): Posting[] => [
  { fund: 'SERVICE', account: 'BANK', amountFen },
  { fund: 'SERVICE', account: 'PREPAID', amountFen: -amountFen },
];

/** P-T20 What the bill did not take is in the bank all the same, and owed, until it has gone back. */
export const surplusEntry = (
  { id: sourceId, estateId, communityCode, surplusFen }: AttemptState,
  id: string,
  now: values.Instant,
): EntryState => post({ id, estateId, communityCode, kind: 'PAYMENT', sourceId }, surplus(surplusFen), now);

/** P-T20 A surplus has gone back. */
export const surplusBackEntry = (
  refund: { readonly id: string; readonly estateId: string; readonly communityCode: string; readonly amountFen: number },
  id: string,
  evidenceIds: string[],
  now: values.Instant,
): EntryState => {
  const { id: sourceId, estateId, communityCode, amountFen } = refund;
  return post({ id, estateId, communityCode, kind: 'REFUND', sourceId, evidenceIds }, surplus(-amountFen), now);
};
