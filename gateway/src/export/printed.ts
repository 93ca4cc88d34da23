import type { z } from 'zod';
import type { Contract } from '@gezhi/shared/contracts';

/** What an output carries that is printed: `printed` of the contracts. */
export interface Printed {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly {
    readonly code: string;
    readonly title: string;
    readonly lines: readonly { readonly label: string; readonly text: string | null; readonly amountFen: number | null }[];
  }[];
  readonly hash: string;
  readonly verifyPath: string | null;
}

/** Whether a contract's output is a document with sections, and not a page of a list. */
export const isPrinted = (contract: Contract): boolean => 'sections' in ((contract.output as z.ZodObject).shape as Record<string, unknown>);

/** Fen as yuan with two decimals and thousands set apart: `12,350.50`; exact up to 2^53 − 1. */
export function yuanOf(amountFen: number): string {
  const digits = String(Math.abs(amountFen)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amountFen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}
