import { requestErrors } from '../contracts/platform.js';
import { DomainError } from '../domain/decision.js';

const lowest = {
  timestamptz: '-infinity',
  date: '-infinity',
  uuid: '00000000-0000-0000-0000-000000000000',
  text: '',
  integer: '-2147483648',
  smallint: '-32768',
};
const highest = {
  timestamptz: 'infinity',
  date: 'infinity',
  uuid: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  integer: '2147483647',
  bigint: '9223372036854775807',
};

/** The position before everything in ascending order, of the Postgres types of a query's sort columns. */
export const ascending = (...types: (keyof typeof lowest)[]): string[] => types.map((type) => lowest[type]);
/** The position before everything in descending order. */
export const descending = (...types: (keyof typeof highest)[]): string[] => types.map((type) => highest[type]);

/**
 * The position after which a page begins: the sort values of the last row of the page before, from the cursor the gateway has
 * verified, or `first`. Being a value always, it is compared as `(a, b) > ($1, $2)`, which an index answers without the pages
 * before. Cursors are plain here; the gateway signs them.
 *
 * @param first as `ascending` and `descending` give it
 * @throws DomainError `platform.request.invalid` for the cursor of another list
 */
export function keyset<T extends string | null>(after: string | undefined, first: readonly T[]): readonly (string | T)[] {
  if (after === undefined) return first;
  try {
    const values = JSON.parse(after) as string[];
    if (Array.isArray(values) && values.length === first.length) return values.map(String);
  } catch {
    // Falls through to the refusal.
  }
  throw new DomainError(requestErrors.invalid, { fields: ['after'] });
}

/**
 * One page out of `limit + 1` rows read.
 * @param position the sort values of a row, in the query's order
 */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  position: (row: T) => readonly (string | number)[],
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? JSON.stringify(position(items.at(-1)!)) : null };
}
