import {
  committeeErrors,
  estateErrors,
  type applyForCommittee,
  type CommitteeShare,
  type demandMeeting,
  type InputOf,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, periodFrom, type Decision } from '@gezhi/shared/domain';
import { committeeLife, type CommitteeState } from './committee-life.rules.js';
import type { CommitteeProfile } from './committee-profile.rules.js';

export interface MeetingDemandState {
  readonly id: string;
  readonly version: number;
  readonly committeeId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly subject: string;
  readonly memberIds: string[];
  readonly members: number;
  readonly evidenceIds: string[];
  readonly demandedAt: values.Instant;
}

export interface CommitteeApplicationState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly ownerIds: string[];
  readonly owners: number;
  readonly deliveredArea: number;
  readonly totalArea: number;
  readonly evidenceIds: string[];
  readonly appliedOn: values.LocalDate;
  readonly formBy: values.LocalDate;
}

/** P-16 The least part that is a share of the whole, the share included (以上): of 9 a third is 3, of 10 it is 4. */
export const leastOf = (whole: number, { numerator, denominator }: CommitteeShare): number =>
  Number((BigInt(whole) * BigInt(numerator) + BigInt(denominator) - 1n) / BigInt(denominator));

/**
 * P-16 Members of a standing committee demand a meeting; it counts when they are as many as the place lays down (北京市物业管理条例
 * 54–57: a third). Refuses with `platform.request.wrong-state`, `property.committee.profile-missing`, `demand-rule-missing`,
 * `member-unknown` or `demand-short` {demanding, least}.
 */
export function demand(
  { id, committeeId, subject, memberIds, evidenceIds }: InputOf<typeof demandMeeting>,
  committee: CommitteeState,
  profile: Pick<CommitteeProfile, 'demandedBy'> | undefined,
  now: values.Instant,
): Decision<MeetingDemandState> {
  committeeLife.next(committee.state, 'decide');
  ensure(profile, committeeErrors.profileMissing);
  ensure(profile.demandedBy, committeeErrors.demandRuleMissing);
  const known = new Set(committee.members.map((member) => member.id));
  ensure(new Set(memberIds).size === memberIds.length && memberIds.every((one) => known.has(one)), committeeErrors.memberUnknown);
  const members = committee.members.length;
  const least = leastOf(members, profile.demandedBy);
  ensure(memberIds.length >= least, committeeErrors.demandShort, { demanding: memberIds.length, least });
  const { estateId, communityCode } = committee;
  return decide({ id, version: 1, committeeId, estateId, communityCode, subject, memberIds, members, evidenceIds, demandedAt: now });
}

/** What is known of the estate that a committee is asked for. */
export interface Applied {
  /** Owners of units of the estate now: how many, and which of those who apply. */
  readonly owners: number;
  readonly owning: readonly string[];
  readonly hasCommittee: boolean;
}

/**
 * P-16 Owners apply that a committee is formed: enough of them, and enough of the area delivered; it is to be formed within the months
 * of the place (广州市物业管理条例 47–49: a tenth of the owners, half of the area, six months), which count by the civil code. Refuses
 * with `property.estate.estate-unknown`, `property.committee.profile-missing`, `forming-rule-missing`, `already-standing`,
 * `owner-unknown` {owners}, `applicants-short` {applicants, least} or `delivered-short` {deliveredArea, least}.
 *
 * Areas in 0.01 m².
 */
export function apply(
  { id, estateId, ownerIds, deliveredArea, totalArea, evidenceIds }: InputOf<typeof applyForCommittee>,
  estate: { readonly communityCode: string } | undefined,
  profile: Pick<CommitteeProfile, 'forming'> | undefined,
  { owners, owning, hasCommittee }: Applied,
  now: values.Instant,
): Decision<CommitteeApplicationState> {
  ensure(estate, estateErrors.estateUnknown);
  ensure(profile, committeeErrors.profileMissing);
  const { forming } = profile;
  ensure(forming, committeeErrors.formingRuleMissing);
  ensure(!hasCommittee, committeeErrors.alreadyStanding);
  const applicants = [...new Set(ownerIds)];
  const unknown = applicants.filter((one) => !owning.includes(one));
  ensure(!unknown.length, committeeErrors.ownerUnknown, { owners: unknown });
  const least = leastOf(owners, forming.ownersFrom);
  ensure(applicants.length >= least, committeeErrors.applicantsShort, { applicants: applicants.length, least });
  const leastArea = leastOf(totalArea, forming.deliveredFrom);
  ensure(deliveredArea >= leastArea && deliveredArea <= totalArea, committeeErrors.deliveredShort, { deliveredArea, least: leastArea });
  const appliedOn = localDateOf(now);
  const { to: formBy } = periodFrom(appliedOn, { months: forming.withinMonths }, { rollHoliday: false });
  const { communityCode } = estate;
  const state = { id, version: 1, estateId, communityCode, ownerIds: applicants, owners, deliveredArea, totalArea, evidenceIds };
  return decide({ ...state, appliedOn, formBy });
}
