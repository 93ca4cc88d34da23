import type { Audience } from '@gezhi/shared/contracts';

/** A current assignment of an account: role, axis and what it covers. */
export interface Assignment {
  readonly role: string;
  readonly axis: string;
  readonly scope: string;
}

export interface Listener {
  readonly account: string;
  readonly roles: readonly string[];
  readonly assignments: readonly Assignment[];
}

/**
 * X-T7 An event reaches those it declares and nobody else: a listener in one of the audience's roles that is the account
 * named, or whose assignment in that role covers the place or is the household named. Without an audience: nobody.
 */
export function isVisible(audience: Audience | undefined, data: Readonly<Record<string, unknown>>, listener: Listener): boolean {
  if (!audience) return false;
  const roles = listener.roles.filter((role) => (audience.roles as readonly string[]).includes(role));
  if (!roles.length) return false;
  if (names(data, audience.accountField) === listener.account) return true;
  const place = names(data, audience.placeField);
  const household = names(data, audience.householdField);
  return listener.assignments.some(({ role, axis, scope }) => roles.includes(role) && covers(axis, scope, place, household));
}

const names = (data: Readonly<Record<string, unknown>>, field: string | undefined): string | undefined => {
  const value = field === undefined ? undefined : data[field];
  return typeof value === 'string' ? value : undefined;
};

function covers(axis: string, scope: string, place: string | undefined, household: string | undefined): boolean {
  if (axis === 'place') return place !== undefined && scope !== '' && place.startsWith(scope);
  return axis === 'self' && household === scope;
}
