import type { EntityTarget } from 'typeorm';
import type { ErrorDefinition } from '../contracts/define.js';

/** A row of another table that changes together with the aggregate, and a condition that must still hold at commit. */
export type Write =
  | { readonly kind: 'insert'; readonly entity: EntityTarget<object>; readonly row: object }
  | { readonly kind: 'update'; readonly entity: EntityTarget<object>; readonly row: Versioned }
  | Guard;

export interface Guard {
  readonly kind: 'guard';
  readonly holds: string;
  readonly parameters: readonly unknown[];
  readonly error: ErrorDefinition;
}

export interface Versioned {
  readonly id: string;
  readonly version: number;
}

export const insert = <E extends object>(entity: EntityTarget<E>, row: E): Write => ({
  kind: 'insert',
  entity: entity as EntityTarget<object>,
  row,
});

/** Replaces the row `row.id` if it still has version `from`; its next version is `from + 1`. */
export const update = <E extends Versioned>(entity: EntityTarget<E>, row: E, from: number): Write => ({
  kind: 'update',
  entity: entity as EntityTarget<object>,
  row: { ...row, version: from + 1 },
});

/**
 * A condition decided by the writing statement itself, for instance that the ballot is open and its end not reached.
 *
 * @param holds SQL with `?` for each parameter, a text unless its type follows, as in `?::uuid`
 */
export const guard = (error: ErrorDefinition, holds: string, ...parameters: unknown[]): Guard => ({
  kind: 'guard',
  holds,
  parameters,
  error,
});

/** The condition of a guard as SQL over `$1` and on, each with its type. */
export function numbered(holds: string): string {
  let count = 0;
  return holds.replace(/\?(?:::([a-z]+(?:\[\])?))?/g, (_, type: string = 'text') => `$${++count}::${type}`);
}
