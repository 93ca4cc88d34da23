const half = (value: bigint, divisor: bigint): bigint => (2n * value + divisor) / (2n * divisor);

/** The quotient of two integers rounded to an integer, halves away from zero; the denominator must be positive (section 5, rates). */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError('the denominator must be positive');
  return numerator < 0n ? -half(-numerator, denominator) : half(numerator, denominator);
}

/** The largest integer whose square is at most `value`, which must not be negative. */
export function integerSquareRoot(value: bigint): bigint {
  if (value < 0n) throw new RangeError('a negative number has no square root');
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/**
 * The square root of numerator/denominator as an integer count of 10^-decimals, rounded half-up (section 5.4.4, Wilson bound).
 *
 * @param numerator not negative
 * @param denominator positive
 * @param decimals 12 unless told
 */
export function squareRoot(numerator: bigint, denominator: bigint, decimals = 12): bigint {
  if (denominator <= 0n) throw new RangeError('the denominator must be positive');
  const scaled = numerator * 10n ** BigInt(2 * decimals);
  const root = integerSquareRoot(scaled / denominator);
  return 4n * scaled >= (2n * root + 1n) ** 2n * denominator ? root + 1n : root;
}
