import type { ErrorCategory } from '../contracts/define.js';
import { requestErrors } from '../contracts/platform.js';
import { asDomainError } from '../database/constraint-errors.js';
import { DomainError, type ErrorDetails } from '../domain/decision.js';

/** An error as it travels between processes: code, category and details; titles are added where it meets a person. */
export interface Failure {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly details: ErrorDetails;
}

/** Any thrown value as a failure; what is not the domain's becomes `platform.request.internal` without a word of its own. */
export function failure(thrown: unknown): Failure {
  const error = asDomainError(thrown);
  if (error instanceof DomainError) return { code: error.code, category: error.definition.category, details: error.details };
  return { code: requestErrors.internal.code, category: 'internal', details: {} };
}
