import * as fc from 'fast-check';
import { divideHalfUp, integerSquareRoot, squareRoot } from './exact.js';

const large = fc.bigInt({ min: 0n, max: 10n ** 40n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 30n });

describe('section 5 (rates): a quotient is rounded once, halves up', () => {
  it.each([
    [5n, 2n, 3n],
    [4n, 3n, 1n],
    [5n, 3n, 2n],
    [0n, 7n, 0n],
    [-5n, 2n, -3n],
    [-4n, 3n, -1n],
  ])('%s / %s → %s', (numerator, denominator, quotient) => {
    expect(divideHalfUp(numerator, denominator)).toBe(quotient);
  });

  it('lies within half of the quotient, a half away upwards', () => {
    fc.assert(
      fc.property(large, positive, (numerator, denominator) => {
        const error = 2n * (divideHalfUp(numerator, denominator) * denominator - numerator);
        return error > -denominator && error <= denominator;
      }),
    );
  });

  it('refuses a denominator that is not positive', () => {
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError);
    expect(() => divideHalfUp(1n, -1n)).toThrow(RangeError);
    expect(() => squareRoot(-1n, -1n)).toThrow(RangeError);
    expect(() => integerSquareRoot(-1n)).toThrow(RangeError);
  });
});

describe('section 5.4.4: a square root is exact to 12 decimals', () => {
  it.each([
    [2n, 1n, 1_414213562373n],
    [3n, 1n, 1_732050807569n],
    [1n, 4n, 500_000000000n],
    [0n, 5n, 0n],
  ])('√(%s/%s)', (numerator, denominator, root) => {
    expect(squareRoot(numerator, denominator)).toBe(root);
  });

  it('rounds a half up', () => {
    expect(squareRoot(9n, 4n, 0)).toBe(2n);
    expect(squareRoot(899n, 400n, 0)).toBe(1n);
  });

  it('finds the largest integer root', () => {
    fc.assert(
      fc.property(large, (value) => {
        const root = integerSquareRoot(value);
        return root * root <= value && (root + 1n) * (root + 1n) > value;
      }),
    );
  });

  it('lies within half a unit of the last decimal', () => {
    fc.assert(
      fc.property(large, positive, (numerator, denominator) => {
        const doubled = 2n * squareRoot(numerator, denominator);
        const four = 4n * numerator * 10n ** 24n;
        return (doubled === 0n || (doubled - 1n) ** 2n * denominator <= four) && (doubled + 1n) ** 2n * denominator > four;
      }),
    );
  });
});
