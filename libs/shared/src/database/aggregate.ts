import type { ScopeColumns } from '../auth/scope.js';
import type { PlaceCode } from '../contracts/values.js';
import type { Versioned, Write } from './plan.js';

/** An entity of an aggregate: rows carry a version; `scope` says in SQL over alias `t` where a row is. */
export type AggregateClass<E extends Versioned> = (new () => E) & {
  readonly scope?: ScopeColumns;
  /** Columns with personal data; the audit keeps keyed hashes of them. */
  readonly personal?: readonly string[];
};

export interface Where<E> {
  /** The place of the aggregate, for audit, events and, on create, the actor's scope. */
  readonly place: PlaceCode;
  /** On create by a resident: the household it is for. */
  readonly self?: string;
  /** On create: the row is the actor's own, so no assignment has to cover its place. */
  readonly own?: boolean;
  /** What else changes in the same statement, and what must still hold. */
  readonly also?: readonly Write[];
  /** The output when it is not the state itself. */
  readonly reply?: (state: E) => unknown;
}
