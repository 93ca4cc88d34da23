import {
  committeeErrors,
  committeeFormed,
  estateErrors,
  type changeCommitteeMembers,
  type dissolveCommittee,
  type fileCommittee,
  type formCommittee,
  type InputOf,
  type sealCommittee,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, decide, ensure, localDateOf, periodFrom, type Decision } from '@gezhi/shared/domain';
import { committeeLife, ended, ensureDay, type CommitteeState, type ProfileInForce } from './committee-life.rules.js';
import type { CommitteeProfile } from './committee-profile.rules.js';
import { ensureComposition, seatsOf } from './composition.rules.js';

/**
 * P-16, P-T23 A committee is formed as its place demands; its term counts from the next day by the civil code (民法典 201, 202).
 * Refuses with `property.estate.estate-unknown`, `property.committee.profile-missing`, `term-invalid` {least, most} and as `ensureComposition`.
 *
 * @param owners which of the owners named own a unit of the estate now
 */
export function form(
  { id, estateId, members, termMonths, evidenceIds }: InputOf<typeof formCommittee>,
  estate: { readonly communityCode: string } | undefined,
  profile: ProfileInForce | undefined,
  owners: readonly string[],
  now: values.Instant,
): Decision<CommitteeState> {
  ensure(estate, estateErrors.estateUnknown);
  ensure(profile, committeeErrors.profileMissing);
  ensureComposition(members, profile, owners);
  const { term, noticeDays } = profile;
  const within = !term || (termMonths >= term.leastMonths && termMonths <= term.mostMonths);
  ensure(within, committeeErrors.termInvalid, { least: term?.leastMonths ?? null, most: term?.mostMonths ?? null });
  const formedOn = localDateOf(now);
  const { from: termFrom, to: termTo } = periodFrom(formedOn, { months: termMonths }, { rollHoliday: false });
  const notice = addDays(termTo, -noticeDays);
  const { communityCode } = estate;
  const committee: CommitteeState = {
    ...{ id, version: 1, estateId, communityCode, state: committeeLife.initial, members, formedOn, termFrom, termTo },
    ...{ noticeOn: notice < formedOn ? formedOn : notice, noticeToldAt: null, filingNumber: null, filedAt: null, sealNumber: null },
    ...{ profileJurisdictionId: profile.jurisdictionId, profileVersion: profile.version },
    ...{ endCause: null, endedOn: null, handOverDueOn: null, handedOverAt: null, evidenceIds },
  };
  const told = { committeeId: id, estateId, communityCode, seats: seatsOf(members), termFrom, termTo, at: now, version: 1 };
  return decide(committee, committeeFormed(told));
}

/**
 * P-16, P-T23 The members of a standing committee change; it is made up as its place demands after as before. Refuses with
 * `platform.request.wrong-state`, `property.committee.profile-missing` and as `ensureComposition`.
 *
 * @param owners which of the owners named own a unit of the estate now
 */
export function changeMembers(
  committee: CommitteeState,
  { members, evidenceIds }: Pick<InputOf<typeof changeCommitteeMembers>, 'members' | 'evidenceIds'>,
  profile: ProfileInForce | undefined,
  owners: readonly string[],
): Decision<CommitteeState> {
  const state = committeeLife.next(committee.state, 'changeMembers');
  ensure(profile, committeeErrors.profileMissing);
  ensureComposition(members, profile, owners);
  const { jurisdictionId: profileJurisdictionId, version: profileVersion } = profile;
  const papers = [...committee.evidenceIds, ...evidenceIds];
  return decide({ ...committee, state, members, profileJurisdictionId, profileVersion, evidenceIds: papers });
}

/** P-16 A committee is filed with the street, under a number and with papers. Refuses with `platform.request.wrong-state`. */
export function file(
  committee: CommitteeState,
  { filingNumber, evidenceIds }: InputOf<typeof fileCommittee>,
  now: values.Instant,
): Decision<CommitteeState> {
  const state = committeeLife.next(committee.state, 'file');
  return decide({ ...committee, state, filingNumber, filedAt: now, evidenceIds: [...committee.evidenceIds, ...evidenceIds] });
}

/** P-16 A filed committee has a seal; a later one takes its place. Refuses with `platform.request.wrong-state`. */
export function seal(committee: CommitteeState, { sealNumber, evidenceIds }: InputOf<typeof sealCommittee>): Decision<CommitteeState> {
  const state = committeeLife.next(committee.state, 'seal');
  return decide({ ...committee, state, sealNumber, evidenceIds: [...committee.evidenceIds, ...evidenceIds] });
}

/**
 * P-16 Owners have elected a committee: this one is dissolved, and hands over in the days its place sets, if any. Refuses with
 * `platform.request.wrong-state`, `property.committee.date-invalid` {earliest, latest} or `profile-missing`.
 */
export function dissolve(
  committee: CommitteeState,
  { electedOn, evidenceIds }: Pick<InputOf<typeof dissolveCommittee>, 'electedOn' | 'evidenceIds'>,
  profile: Pick<CommitteeProfile, 'handOverDays'> | undefined,
  now: values.Instant,
): Decision<CommitteeState> {
  const state = committeeLife.next(committee.state, 'dissolve');
  ensure(profile, committeeErrors.profileMissing);
  ensureDay(electedOn, committee, now);
  const { handOverDays } = profile;
  const handOverDueOn = handOverDays ? periodFrom(electedOn, { days: handOverDays }, { rollHoliday: false }).to : null;
  const papers = [...committee.evidenceIds, ...evidenceIds];
  const next = {
    ...committee,
    state,
    endCause: 'OWNERS_COMMITTEE_ELECTED' as const,
    endedOn: electedOn,
    handOverDueOn,
    evidenceIds: papers,
  };
  return decide(next, ended(next, 'OWNERS_COMMITTEE_ELECTED', now));
}

/** P-16 What a committee that no longer stands had in its keeping was handed over. Refuses with `platform.request.wrong-state`. */
export function handOver(committee: CommitteeState, evidenceIds: readonly string[], now: values.Instant): Decision<CommitteeState> {
  const state = committeeLife.next(committee.state, 'handOver');
  return decide({ ...committee, state, handedOverAt: now, evidenceIds: [...committee.evidenceIds, ...evidenceIds] });
}
