import { accountErrors, requestErrors, roleTable, type AccountStatus, type Axis, type Role } from '@gezhi/shared/contracts';
import { ensure, transitions } from '@gezhi/shared/domain';

type Action = 'activate' | 'lock' | 'unlock' | 'end';

/** X-02 An account begins invited; the same code that activates it sets a forgotten password anew; an ended one stays ended. */
export const accountLife = transitions<AccountStatus, Action>(
  {
    INVITED: { activate: 'ACTIVE', end: 'ENDED' },
    ACTIVE: { activate: 'ACTIVE', lock: 'LOCKED', unlock: 'ACTIVE', end: 'ENDED' },
    LOCKED: { unlock: 'ACTIVE', end: 'ENDED' },
    ENDED: {},
  },
  { initial: 'INVITED' },
);

/** Which roles each appointing role may give, take and govern the accounts of. */
const appointable: Partial<Record<Role, readonly Role[]>> = {
  operator: Object.keys(roleTable) as Role[],
  'community-secretary': ['grid-worker', 'resident'],
};

/** A county is a place of six digits. */
const countyLength = 6;

/** A role at a place, as an actor holds it or is about to give it. */
export interface Appointment {
  readonly role: Role;
  readonly placeCode: string;
}

/**
 * X-02 Whether powers held at places (prefixes) extend to an appointment: operators to every role, secretaries to grid
 * workers and residents, each within their own places.
 */
export const extendsTo = (powers: readonly Appointment[], target: Appointment): boolean =>
  powers.some(({ role, placeCode }) => target.placeCode.startsWith(placeCode) && (appointable[role] ?? []).includes(target.role));

/**
 * X-02 A role is given to an account of the county it is for, or of a place above; to others only by who may give it at both
 * places. Refuses with `platform.request.not-found`, as for an account that there is not.
 *
 * @param accountPlace where the account is administered
 */
export function ensureNear(powers: readonly Appointment[], accountPlace: string, target: Appointment): void {
  const above = accountPlace !== '' && target.placeCode.startsWith(accountPlace);
  const near = above || (target.placeCode.length >= countyLength && accountPlace.startsWith(target.placeCode.slice(0, countyLength)));
  ensure(near || extendsTo(powers, { ...target, placeCode: accountPlace }), requestErrors.notFound);
}

/**
 * X-02 An account is governed (invited, locked, given a new password, ended) only by who may give every role it has, so
 * that nobody takes over an account above or beside the own place; `platform.request.*` never tells which role was missing.
 */
export function ensureGoverns(powers: readonly Appointment[], roles: readonly Appointment[]): void {
  ensure(
    roles.every((role) => extendsTo(powers, role)),
    accountErrors.roleNotYours,
  );
}

/** Where a role acts and where its assignment is administered. */
export interface Scope {
  readonly axis: Axis;
  readonly scope: string;
  readonly placeCode: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const place = /^(\d{2}(\d{2}(\d{2}(\d{3}(\d{3}(\d{3})?)?)?)?)?)?$/;

/**
 * X-02 The scope of a role by the role's own axis: a place code (empty for an operator of all places), or the id of a
 * household, estate or council with the place where it is. Refuses what does not fit with `gateway.account.scope-unfit`.
 */
export function scopeOf(role: Role, scope: string, placeCode: string | undefined): Scope {
  const { axis } = roleTable[role];
  if (axis === 'place') {
    ensure(place.test(scope) && (scope !== '' || role === 'operator'), accountErrors.scopeUnfit, { axis });
    return { axis, scope, placeCode: scope };
  }
  ensure(uuid.test(scope) && placeCode && place.test(placeCode), accountErrors.scopeUnfit, { axis });
  return { axis, scope, placeCode };
}

/**
 * X-02 Passwords are long and do not contain the username; there are no rules of composition and no forced change
 * (ASVS 5.0 6.2.1–6.2.5).
 *
 * @param length characters at least, by configuration
 */
export function ensurePassword(password: string, username: string, length: number): void {
  ensure([...password].length >= length, accountErrors.passwordTooShort, { minimum: length });
  ensure(!password.toLowerCase().includes(username), accountErrors.passwordIsUsername);
}

/** X-02 One operator of all places must remain, or nobody could appoint another. @param operators those left, active */
export function ensureOperatorLeft(operators: number): void {
  ensure(operators > 0, accountErrors.lastOperator);
}

/** X-02 An assignment is ended once; one that follows a deployment ends by recall only. */
export function ensureEndable(assignment: { readonly ended: boolean; readonly source: string }): void {
  ensure(!assignment.ended, requestErrors.wrongState);
  ensure(assignment.source === 'gateway', accountErrors.followsDeployment);
}
