import { addDays, checkReachable, daysIncluded } from '@gezhi/shared/domain';
import fc from 'fast-check';
import type { FeeScheduleState } from '../fee-schedule/fee-schedule.rules.js';
import { billLife, earnedUntil, endWith, isBillable, issue, pay, remind, termOf, type BillState, type DueTerm } from './bill.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-01T01:00:00.000Z';
const due: DueTerm = {
  ...{ contractId: id(1), estateId: id(2), communityCode: '230521100001', unitId: id(3), householdId: id(4) },
  ...{ startsOn: '2026-06-01', lastFreeDay: '2026-05-31', area: 6_250, term: 0, isServed: true, entitled: [] },
};
const fee = (n: number, amountFen: number, effectiveFrom: string): FeeScheduleState => ({
  ...{ id: id(n), version: 2, estateId: id(2), communityCode: '230521100001', amountFen, unit: 'HOUSEHOLD', period: 'YEAR' },
  ...{ state: 'PUBLISHED', decisionId: null, publishedAt: now, effectiveFrom },
});
const fees = [fee(11, 19_000, '2027-01-01'), fee(10, 18_000, '2026-01-01')];
const bill = issue(due, fees, 30, id(5), now);
const payment = { id: id(5), paymentId: id(6), amountFen: 18_000, method: 'CASH' as const, evidenceIds: [] };
const paid = pay(bill, payment, 'one', id(7), now).decision.state;
const coded = (code: string) => expect.objectContaining({ code: `property.bill.${code}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-12, P-T5 the bill of a term', () => {
  it('every state of a bill is reached', () => expect(checkReachable(billLife)).toEqual({ unreachable: [], unknown: [] }));

  it('is for a year, at the fee in force on its first day', () => {
    expect(bill).toMatchObject({
      from: '2026-06-01',
      to: '2027-05-31',
      amountFen: 18_000,
      feeScheduleId: id(10),
      dueOn: '2026-07-01',
      tier: 'BASIC',
    });
    expect(issue({ ...due, term: 1 }, fees, 30, id(5), now)).toMatchObject({ from: '2027-06-01', amountFen: 19_000 });
    expect(termOf('2028-02-29', 1)).toEqual({ from: '2029-02-28', to: '2030-02-27' });
    expect(() => issue({ ...due, startsOn: '2025-06-01', lastFreeDay: '2025-05-31' }, fees, 30, id(5), now)).toThrow(coded('fee-missing'));
  });

  it('is issued where a fee is in force on its first day, after the free months', () => {
    expect(isBillable(due, fees)).toBe(true);
    expect(isBillable({ ...due, startsOn: '2025-06-01', lastFreeDay: null }, fees)).toBe(false);
    expect(isBillable({ ...due, startsOn: '2025-06-01', lastFreeDay: null, term: 1 }, fees)).toBe(true);
    expect(isBillable({ ...due, lastFreeDay: '2026-06-01' }, fees)).toBe(false);
    expect(isBillable({ ...due, isServed: false }, fees)).toBe(false);
  });

  it('P-T5 never inside the free months', () =>
    expect(() => issue({ ...due, lastFreeDay: '2026-06-01' }, fees, 30, id(5), now)).toThrow(coded('trial-cannot-have-bill')));
});

describe('P-13, P-14, P-T20 a bill is paid', () => {
  it('in parts, never above what is open, and not after', () => {
    const part = pay(bill, { ...payment, amountFen: 5_000 }, 'one', id(7), now);
    expect(part.decision.state).toMatchObject({ state: 'OPEN', paidFen: 5_000 });
    expect(part.entry).toMatchObject({
      kind: 'PAYMENT',
      sourceId: id(6),
      postings: [
        { account: 'BANK', amountFen: 5_000 },
        { account: 'PREPAID', amountFen: -5_000 },
      ],
    });
    expect(part.payment).toMatchObject({ id: id(6), billId: id(5), entryId: id(7), receivedBy: 'one' });
    expect(() => pay(part.decision.state, { ...payment, amountFen: 13_001 }, 'one', id(7), now)).toThrow(coded('exceeds-bill'));
    expect(pay(part.decision.state, { ...payment, amountFen: 13_000 }, 'one', id(7), now).decision.state.state).toBe('PAID');
    expect(() => pay(paid, { ...payment, amountFen: 1 }, 'one', id(7), now)).toThrow(wrongState);
  });

  it('who owes is reminded once it is overdue, and nothing else', () => {
    expect(() => remind(bill, '2026-07-01T10:00:00.000Z')).toThrow(coded('not-overdue'));
    expect(remind(bill, '2026-07-02T01:00:00.000Z')).toMatchObject({ state: { reminders: 1 }, events: [{ data: { amountFen: 18_000 } }] });
    expect(() => remind(paid, '2026-07-02T01:00:00.000Z')).toThrow(wrongState);
  });
});

describe('P-T8, P-T9, P-T12 what comes back when service ends', () => {
  it('P-T8 165.21 yuan after 30 of 365 days', () => {
    const ended = endWith(paid, '2026-06-30');
    expect(ended).toMatchObject({ refundFen: 16_521, bill: { amountFen: 1_479, to: '2026-06-30', state: 'PAID' } });
  });

  it('P-T9 nothing on the last day, all of it before the first', () => {
    expect(endWith(paid, '2027-05-31')).toEqual({ bill: paid, refundFen: 0 });
    expect(endWith(paid, '2026-05-31')).toMatchObject({ refundFen: 18_000, bill: { amountFen: 0, state: 'VOID' } });
    expect(endWith(bill, '2026-06-30')).toMatchObject({ refundFen: 0, bill: { amountFen: 1_479, state: 'OPEN' } });
    expect(endWith({ ...bill, paidFen: 2_000 }, '2026-06-30')).toMatchObject({ refundFen: 521, bill: { state: 'PAID' } });
  });
});

describe('P-T16b income is received and earned', () => {
  it('14.79 of 180.00 after 30 days, the rest prepaid; nothing of what is not paid', () => {
    expect(earnedUntil(paid, '2026-06-30')).toBe(1_479);
    expect(earnedUntil(bill, '2026-06-30')).toBe(0);
    expect(earnedUntil(paid, '2026-05-31')).toBe(0);
    expect(earnedUntil(paid, '2027-12-31')).toBe(18_000);
  });

  it('for all bills: what is earned and what comes back are what was paid, and earning never goes back', () => {
    const bills = fc.record({
      amountFen: fc.integer({ min: 1, max: 10_000_000 }),
      share: fc.integer({ min: 0, max: 100 }),
      days: fc.integer({ min: 1, max: 800 }),
    });
    fc.assert(
      fc.property(bills, fc.integer({ min: -5, max: 900 }), fc.integer({ min: 0, max: 900 }), ({ amountFen, share, days }, end, closed) => {
        const paidFen = Math.floor((amountFen * share) / 100);
        const state = paidFen === amountFen ? 'PAID' : 'OPEN';
        const one: BillState = { ...bill, to: addDays(bill.from, days - 1), amountFen, paidFen, state };
        const before = earnedUntil(one, addDays(bill.from, Math.min(closed, end)));
        const { bill: ended, refundFen } = endWith({ ...one, earnedFen: before }, addDays(bill.from, end));
        const settled = { ...ended, refundedFen: refundFen };
        const earned = earnedUntil(settled, addDays(bill.from, 1_000));
        expect(refundFen).toBeGreaterThanOrEqual(0);
        expect(refundFen + earned).toBe(Math.max(paidFen, before));
        expect(earned).toBeGreaterThanOrEqual(before);
        expect(earned).toBeLessThanOrEqual(Math.max(ended.amountFen, before));
        expect(daysIncluded(ended.from, ended.to)).toBeGreaterThan(0);
      }),
    );
  });
});
