import { leaders, matterErrors, matterLevels, type MatterLevel, type Role } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** P-23 Who acts for a level. */
export const holders: Readonly<Record<MatterLevel, readonly Role[]>> = {
  COMMUNITY: leaders,
  COMMITTEE: ['committee-member'],
  COMPANY: ['property-company'],
};

const first = (roles: readonly Role[], among: readonly Role[]): Role | undefined => roles.find((role) => among.includes(role));

/** P-23 As what somebody acts for a level; refuses with `property.matter.not-holder` {level}. */
export function actingFor(level: MatterLevel, roles: readonly Role[]): Role {
  const role = first(roles, holders[level]);
  ensure(role, matterErrors.notHolder, { level });
  return role;
}

/** P-23 As what somebody leads where the matter is; refuses with `property.matter.leaders-only`. */
export function leading(roles: readonly Role[]): Role {
  const role = first(roles, leaders);
  ensure(role, matterErrors.leadersOnly);
  return role;
}

/** P-23 The ladder of an estate: without a standing committee it has two levels. */
export function ladderOf(hasCommittee: boolean): MatterLevel[] {
  return matterLevels.filter((level) => level !== 'COMMITTEE' || hasCommittee);
}

const above = (level: MatterLevel) => (other: MatterLevel) => matterLevels.indexOf(other) > matterLevels.indexOf(level);

/** P-23 The level after this one, if any; from a committee that no longer stands the company is next. */
export function levelAfter(level: MatterLevel, hasCommittee: boolean): MatterLevel | undefined {
  return ladderOf(hasCommittee).find(above(level));
}

/** P-23 The level before this one, if any. */
export function levelBefore(level: MatterLevel, hasCommittee: boolean): MatterLevel | undefined {
  return ladderOf(hasCommittee).findLast((other) => above(other)(level));
}
