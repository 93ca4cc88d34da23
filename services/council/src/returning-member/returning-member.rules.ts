import {
  returningMemberErrors,
  serviceFieldErrors,
  type changeAvailability,
  type InputOf,
  type offerMemberService,
  type recordMemberService,
  type reportBack,
  type ReturningMemberState as ReturningMemberStanding,
  type TimeSlot,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import type { ServiceFieldPolicy } from '../service-field/service-field.rules.js';
import { list, type OfferState } from '../service-offer/service-offer.rules.js';

export interface ReturningMemberState {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly homeCommunityCode: string;
  readonly workUnit: string;
  readonly workCommunityCode: string | null;
  readonly skills: string[];
  readonly slots: TimeSlot[];
  readonly state: ReturningMemberStanding;
  readonly reportedOn: values.LocalDate;
  readonly leftOn: values.LocalDate | null;
}

export interface MemberServiceState {
  readonly id: string;
  readonly version: number;
  readonly memberId: string;
  readonly homeCommunityCode: string;
  readonly field: string;
  readonly servedOn: values.LocalDate;
  readonly minutes: number;
  readonly summary: string;
  readonly matchId: string | null;
}

type Taxonomy = Pick<ServiceFieldPolicy, 'fields'>;

export const returningMemberLife = transitions<ReturningMemberStanding, 'serve' | 'leave'>(
  { REPORTED: { serve: 'REPORTED', leave: 'LEFT' }, LEFT: {} },
  { initial: 'REPORTED' },
);

/** Skills of whatever fields; each must be in the taxonomy. */
function known(skills: readonly string[], { fields }: Taxonomy): string[] {
  const all = new Set(fields.flatMap((field) => field.skills.map(({ code }) => code)));
  const unknown = skills.filter((skill) => !all.has(skill));
  ensure(!unknown.length, returningMemberErrors.skillUnknown, { skills: unknown });
  return [...new Set(skills)];
}

/**
 * C-15, C-03 Who works elsewhere reports back to the home community, with skills and times; nothing is told of it. Refuses with
 * `council.returning-member.work-unit-at-home` or `skill-unknown` {skills}.
 */
export function report(input: InputOf<typeof reportBack>, policy: Taxonomy, now: values.Instant): Decision<ReturningMemberState> {
  const { id, personId, homeCommunityCode, workUnit, workCommunityCode = null, skills, slots } = input;
  ensure(workCommunityCode !== homeCommunityCode, returningMemberErrors.workUnitAtHome);
  return decide({
    ...{ id, version: 1, personId, homeCommunityCode, workUnit, workCommunityCode, skills: known(skills, policy) },
    ...{ slots: [...new Set(slots)], state: returningMemberLife.initial, reportedOn: localDateOf(now), leftOn: null },
  });
}

const serving = ({ state }: ReturningMemberState): ReturningMemberStanding =>
  returningMemberLife.next(state, 'serve', returningMemberErrors.hasLeft);

/** C-15 Skills and times change. Refuses with `council.returning-member.has-left` or `skill-unknown` {skills}. */
export function changeAbility(
  member: ReturningMemberState,
  { skills, slots }: Pick<InputOf<typeof changeAvailability>, 'skills' | 'slots'>,
  policy: Taxonomy,
): Decision<ReturningMemberState> {
  return decide({ ...member, state: serving(member), skills: known(skills, policy), slots: [...new Set(slots)] });
}

/** C-15 Who moves away leaves the register; the service record stays. Refuses with `council.returning-member.has-left`. */
export function leave(member: ReturningMemberState, now: values.Instant): Decision<ReturningMemberState> {
  return decide({
    ...member,
    state: returningMemberLife.next(member.state, 'leave', returningMemberErrors.hasLeft),
    leftOn: localDateOf(now),
  });
}

/**
 * C-15, C-14 What a returning member offers at home stands on the list of services as the offer of a volunteer: whose it is stays in the
 * register. Refuses with `council.returning-member.has-left` and as listing does.
 */
export function offer(
  { memberId: _, ...offered }: InputOf<typeof offerMemberService>,
  member: ReturningMemberState,
  policy: Taxonomy,
  now: values.Instant,
): Decision<OfferState> {
  serving(member);
  return list({ ...offered, placeCode: member.homeCommunityCode }, { organization: undefined, policy }, now);
}

/**
 * C-15 A service that a returning member did, on a day from the report on. Refuses with `council.service-field.field-unknown` or
 * `council.returning-member.served-in-future`.
 */
export function recordService(
  { id, field, servedOn, minutes, summary }: InputOf<typeof recordMemberService>,
  { id: memberId, homeCommunityCode, reportedOn, leftOn }: ReturningMemberState,
  { fields }: Taxonomy,
  now: values.Instant,
): Decision<MemberServiceState> {
  ensure(
    fields.some(({ code }) => code === field),
    serviceFieldErrors.fieldUnknown,
    { field },
  );
  ensure(reportedOn <= servedOn && servedOn <= (leftOn ?? localDateOf(now)), returningMemberErrors.servedInFuture);
  return decide({ id, version: 1, memberId, homeCommunityCode, field, servedOn, minutes, summary, matchId: null });
}
