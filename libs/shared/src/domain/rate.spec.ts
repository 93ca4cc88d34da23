import * as fc from 'fast-check';
import { rate as rateSchema } from '../contracts/values.js';
import { rate } from './rate.js';

const counts = (max: number) =>
  fc
    .integer({ min: 1, max })
    .chain((denominator) => fc.record({ numerator: fc.integer({ min: 0, max: denominator }), denominator: fc.constant(denominator) }));

describe('G-T13 rates state their denominator and are rounded half-up to two decimals', () => {
  it.each([
    ['closed of due', 54, 55, 98.18],
    ['on time of due', 51, 55, 92.73],
    ['resolved of valid follow-ups', 41, 45, 91.11],
    ['satisfied of rated', 40, 44, 90.91],
    ['an exact half', 1, 800, 0.13],
    ['a half that floats round down', 57, 800, 7.13],
    ['just short of all', 2 ** 53 - 2, 2 ** 53 - 1, 100],
  ])('%s: %i of %i → %d %%', (_, numerator, denominator, value) => {
    expect(rate(numerator, denominator)).toMatchObject({ numerator, denominator, value });
  });
});

describe('G-T6 the rectification rates of the campaign', () => {
  it.each([
    ['common', 56, 76, 73.68],
    ['individual', 111, 119, 93.28],
    ['total', 56 + 111, 76 + 119, 85.64],
  ])('%s: %i of %i → %d %%', (_, rectified, problems, value) => {
    expect(rate(rectified, problems).value).toBe(value);
  });
});

describe('G-T14 a rate comes with its 95 % Wilson lower bound', () => {
  it.each([
    [49, 49, 92.73],
    [5, 5, 56.55],
    [48, 50, 86.54],
    [0, 10, 0],
    [1, 1, 20.65],
    [2 ** 53 - 1, 2 ** 53 - 1, 100],
  ])('%i of %i → at least %d %%', (numerator, denominator, lowerBound) => {
    expect(rate(numerator, denominator).lowerBound).toBe(lowerBound);
  });

  it('agrees with the textbook formula in floating point', () => {
    const z = 1.959963984540054;
    fc.assert(
      fc.property(counts(100_000), ({ numerator, denominator: n }) => {
        const p = numerator / n;
        const textbook = (p + z ** 2 / (2 * n) - z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n * n))) / (1 + z ** 2 / n);
        expect(Math.abs(rate(numerator, n).lowerBound! - 100 * textbook)).toBeLessThanOrEqual(0.005_000_1);
      }),
    );
  });

  it('lies between 0 and the value, and the value is half-up of the exact share, for all counts', () => {
    fc.assert(
      fc.property(counts(Number.MAX_SAFE_INTEGER), ({ numerator, denominator }) => {
        const { value, lowerBound } = rate(numerator, denominator);
        expect(lowerBound).toBeGreaterThanOrEqual(0);
        expect(lowerBound).toBeLessThanOrEqual(value!);
        const error = 2n * (BigInt(Math.round(value! * 100)) * BigInt(denominator) - 10_000n * BigInt(numerator));
        expect(error > -BigInt(denominator) && error <= BigInt(denominator)).toBe(true);
      }),
    );
  });

  it('gives what the contract declares', () => {
    expect(rateSchema.parse(rate(48, 50))).toEqual({ numerator: 48, denominator: 50, value: 96, lowerBound: 86.54 });
  });
});

describe('G-T15 no data is neither 0 % nor 100 %', () => {
  it('gives null for a zero denominator', () => {
    expect(rate(0, 0)).toEqual({ numerator: 0, denominator: 0, value: null, lowerBound: null });
  });

  it.each([
    [1, 0],
    [3, 2],
    [-1, 2],
    [0.5, 2],
    [1, 2 ** 53],
    [Number.NaN, 1],
  ])('refuses %d of %d', (numerator, denominator) => {
    expect(() => rate(numerator, denominator)).toThrow(expect.objectContaining({ code: 'platform.rate.count-invalid' }));
  });
});
