import { checkReachable } from '@gezhi/shared/domain';
import fc from 'fast-check';
import type { BillState } from '../bill/bill.rules.js';
import { hearRefund, paymentRefundLife, sendBackFrom, settleSurplus, spread, surplusBack } from './payment-refund.rules.js';
import {
  attemptLife,
  close,
  idOf,
  numberOf,
  quote,
  receive,
  start,
  surplusBackEntry,
  surplusEntry,
  type AttemptState,
} from './payment.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-01T01:00:00.000Z';
const bill: BillState = {
  ...{
    id: id(6),
    version: 1,
    estateId: id(2),
    communityCode: '230521100001',
    unitId: id(3),
    householdId: id(4),
    contractId: id(1),
    orderId: null,
  },
  ...{ tier: 'BASIC', feeScheduleId: id(7), from: '2026-06-01', to: '2027-05-31', amountFen: 18_000, paidFen: 0, refundedFen: 0 },
  ...{ discountFen: 0, earnedFen: 0, dueOn: '2026-07-01', state: 'OPEN', reminders: 0, issuedAt: now },
};
const pending = start(bill, { id: id(9), provider: 'WECHAT', amountFen: 18_000 }, now);
const receipt = { transactionId: 't1', amountFen: 18_000, at: now };
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });
const balance = (postings: readonly { account: string; amountFen: number }[], account: string) =>
  postings.find((one) => one.account === account)!.amountFen;

