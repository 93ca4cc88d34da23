import {
  councilErrors,
  memberAppointed,
  memberErrors,
  memberTermEnded,
  requestErrors,
  type appointMember,
  type endMemberTerm,
  type InputOf,
  type MemberEndCause,
  type MemberRole,
  type MemberState as MemberStanding,
  type OrganizationKind,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, addMonths, decide, DomainError, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import type { MemberOrganizationState } from '../council/council.rules.js';

export interface MemberState {
  readonly id: string;
  readonly version: number;
  readonly councilId: string;
  readonly communityCode: string;
  readonly personId: string;
  readonly accountId: string | null;
  readonly organizationId: string;
  readonly source: OrganizationKind;
  readonly roles: MemberRole[];
  readonly termFrom: values.LocalDate;
  readonly termTo: values.LocalDate;
  readonly state: MemberStanding;
  readonly endCause: MemberEndCause | null;
  readonly endedOn: values.LocalDate | null;
  readonly endReason: string | null;
  readonly evidenceIds: string[];
}

export const memberLife = transitions<MemberStanding, 'serve' | 'end'>(
  { SERVING: { serve: 'SERVING', end: 'ENDED' }, ENDED: {} },
  { initial: 'SERVING' },
);

/**
 * C-04 The last day of a term whose first day counts: the day before the corresponding one, or the month's last where it has none
 * (民法典 202). Months from 1.
 */
export function lastDay(first: values.LocalDate, months: number): values.LocalDate {
  const corresponding = addMonths(first, months);
  return corresponding.slice(8) === first.slice(8) ? addDays(corresponding, -1) : corresponding;
}

/**
 * C-04, C-05 A member organisation sends a member for a term, with one role at least. Refuses with `council.council.organization-withdrawn` or, for a role named twice, `council.member.role-held`.
 */
export function appoint(
  input: InputOf<typeof appointMember>,
  organization: MemberOrganizationState,
  now: values.Instant,
): Decision<MemberState> {
  const { id, personId, councilId, accountId = null, roles, termFrom, termMonths, evidenceIds } = input;
  const { id: organizationId, communityCode, kind: source } = organization;
  ensure(organization.councilId === councilId && organization.state === 'ADMITTED', councilErrors.organizationWithdrawn);
  ensure(new Set(roles).size === roles.length, memberErrors.roleHeld);
  const termTo = lastDay(termFrom, termMonths);
  const told = memberAppointed({ memberId: id, councilId, communityCode, organizationId, source, roles, termFrom, termTo, at: now });
  const member: MemberState = {
    ...{ id, version: 1, councilId, communityCode, personId, accountId, organizationId, source, roles, termFrom, termTo },
    ...{ state: memberLife.initial, endCause: null, endedOn: null, endReason: null, evidenceIds },
  };
  return decide(member, told);
}

/** C-04 Whether a member serves on a day: not ended, and the day lies in its term. */
export function isServing({ state, termFrom, termTo }: Pick<MemberState, 'state' | 'termFrom' | 'termTo'>, on: values.LocalDate): boolean {
  return memberLife.allows(state, 'serve') && termFrom <= on && on <= termTo;
}

/** C-04 A serving member takes part by another account from now on. Refuses with `council.member.term-ended`. */
export function bindAccount(member: MemberState, accountId: string): Decision<MemberState> {
  return decide({ ...member, state: memberLife.next(member.state, 'serve', memberErrors.termEnded), accountId });
}

/** C-04 A term ends before its last day, with cause and reason. Refuses with `platform.request.wrong-state`. */
export function endTerm(
  member: MemberState,
  { cause, reason }: Pick<InputOf<typeof endMemberTerm>, 'cause' | 'reason'>,
  now: values.Instant,
): Decision<MemberState> {
  return ended(member, { endCause: cause, endedOn: localDateOf(now), endReason: reason }, now);
}

/** C-04 After its last day a term is over. Refuses with `platform.request.wrong-state` when it is not. */
export function elapseTerm(member: MemberState, now: values.Instant): Decision<MemberState> {
  const over = memberLife.allows(member.state, 'end') && member.termTo < localDateOf(now);
  if (!over) throw new DomainError(requestErrors.wrongState, { from: member.state, action: 'elapse' });
  return ended(member, { endCause: 'TERM_OVER', endedOn: member.termTo, endReason: null }, now);
}

function ended(
  member: MemberState,
  end: { readonly endCause: MemberEndCause; readonly endedOn: values.LocalDate; readonly endReason: string | null },
  now: values.Instant,
): Decision<MemberState> {
  const { id: memberId, councilId, communityCode, version } = member;
  const state = memberLife.next(member.state, 'end');
  const { endCause: cause, endedOn } = end;
  const told = memberTermEnded({ memberId, councilId, communityCode, cause, endedOn, at: now, version: version + 1 });
  return decide({ ...member, state, ...end }, told);
}
