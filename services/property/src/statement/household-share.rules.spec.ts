import { costCategory } from '@gezhi/shared/contracts';
import { sumFen } from '@gezhi/shared/domain';
import fc from 'fast-check';
import { shareUses, splitPayments, usesOf, type Use } from './household-share.rules.js';
import type { Movement } from './figure.rules.js';

const paid = (index: number, amountFen: number) => ({
  paymentId: `p${index}`,
  billId: 'b',
  entryId: `e${index}`,
  receivedAt: `2026-06-0${1 + (index % 9)}T00:00:00.000Z`,
  amountFen,
});
const use = (code: Use['code'], estateFen: number): Use => ({
  ...{ code, label: code, estateFen, of: { figure: 'SERVICE_COST', category: null, entries: 1 } },
});
const fen = fc.integer({ min: 1, max: 10_000_000 });
const uses = fc
  .uniqueArray(fc.record({ code: fc.constantFrom(...costCategory.options, 'SURPLUS' as const), fen }), {
    selector: ({ code }) => code,
    minLength: 1,
  })
  .map((all) => all.map(({ code, fen }) => use(code, fen)));

describe('P-14, P-T16b every payment is earned, prepaid or paid back, to the fen', () => {
  it('180.00 paid for a year, 30 days served: 14.79 earned, 165.21 prepaid', () =>
    expect(splitPayments([paid(0, 18_000)], { earnedFen: 1_479, refundedFen: 0 })).toMatchObject([
      { earnedFen: 1_479, prepaidFen: 16_521, refundedFen: 0 },
    ]));

  it('the earliest is earned first, the latest is paid back first', () =>
    expect(splitPayments([paid(1, 10_000), paid(0, 8_000)], { earnedFen: 9_000, refundedFen: 2_000 })).toMatchObject([
      { paymentId: 'p0', earnedFen: 8_000, prepaidFen: 0, refundedFen: 0 },
      { paymentId: 'p1', earnedFen: 1_000, prepaidFen: 7_000, refundedFen: 2_000 },
    ]));

  it('the parts add up to each payment and to the bill, whatever the order', () =>
    fc.assert(
      fc.property(fc.array(fen, { minLength: 1, maxLength: 9 }), fc.nat(100), fc.nat(100), (amounts, earnedShare, refundedShare) => {
        const total = sumFen(amounts);
        const refundedFen = Math.floor((total * refundedShare) / 100);
        const earnedFen = Math.floor(((total - refundedFen) * earnedShare) / 100);
        const payments = amounts.map((amount, index) => paid(index, amount));
        const split = splitPayments(payments, { earnedFen, refundedFen });
        for (const one of split) {
          expect(one.earnedFen + one.prepaidFen + one.refundedFen).toBe(one.amountFen);
          expect(Math.min(one.earnedFen, one.prepaidFen, one.refundedFen)).toBeGreaterThanOrEqual(0);
        }
        expect(sumFen(split.map((one) => one.earnedFen))).toBe(earnedFen);
        expect(sumFen(split.map((one) => one.refundedFen))).toBe(refundedFen);
        expect(splitPayments([...payments].reverse(), { earnedFen, refundedFen })).toEqual(split);
      }),
    ));
});

describe('P-14 where a household’s money went', () => {
  it('14.79 of 4,000.00 used: three parts to the fen by largest remainders', () => {
    const shares = shareUses(1_479, [use('CLEANING', 100_000), use('STAFF', 250_000), use('SURPLUS', 50_000)]);
    expect(shares.map(({ code, shareFen }) => [code, shareFen])).toEqual([
      ['CLEANING', 370],
      ['STAFF', 924],
      ['SURPLUS', 185],
    ]);
  });

  it('the shares add up to what was earned and do not depend on the order', () =>
    fc.assert(
      fc.property(uses, fc.nat(50_000_000), fc.func(fc.integer()), (all, earnedFen, order) => {
        const shares = shareUses(earnedFen, all);
        expect(sumFen(shares.map(({ shareFen }) => shareFen))).toBe(earnedFen);
        const shuffled = [...all].sort((a, b) => order(a.code) - order(b.code));
        expect(shareUses(earnedFen, shuffled)).toEqual(shares);
        const whole = sumFen(all.map(({ estateFen }) => estateFen));
        for (const { estateFen, shareFen } of shares) expect(Math.abs(shareFen - (earnedFen * estateFen) / whole)).toBeLessThan(1);
      }),
    ));

  it('nothing was used of nothing, and a category taken back counts as nothing', () => {
    expect(shareUses(0, [])).toEqual([]);
    const back: Movement = {
      ...{ fund: 'SERVICE', account: 'SERVICE_COST', kind: 'COST', category: 'ORDER', movedFen: -5, moved: 1 },
      ...{ debitFen: 5, creditFen: 5, stands: 2 },
    };
    expect(usesOf([back], { madeGoodFen: 0, surplusFen: 0 })).toEqual([]);
  });
});
