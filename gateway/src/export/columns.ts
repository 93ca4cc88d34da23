import type { z } from 'zod';
import type { Contract } from '@gezhi/shared/contracts';

/** The columns of a list's export: the members of its items, in the contract's order. */
export function columnsOf(contract: Contract): string[] {
  const { items } = (contract.output as z.ZodObject).shape as { items: z.ZodArray<z.ZodObject> };
  return Object.keys(items.element.shape);
}

const executable = /^[=+\-@\t\r]/;
const number = /^-?\d+(\.\d+)?$/;

/** One cell: lists and objects as JSON, and text that a spreadsheet would run as a formula behind an apostrophe. */
export function cellOf(value: unknown): string | number | boolean {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return executable.test(text) && !number.test(text) ? `'${text}` : text;
}
