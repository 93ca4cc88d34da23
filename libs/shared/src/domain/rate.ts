import { errors } from '../contracts/define.js';
import type { Rate } from '../contracts/values.js';
import { ensure } from './decision.js';
import { divideHalfUp, squareRoot } from './exact.js';

export const rateErrors = errors('platform.rate', {
  countInvalid: [
    'invalid',
    '分子、分母须为非负整数，且分子不大于分母',
    'Numerator and denominator are whole numbers from 0, the numerator at most the denominator',
  ],
});

const decimals = 12;
const unit = 10n ** BigInt(decimals);
/** z of 95 %: 1.959963984540054, as a count of 10^-15. */
const z = 1_959_963_984_540_054n;
const zUnit = 10n ** 15n;

/** Hundredths of a percent of the ratio as a number: 9818n/10000n → 98.18. */
const percent = (numerator: bigint, denominator: bigint): number => Number(divideHalfUp(numerator * 10_000n, denominator)) / 100;

/**
 * The lower bound of the 95 % Wilson score interval, in percent with two decimals, half-up:
 * (2x + z² − √(z²·(z² + 4x(n−x)/n))) / (2(n + z²)), the root to 12 decimals.
 */
function wilsonLowerBound(x: bigint, n: bigint): number {
  const zz = z * z;
  const one = zUnit * zUnit;
  const root = squareRoot(zz * (zz * n + 4n * x * (n - x) * one), one * one * n, decimals);
  return percent((2n * x * one + zz) * unit - root * one, 2n * (n * one + zz) * unit);
}

/**
 * A share with its counts: value and 95 % Wilson lower bound in percent with two decimals, half-up, by integer arithmetic;
 * both `null` when the denominator is zero (G-T13, G-T14, G-T15).
 *
 * @param numerator whole number, 0 to denominator
 * @param denominator whole number up to 2^53 − 1; other counts are refused with `platform.rate.count-invalid`
 */
export function rate(numerator: number, denominator: number): Rate {
  const counted = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && numerator >= 0 && numerator <= denominator;
  ensure(counted, rateErrors.countInvalid, { numerator, denominator });
  if (denominator === 0) return { numerator, denominator, value: null, lowerBound: null };
  const [x, n] = [BigInt(numerator), BigInt(denominator)];
  return { numerator, denominator, value: percent(x, n), lowerBound: wilsonLowerBound(x, n) };
}
