import { errors } from '../contracts/define.js';
import { ensure } from './decision.js';
import { divideHalfUp } from './exact.js';

export const moneyErrors = errors('platform.money', {
  amountInvalid: ['rule', '金额须为整数分，且不超出系统上限', 'An amount is whole fen and at most 2^53 − 1'],
  weightsInvalid: ['rule', '分摊权重须为非负整数且不全为零', 'The weights of a share are whole numbers from 0, not all of them 0'],
  daysInvalid: ['rule', '天数须在零与周期总天数之间', 'The days lie between 0 and the days of the period'],
});

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** Bigint to fen, refused beyond ±(2^53 − 1). */
function fenOf(amount: bigint): number {
  ensure(magnitude(amount) <= BigInt(Number.MAX_SAFE_INTEGER), moneyErrors.amountInvalid, { amount: amount.toString() });
  return Number(amount);
}

function exact(amount: number): bigint {
  ensure(Number.isSafeInteger(amount), moneyErrors.amountInvalid, { amount });
  return BigInt(amount);
}

/** The sum of amounts in fen, which may be negative, 0 of none; refuses fractions and a result beyond ±(2^53 − 1) (section 5, money). */
export function sumFen(amounts: readonly number[]): number {
  return fenOf(amounts.reduce((sum, amount) => sum + exact(amount), 0n));
}

/** Two amounts in fen added, refused as by `sumFen` (section 5, money). */
export function addFen(a: number, b: number): number {
  return sumFen([a, b]);
}

/**
 * Shares out an amount by weights so that the parts sum to it exactly: each part is rounded down and the fen left over go to
 * the largest remainders, among equal ones to the first in order (I-T13).
 *
 * @param total fen; a negative amount is shared as its counter-entry
 * @param weights whole numbers from 0, at least one above 0, else refused with `platform.money.weights-invalid`
 * @returns fen in the order of the weights, 0 where the weight is 0
 */
export function shareFen(total: number, weights: readonly (number | bigint)[]): number[] {
  const amount = magnitude(exact(total));
  ensure(
    weights.every((weight) => typeof weight === 'bigint' || Number.isSafeInteger(weight)),
    moneyErrors.weightsInvalid,
  );
  const exactWeights = weights.map(BigInt);
  const whole = exactWeights.reduce((sum, weight) => sum + weight, 0n);
  ensure(whole > 0n && exactWeights.every((weight) => weight >= 0n), moneyErrors.weightsInvalid);
  const parts = exactWeights.map((weight) => (amount * weight) / whole);
  const left = Number(amount - parts.reduce((sum, part) => sum + part, 0n));
  const remainders = exactWeights.map((weight, index) => ({ index, remainder: (amount * weight) % whole }));
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of remainders.slice(0, left)) parts[index]! += 1n;
  return parts.map((part) => Number(total < 0 ? -part : part));
}

/**
 * The part of an amount that falls on `days` of a period, rounded half-up to the fen (P-T8).
 *
 * @param amount fen of the whole period, which may be negative
 * @param days whole days from 0 to daysOfPeriod, else refused with `platform.money.days-invalid`
 * @param daysOfPeriod whole days, first and last included, from 1
 */
export function proRataFen(amount: number, days: number, daysOfPeriod: number): number {
  const counted =
    Number.isSafeInteger(days) && Number.isSafeInteger(daysOfPeriod) && daysOfPeriod >= 1 && days >= 0 && days <= daysOfPeriod;
  ensure(counted, moneyErrors.daysInvalid, { days, daysOfPeriod });
  return fenOf(divideHalfUp(exact(amount) * BigInt(days), BigInt(daysOfPeriod)));
}
