import { memberErrors, roleWorkLogged, type InputOf, type logRoleWork, type MemberRole, type values } from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, type Decision } from '@gezhi/shared/domain';
import { memberLife, type MemberState } from './member.rules.js';

export interface RoleWorkState {
  readonly id: string;
  readonly version: number;
  readonly memberId: string;
  readonly councilId: string;
  readonly communityCode: string;
  readonly role: MemberRole;
  readonly occurredOn: values.LocalDate;
  readonly summary: string;
  readonly participants: number | null;
  readonly sessionId: string | null;
  readonly projectId: string | null;
  readonly opinions: number | null;
  readonly evidenceIds: string[];
  readonly recordedAt: values.Instant;
}

/** What a record of each role must name, and alone may name, beside what was done. */
export const recordedBy = {
  POLICY_PRESENTER: 'participants',
  COMMUNITY_ADVISER: 'sessionId',
  PROJECT_FOLLOWER: 'projectId',
  OPINION_COLLECTOR: 'opinions',
} as const satisfies Record<MemberRole, keyof RoleWorkState>;

/** C-05 A serving member gets one more role. Refuses with `council.member.term-ended` or `role-held`. */
export function assignRole(member: MemberState, role: MemberRole): Decision<MemberState> {
  const state = memberLife.next(member.state, 'serve', memberErrors.termEnded);
  ensure(!member.roles.includes(role), memberErrors.roleHeld);
  return decide({ ...member, state, roles: [...member.roles, role] });
}

/** C-05 A serving member is relieved of a role; one at least stays. Refuses with `council.member.term-ended`, `role-not-held` or `role-last`. */
export function relieveRole(member: MemberState, role: MemberRole): Decision<MemberState> {
  const state = memberLife.next(member.state, 'serve', memberErrors.termEnded);
  ensure(member.roles.includes(role), memberErrors.roleNotHeld);
  ensure(member.roles.length > 1, memberErrors.roleLast);
  return decide({ ...member, state, roles: member.roles.filter((held) => held !== role) });
}

/**
 * C-05 What a member did in a role that it holds, in its term and not in the future, with what the role must record. Refuses with
 * `council.member.role-not-held`, `outside-term`, `work-incomplete` {missing} or `work-unfit` {unfit}.
 */
export function logWork(input: InputOf<typeof logRoleWork>, member: MemberState, now: values.Instant): Decision<RoleWorkState> {
  const { id, role, occurredOn, summary, evidenceIds } = input;
  const { id: memberId, councilId, communityCode } = member;
  ensure(member.roles.includes(role), memberErrors.roleNotHeld);
  const last = [member.endedOn ?? member.termTo, localDateOf(now)].toSorted()[0]!;
  ensure(member.termFrom <= occurredOn && occurredOn <= last, memberErrors.outsideTerm);
  const wanted = recordedBy[role];
  ensure(input[wanted] !== undefined, memberErrors.workIncomplete, { missing: [wanted] });
  const unfit = Object.values(recordedBy).filter((field) => field !== wanted && input[field] !== undefined);
  ensure(!unfit.length, memberErrors.workUnfit, { unfit });
  const { participants = null, sessionId = null, projectId = null, opinions = null } = input;
  const work = { id, version: 1, memberId, councilId, communityCode, role, occurredOn, summary };
  const told = roleWorkLogged({ workId: id, memberId, councilId, communityCode, role, occurredOn, at: now });
  return decide({ ...work, participants, sessionId, projectId, opinions, evidenceIds, recordedAt: now }, told);
}
