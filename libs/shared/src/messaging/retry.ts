import pg from 'pg';
import { requestErrors } from '../contracts/platform.js';
import { DomainError } from '../domain/decision.js';

/** Milliseconds to wait before the next attempt: doubles from `first` to `most`, with up to half of it taken off at random. */
export const backOff = (attempt: number, first = 100, most = 30_000): number =>
  Math.min(most, first * 2 ** Math.min(attempt - 1, 20)) * (0.5 + Math.random() / 2);

/** Connection, resources, shutdown, system; waiting for a lock; idle too long; serialisation and deadlock. */
const infrastructureStates = /^(08|53|57|58)|^(55P03|25P03|40001|40P01)$/;

/** Whether the fault lies with the database or its connection, so that the same event may succeed later unchanged. */
export function isInfrastructure(error: unknown): boolean {
  if (error instanceof DomainError) return error.definition.category === 'unavailable';
  return error instanceof pg.DatabaseError && infrastructureStates.test(error.code ?? '');
}

/** Whether the domain refuses for good. Losing a race against another writer is no refusal. */
export const isRefusal = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.definition.category !== 'unavailable' && error.code !== requestErrors.concurrent.code;
