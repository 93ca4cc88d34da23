import type { Lineage } from '@gezhi/shared/contracts';
import type { FieldState } from './profile.rules.js';
import type { ProfileVersionState } from './publication.rules.js';

/** G-06 The grids that go on under another code as one grid made of one: these alone inherit a profile. */
export function redrawnIn(lineage: readonly Lineage[]): { readonly from: string; readonly to: string }[] {
  return lineage.flatMap(({ from, to, kind }) => (kind === 'REDRAW' && from !== null && from !== to ? [{ from, to }] : []));
}

/**
 * G-06, G-03 A redrawn grid holds what the one before it held, with source, verifier and expiry. What is stale is handed on as
 * what it was, so that it expires, and is told of, in its new grid too. A split, a merger and a new grid inherit nothing: the
 * values are not theirs.
 *
 * @param live the fields of the source that are not superseded
 * @param newId makes the ids
 */
export function inherit(to: string, live: readonly FieldState[], newId: () => string): FieldState[] {
  const held = new Map<string, FieldState>();
  for (const field of live.filter(({ status }) => status === 'CURRENT' || status === 'STALE').toSorted(byRank))
    held.set(`${field.classCode} ${field.key}`, { ...field, status: 'CURRENT' });
  const underWay = live.filter(({ status }) => status === 'COLLECTED' || status === 'CALIBRATED');
  return [...held.values(), ...underWay].map((field) => ({ ...field, id: newId(), version: 1, gridCode: to }));
}

/** G-06 The profile a redrawn grid begins with; `undefined` when its source had published none. */
export function inheritedVersion(
  source: ProfileVersionState | undefined,
  inherited: readonly FieldState[],
  of: Pick<ProfileVersionState, 'id' | 'gridCode' | 'publishedAt'>,
): ProfileVersionState | undefined {
  const fieldIds = inherited.filter(({ status }) => status === 'CURRENT').map(({ id }) => id);
  return source && { ...of, version: 1, number: 1, fieldIds };
}

/** What holds under a name comes last: a current field, else the latest. */
const byRank = (a: FieldState, b: FieldState): number =>
  a.status === b.status ? (a.submittedAt < b.submittedAt ? -1 : 1) : a.status === 'STALE' ? -1 : 1;