describe('P-11, P-13, P-T20 payments through a provider', () => {
  it('every state is reached', () => {
    for (const life of [attemptLife, paymentRefundLife])
      expect(checkReachable<string, string>(life)).toEqual({ unreachable: [], unknown: [] });
  });

  it('numbers are ids without dashes; others are none of ours', () => {
    expect(idOf(numberOf(id(9)))).toBe(id(9));
    for (const number of ['', 'x', id(9), `${numberOf(id(9))}0`]) expect(idOf(number)).toBeNull();
  });

  it('starts up to what is open, for half an hour; refused or not, what was heard stands', () => {
    expect(pending).toMatchObject({ state: 'PENDING', expiresAt: '2026-06-01T01:30:00.000Z', codeUrl: null });
    expect(() => start({ ...bill, paidFen: 1 }, { id: id(9), provider: 'WECHAT', amountFen: 18_000 }, now)).toThrow(
      expect.objectContaining({ code: 'property.bill.exceeds-bill' }),
    );
    expect(() => start({ ...bill, state: 'VOID' }, { id: id(9), provider: 'WECHAT', amountFen: 1 }, now)).toThrow();
    expect(quote(pending, 'code')).toMatchObject({ state: 'PENDING', codeUrl: 'code' });
    expect(quote(pending, undefined)).toMatchObject({ state: 'FAILED', failure: 'REFUSED' });
    const { attempt: paid } = receive(pending, bill, receipt)!;
    expect(quote(paid, undefined)).toBe(paid);
    expect(close(pending).state).toBe('CLOSED');
    expect(() => close(paid)).toThrow(wrongState);
  });

  it('what is received counts in every state, once; another amount only when two people say so', () => {
    for (const state of ['PENDING', 'CLOSED', 'FAILED'] as const)
      expect(receive({ ...pending, state }, bill, receipt)).toMatchObject({
        attempt: { state: 'PAID' },
        appliedFen: 18_000,
        surplusFen: 0,
      });
    expect(receive(receive(pending, bill, receipt)!.attempt, bill, receipt)).toBeUndefined();
    const other = { ...receipt, amountFen: 17_999 };
    const { attempt, appliedFen } = receive(pending, bill, other)!;
    expect([attempt, appliedFen]).toMatchObject([{ state: 'FAILED', failure: 'AMOUNT_DIFFERENT', receivedFen: 17_999 }, 0]);
    expect(receive(attempt, bill, other)).toBeUndefined();
    expect(receive(attempt, bill, other, true)).toMatchObject({ attempt: { state: 'PAID', failure: null }, appliedFen: 17_999 });
  });

  it('whatever is open by then, what was received is applied or goes back, to the fen', () => {
    const amount = fc.integer({ min: 1, max: 2 ** 40 });
    fc.assert(
      fc.property(amount, amount, amount, (owedFen, paidFen, amountFen) => {
        const then = { ...bill, amountFen: owedFen, paidFen: Math.min(owedFen, paidFen) };
        const { appliedFen, surplusFen, attempt } = receive({ ...pending, amountFen }, then, { ...receipt, amountFen })!;
        expect(appliedFen + surplusFen).toBe(amountFen);
        expect(appliedFen).toBeLessThanOrEqual(owedFen - then.paidFen);
        expect(attempt).toMatchObject({ surplusFen, refundedFen: surplusFen, receivedFen: amountFen });
      }),
    );
    expect(receive(pending, { ...bill, state: 'VOID' }, receipt)).toMatchObject({ appliedFen: 0, surplusFen: 18_000 });
  });

  it('a surplus is in the bank and owed until it has gone back', () => {
    const attempt: AttemptState = { ...pending, surplusFen: 400 };
    const came = surplusEntry(attempt, id(10), now).postings;
    expect([balance(came, 'BANK'), balance(came, 'PREPAID')]).toEqual([400, -400]);
    const refund = sendBackFrom(attempt, { id: id(11), amountFen: 400, refundId: null }, now);
    const went = surplusBackEntry(refund, id(12), [], now).postings;
    expect([balance(went, 'BANK'), balance(went, 'PREPAID')]).toEqual([-400, 400]);
    expect(refund).toMatchObject({ purpose: 'SURPLUS', state: 'PENDING' });
  });

  it('P-T10 a refund goes back over payments in their order, never more than is left of each, and to the fen', () => {
    const paid = { ...pending, state: 'PAID' as const, receivedFen: 18_000, refundedFen: 2_000 };
    const small = { ...paid, id: id(13), receivedFen: 100, refundedFen: 0 };
    expect(spread([small, paid], 16_000)).toMatchObject([
      { attempt: { id: id(13), refundedFen: 100 }, amountFen: 100 },
      { attempt: { id: id(9), refundedFen: 17_900 }, amountFen: 15_900 },
    ]);
    expect(spread([paid, small], 16_000)).toHaveLength(1);
    const uncovered = expect.objectContaining({ code: 'property.payment.no-payment-covers', details: { availableFen: 16_100 } });
    expect(() => spread([small, paid], 16_101)).toThrow(uncovered);
    const fen = fc.integer({ min: 0, max: 2 ** 40 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fen, fen), { minLength: 1, maxLength: 6 }), fc.nat(), (amounts, share) => {
        const attempts = amounts.map(([a, b], index) => ({
          ...paid,
          id: id(index),
          receivedFen: Math.max(a, b),
          refundedFen: Math.min(a, b),
        }));
        const available = attempts.reduce((sum, { receivedFen, refundedFen }) => sum + receivedFen - refundedFen, 0);
        const amountFen = available === 0 ? 0 : 1 + (share % available);
        const parts = spread(attempts, amountFen);
        expect(parts.reduce((sum, part) => sum + part.amountFen, 0)).toBe(amountFen);
        for (const part of parts) {
          expect(part.amountFen).toBeGreaterThan(0);
          expect(part.attempt.refundedFen).toBeLessThanOrEqual(part.attempt.receivedFen);
        }
      }),
    );
  });

  it('is heard of once; a refused surplus is paid out by hand, a refused return is not', () => {
    const refund = sendBackFrom(pending, { id: id(11), amountFen: 400, refundId: null }, now);
    const done = hearRefund(refund, true, now)!;
    expect(done).toMatchObject({ state: 'DONE', doneAt: now });
    expect(hearRefund(done, false, now)).toBeUndefined();
    const refused = hearRefund(refund, false, now)!;
    expect(settleSurplus(refused, now)).toMatchObject({ state: 'DONE', doneAt: now });
    expect(() => settleSurplus({ ...refused, purpose: 'RETURN' }, now)).toThrow(wrongState);
    expect(() => settleSurplus(done, now)).toThrow(wrongState);
    expect(surplusBack(done).data).toMatchObject({ amountFen: 400, billId: id(6), at: now });
  });
});
