import pg from 'pg';
import type { ErrorDefinition } from '../contracts/define.js';
import { requestErrors } from '../contracts/platform.js';
import { DomainError } from '../domain/decision.js';

const byName = new Map<string, ErrorDefinition>();

/** Binds a named constraint to the error code of the rule it holds: `constraint('visit_subject_fkey', visitErrors.householdUnknown)`. */
export function constraint(name: string, error: ErrorDefinition): void {
  byName.set(name, error);
}

const byState: Record<string, ErrorDefinition> = {
  '23505': requestErrors.duplicate,
  '23P01': requestErrors.duplicate,
  '23503': requestErrors.stillReferenced,
  // Values that no column of the kind can hold.
  '22003': requestErrors.invalid,
  '22007': requestErrors.invalid,
  '22008': requestErrors.invalid,
  '22021': requestErrors.invalid,
  '22P02': requestErrors.invalid,
  '22P05': requestErrors.invalid,
  // Waited too long for a lock: nothing was read or written, and the same request may succeed unchanged.
  '55P03': requestErrors.unavailable,
  '57014': requestErrors.unavailable,
  '53300': requestErrors.unavailable,
  '53100': requestErrors.unavailable,
};

/** A database error as the domain's: a named constraint's own code, else by kind; anything else is returned unchanged. */
export function asDomainError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const definition = (error.constraint && byName.get(error.constraint)) || byState[error.code ?? ''];
  return definition ? new DomainError(definition) : error;
}

/** Whether the error is the violation of this constraint. */
export const violates = (error: unknown, name: string): boolean => error instanceof pg.DatabaseError && error.constraint === name;
