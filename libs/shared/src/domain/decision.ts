import type { ErrorDefinition, Happened } from '../contracts/define.js';

/** What a refusal carries beside its code: short values that help to correct it, never personal data. */
export type ErrorDetails = Record<string, string | number | boolean | null | readonly (string | number)[]>;

/** The one error of the domain: a declared code with details. Anything else thrown is an internal error. */
export class DomainError extends Error {
  constructor(
    readonly definition: ErrorDefinition,
    readonly details: ErrorDetails = {},
  ) {
    super(definition.code);
    this.name = 'DomainError';
  }

  get code(): string {
    return this.definition.code;
  }
}

/** What a rule decides: the next state of the aggregate and what has happened with it. */
export interface Decision<S> {
  readonly state: S;
  readonly events: readonly Happened[];
}

/** Accepts: the next state and the events that tell of it. */
export function decide<S>(state: S, ...events: Happened[]): Decision<S> {
  return { state, events };
}

/** Refuses with `definition` unless `condition` holds. */
export function ensure(condition: unknown, definition: ErrorDefinition, details?: ErrorDetails): asserts condition {
  if (!condition) throw new DomainError(definition, details);
}
