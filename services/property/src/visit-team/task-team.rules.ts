import {
  estateErrors,
  visitTeamErrors,
  type InputOf,
  type Role,
  type TaskTeamMember,
  type TeamState,
  type formTaskTeam,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';

/** P-03 A task team stands until it is disbanded. */
export const taskTeamLife = transitions<TeamState, 'change' | 'disband'>(
  { STANDING: { change: 'STANDING', disband: 'DISBANDED' }, DISBANDED: {} },
  { initial: 'STANDING' },
);

export interface TaskTeamState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly members: TaskTeamMember[];
  readonly state: TeamState;
  readonly formedAt: values.Instant;
  readonly disbandedAt: values.Instant | null;
}

/**
 * P-03 The task team of an estate is formed. Refuses with `property.estate.estate-unknown`, `property.visit-team.member-repeated`,
 * `one-leader` or `account-unknown` {accountIds}.
 */
export function form(
  { id, estateId, members }: InputOf<typeof formTaskTeam>,
  estate: { readonly communityCode: string } | undefined,
  posted: readonly Posted[],
  now: values.Instant,
): Decision<TaskTeamState> {
  ensure(estate, estateErrors.estateUnknown);
  ensureMembers(members);
  ensurePosted(members, posted);
  const { communityCode } = estate;
  return decide({ id, version: 1, estateId, communityCode, members, state: taskTeamLife.initial, formedAt: now, disbandedAt: null });
}

/**
 * P-03 The members of a standing team from now on. Refuses with `platform.request.wrong-state`, `property.visit-team.member-repeated`,
 * `one-leader` or `account-unknown` {accountIds}.
 */
export function change(team: TaskTeamState, members: TaskTeamMember[], posted: readonly Posted[]): Decision<TaskTeamState> {
  const state = taskTeamLife.next(team.state, 'change');
  ensureMembers(members);
  ensurePosted(members, posted);
  return decide({ ...team, state, members });
}

/** P-03 A task team is disbanded; its estate may have another. Refuses with `platform.request.wrong-state`. */
export function disband(team: TaskTeamState, now: values.Instant): Decision<TaskTeamState> {
  return decide({ ...team, state: taskTeamLife.next(team.state, 'disband'), disbandedAt: now });
}

/** P-03, P-04 No person is named twice; refuses with `property.visit-team.member-repeated` {accountIds}. */
export function ensureDifferent(members: readonly { readonly accountId: string }[]): void {
  const ids = members.map(({ accountId }) => accountId);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  ensure(!repeated.length, visitTeamErrors.memberRepeated, { accountIds: repeated });
}

/** Who is posted at the community, above it or in a part of it, in which role. */
export interface Posted {
  readonly accountId: string;
  readonly role: Role;
}

/** P-03, P-04 Whoever is in a team holds a post where it works. Refuses with `property.visit-team.account-unknown` {accountIds}. */
export function ensurePosted(members: readonly { readonly accountId: string }[], posted: readonly Posted[]): void {
  const unknown = members.map(({ accountId }) => accountId).filter((id) => !posted.some(({ accountId }) => accountId === id));
  ensure(unknown.length === 0, visitTeamErrors.accountUnknown, { accountIds: unknown });
}

function ensureMembers(members: readonly TaskTeamMember[]): void {
  ensureDifferent(members);
  const leaders = members.filter((member) => member.function === 'LEADER').length;
  ensure(leaders === 1, visitTeamErrors.oneLeader, { leaders });
}
