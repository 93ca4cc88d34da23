import { ensure } from './decision.js';
import { moneyErrors } from './money.js';

/** Fen as yuan with two decimals, as providers and statements write them: `180.00`, `-0.05`; exact for every amount (section 5, money). */
export function yuanOf(amountFen: number): string {
  ensure(Number.isSafeInteger(amountFen), moneyErrors.amountInvalid, { amount: amountFen });
  const digits = String(Math.abs(amountFen)).padStart(3, '0');
  return `${amountFen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const written = /^(-?)(\d{1,14})\.(\d{2})$/;

/** Yuan with two decimals, `180.00`, in fen: exactly, never by way of a fraction. Refuses every other text, and what is beyond 2^53 − 1 (section 5, money). */
export function fenOf(yuan: string): number {
  const [, sign, whole, cents] = written.exec(yuan) ?? [];
  ensure(whole !== undefined && cents !== undefined, moneyErrors.amountInvalid, { amount: yuan });
  const amountFen = Number(whole + cents);
  ensure(Number.isSafeInteger(amountFen), moneyErrors.amountInvalid, { amount: yuan });
  return sign && amountFen ? -amountFen : amountFen;
}
