import { createHmac } from 'node:crypto';
import type { Instant, PlaceCode } from '../contracts/values.js';
import type { Request } from '../auth/request.js';
import { platformRowSet } from './row-set.js';

export const auditRows = platformRowSet('audit', {
  at: 'timestamptz',
  actor_id: 'text',
  roles: 'text[]',
  operation: 'text',
  aggregate_id: 'text',
  place_code: 'text',
  reason: 'text',
  changes: 'jsonb',
  input_hash: 'bytea',
  trace_id: 'text',
});

/** The audit row of a command, as columns. */
export function auditRow(request: Request, of: { id: string; place: PlaceCode; at: Instant; changes: object }): Record<string, unknown> {
  return {
    at: of.at,
    actor_id: request.actor.id,
    roles: request.roles,
    operation: request.operation,
    aggregate_id: of.id,
    place_code: of.place,
    reason: request.reason,
    changes: of.changes,
    input_hash: request.inputHash,
    trace_id: request.traceparent?.slice(3, 35),
  };
}

/**
 * Column → [before, after], or [after] where there was nothing; columns that did not change, or are still empty, are left out.
 *
 * @param personal columns with personal data: they stand as keyed hashes, so that equal values can be told and none be read
 */
export function changedFields(before: object, after: object, personal: readonly string[], key: string): object {
  const changed: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(after)) {
    const old = (before as Record<string, unknown>)[field];
    if (field === 'version' || old === value || (typeof value === 'object' && JSON.stringify(old) === JSON.stringify(value))) continue;
    if (value === null && old === undefined) continue;
    const shown = personal.includes(field) ? (each: unknown) => keyedHash(key, each) : (each: unknown) => each ?? null;
    changed[field] = old === undefined || old === null ? [shown(value)] : [shown(old), shown(value)];
  }
  return changed;
}

const keyedHash = (key: string, value: unknown): string | null =>
  value === null || value === undefined ? null : createHmac('sha256', key).update(String(value)).digest('hex').slice(0, 32);
