import {
  committeeDissolved,
  committeeErrors,
  type CommitteeEndCause,
  type CommitteeMember,
  type CommitteeState as State,
  type values,
} from '@gezhi/shared/contracts';
import { ensure, localDateOf, transitions } from '@gezhi/shared/domain';
import type { CommitteeProfile } from './committee-profile.rules.js';

/** P-16 A committee stands until owners elect a committee of their own or its term ends, and then hands over. */
export const committeeLife = transitions<State, 'changeMembers' | 'file' | 'seal' | 'dissolve' | 'endTerm' | 'handOver' | 'decide'>(
  {
    FORMED: { changeMembers: 'FORMED', file: 'FILED', dissolve: 'DISSOLVED', endTerm: 'TERM_ENDED', decide: 'FORMED' },
    FILED: { changeMembers: 'FILED', seal: 'FILED', dissolve: 'DISSOLVED', endTerm: 'TERM_ENDED', decide: 'FILED' },
    DISSOLVED: { handOver: 'HANDED_OVER' },
    TERM_ENDED: { handOver: 'HANDED_OVER' },
    HANDED_OVER: {},
  },
  { initial: 'FORMED' },
);

export interface CommitteeState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly state: State;
  readonly members: CommitteeMember[];
  readonly formedOn: values.LocalDate;
  readonly termFrom: values.LocalDate;
  readonly termTo: values.LocalDate;
  readonly noticeOn: values.LocalDate;
  readonly noticeToldAt: values.Instant | null;
  readonly profileJurisdictionId: string | null;
  readonly profileVersion: number;
  readonly filingNumber: string | null;
  readonly filedAt: values.Instant | null;
  readonly sealNumber: string | null;
  readonly endCause: CommitteeEndCause | null;
  readonly endedOn: values.LocalDate | null;
  readonly handOverDueOn: values.LocalDate | null;
  readonly handedOverAt: values.Instant | null;
  readonly evidenceIds: string[];
}

/** A profile with where it comes from; version 0 is what the platform lays down itself. */
export type ProfileInForce = CommitteeProfile & { readonly jurisdictionId: string | null; readonly version: number };

/** P-16 A day from the forming of a committee until today; refuses with `property.committee.date-invalid` {earliest, latest}. */
export function ensureDay(day: values.LocalDate, { formedOn }: Pick<CommitteeState, 'formedOn'>, now: values.Instant): void {
  const latest = localDateOf(now);
  ensure(day >= formedOn && day <= latest, committeeErrors.dateInvalid, { earliest: formedOn, latest });
}

/** P-16 That a committee no longer stands, as it is told. */
export function ended(committee: CommitteeState, cause: CommitteeEndCause, at: values.Instant) {
  const { id: committeeId, estateId, communityCode, handOverDueOn, version } = committee;
  return committeeDissolved({ committeeId, estateId, communityCode, cause, handOverDueOn, at, version: version + 1 });
}
