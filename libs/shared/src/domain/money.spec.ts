import * as fc from 'fast-check';
import { addFen, proRataFen, shareFen, sumFen } from './money.js';

const most = Number.MAX_SAFE_INTEGER;
const anyFen = fc.maxSafeInteger();
const weights = fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 20 }).filter((list) => list.some((weight) => weight > 0));
const refused = (name: string) => expect.objectContaining({ code: `platform.money.${name}` });

describe('section 5 (money): amounts are whole fen and never rounded by overflow', () => {
  it('adds and sums', () => {
    expect(addFen(18_000, -1_479)).toBe(16_521);
    expect(sumFen([])).toBe(0);
    expect(sumFen([1, 2, 3])).toBe(6);
    expect(addFen(most, 0)).toBe(most);
    expect(sumFen([most, 1, -1])).toBe(most);
  });

  it.each([[[most, 1]], [[-most, -1]], [[0.5]], [[most + 1]], [[Number.NaN]]])('refuses the sum of %j', (amounts) => {
    expect(() => sumFen(amounts)).toThrow(refused('amount-invalid'));
  });

  it('either sums exactly or refuses', () => {
    fc.assert(
      fc.property(fc.array(anyFen, { maxLength: 8 }), (amounts) => {
        const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
        if (exact > BigInt(most) || exact < -BigInt(most)) expect(() => sumFen(amounts)).toThrow(refused('amount-invalid'));
        else expect(BigInt(sumFen(amounts))).toBe(exact);
      }),
    );
  });
});

describe('I-T13 an amount shared by weights sums exactly, the fen left over going to the largest remainders', () => {
  it('shares the pool of 100,000.00 yuan', () => {
    const need = shareFen(7_000_000, [3, 2, 1]);
    const effectiveness = shareFen(3_000_000, [55 - 40, 50 - 40, 0]);
    expect(need).toEqual([3_500_000, 2_333_333, 1_166_667]);
    expect(effectiveness).toEqual([1_800_000, 1_200_000, 0]);
    expect(need.map((amount, index) => addFen(amount, effectiveness[index]!))).toEqual([5_300_000, 3_533_333, 1_166_667]);
  });

  it.each([
    ['equal remainders to the first in order', 5, [1, 1, 1], [2, 2, 1]],
    ['nothing to a weight of 0', 1, [0, 1, 0, 1], [0, 1, 0, 0]],
    ['a counter-entry', -7_000_000, [3, 2, 1], [-3_500_000, -2_333_333, -1_166_667]],
    ['nothing', 0, [1, 2], [0, 0]],
    ['weights beyond numbers', 100, [10n ** 30n, 10n ** 30n * 3n], [25, 75]],
  ] as [string, number, (number | bigint)[], number[]][])('gives %s', (_, total, by, parts) => {
    expect(shareFen(total, by)).toEqual(parts);
  });

  it.each([[[]], [[0, 0]], [[1, -1]], [[3, -1]], [[0.5]], [[2n, -1n]]] as (number | bigint)[][][])('refuses the weights %p', (by) => {
    expect(() => shareFen(100, by)).toThrow(refused('weights-invalid'));
  });

  it('sums exactly, keeps each part within a fen of its exact share, and never gives a larger weight less', () => {
    fc.assert(
      fc.property(anyFen, weights, (total, by) => {
        const parts = shareFen(total, by);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
        const whole = by.reduce((sum, weight) => sum + BigInt(weight), 0n);
        parts.forEach((part, index) => {
          const error = BigInt(part) * whole - BigInt(total) * BigInt(by[index]!);
          expect(error < whole && error > -whole).toBe(true);
          by.forEach((weight, other) => weight > by[index]! && expect(Math.abs(parts[other]!)).toBeGreaterThanOrEqual(Math.abs(part)));
        });
      }),
    );
  });
});

describe('P-T8 a period is charged or refunded by the day, half-up', () => {
  it.each([
    ['P-T8: 335 of 365 days left', 18_000, 335, 365, 16_521],
    ['P-T9: return on the last day', 18_000, 0, 365, 0],
    ['P-T9: return before the start', 18_000, 365, 365, 18_000],
    ['half a fen', 1, 1, 2, 1],
    ['the largest amount', most, 364, 365, 8_982_521_996_508_824],
    ['half a fen of a counter-entry', -1, 1, 2, -1],
  ])('%s', (_, amount, days, daysOfPeriod, part) => {
    expect(proRataFen(amount, days, daysOfPeriod)).toBe(part);
  });

  it.each([
    [-1, 365],
    [366, 365],
    [0, 0],
    [0.5, 365],
  ])('refuses %d of %d days', (days, daysOfPeriod) => {
    expect(() => proRataFen(100, days, daysOfPeriod)).toThrow(refused('days-invalid'));
  });

  it('never lies outside the amount, and both parts of a period sum to it within the fen of a half', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 1_000 }), fc.nat(), (amount, daysOfPeriod, seed) => {
        const days = seed % (daysOfPeriod + 1);
        const [used, left] = [proRataFen(amount, days, daysOfPeriod), proRataFen(amount, daysOfPeriod - days, daysOfPeriod)];
        expect(used >= 0 && used <= amount).toBe(true);
        expect([0n, 1n]).toContain(BigInt(used) + BigInt(left) - BigInt(amount));
      }),
    );
  });
});
