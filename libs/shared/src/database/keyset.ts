import { requestErrors } from '../contracts/platform.js';
import { DomainError } from '../domain/decision.js';

/**
 * The position after which a page begins, from the cursor the gateway has verified: the sort values of the last row.
 * `count` texts, or that many nulls on the first page. Cursors are plain here; the gateway signs them.
 */
export function keyset(after: string | undefined, count: number): (string | null)[] {
  if (after === undefined) return Array.from({ length: count }, () => null);
  try {
    const values = JSON.parse(after) as string[];
    if (Array.isArray(values) && values.length === count) return values.map(String);
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
