import {
  committeeErrors,
  type CommitteeDecisionOutcome,
  type CommitteeShare,
  type InputOf,
  type recordCommitteeDecision,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, periodFrom, type Decision } from '@gezhi/shared/domain';
import type { CommitteeProfile } from './committee-profile.rules.js';
import { committeeLife, ensureDay, type CommitteeState } from './committee-life.rules.js';

export interface CommitteeDecisionState {
  readonly id: string;
  readonly version: number;
  readonly committeeId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly subject: string;
  readonly heldOn: values.LocalDate;
  readonly members: number;
  readonly owners: number;
  readonly presentIds: string[];
  readonly ownersPresent: number;
  readonly proxyIds: string[];
  readonly signedIds: string[];
  readonly outcome: CommitteeDecisionOutcome;
  readonly publishBy: values.LocalDate | null;
  readonly publishDays: number | null;
  /** The notice by which it was put on the board; null for what is not to be published. */
  readonly noticeId: string | null;
  readonly evidenceIds: string[];
  readonly recordedAt: values.Instant;
}

type MeetingRule = NonNullable<CommitteeProfile['meeting']>;

/** P-T22 Whether a part is more than a share of the whole, in whole numbers. */
export function isMoreThan(part: number, whole: number, { numerator, denominator }: CommitteeShare): boolean {
  return part * denominator > whole * numerator;
}

export interface Attendance {
  readonly members: number;
  readonly owners: number;
  readonly present: number;
  readonly ownersPresent: number;
  readonly signed: number;
}

/** P-T22 A meeting is valid when enough of all members and enough of the owners among them are there; it decides by the signatures of enough of all members, there or not. */
export function outcomeOf({ members, owners, present, ownersPresent, signed }: Attendance, rule: MeetingRule): CommitteeDecisionOutcome {
  const valid =
    isMoreThan(present, members, rule.presentOver) &&
    (!rule.ownersPresentOver || isMoreThan(ownersPresent, owners, rule.ownersPresentOver));
  if (!valid) return 'INVALID';
  return isMoreThan(signed, members, rule.signedOver) ? 'PASSED' : 'FAILED';
}

/**
 * P-16, P-T22 A decision of a standing committee is recorded as attendance and signatures make it; what passed is to be published
 * in the days the place sets. Refuses with `platform.request.wrong-state`, `property.committee.date-invalid`, `profile-missing`,
 * `meeting-rule-missing`, `member-unknown` or `owner-proxy` {members}.
 *
 * @param noticeId the id of its notice, if it is to be published
 */
export function recordDecision(
  input: InputOf<typeof recordCommitteeDecision>,
  committee: CommitteeState,
  profile: Pick<CommitteeProfile, 'meeting' | 'publication'> | undefined,
  noticeId: string,
  now: values.Instant,
): Decision<CommitteeDecisionState> {
  committeeLife.next(committee.state, 'decide');
  ensureDay(input.heldOn, committee, now);
  ensure(profile, committeeErrors.profileMissing);
  const { meeting, publication } = profile;
  ensure(meeting, committeeErrors.meetingRuleMissing);
  const { presentIds, proxyIds, signedIds, heldOn } = input;
  const owners = committee.members.filter(({ kind }) => kind === 'OWNER').map(({ id }) => id);
  ensureListed(input, committee);
  const absent = owners.filter((id) => proxyIds.includes(id));
  ensure(meeting.ownerProxies || !absent.length, committeeErrors.ownerProxy, { members: absent });
  const ownersPresent = owners.filter((id) => presentIds.includes(id)).length;
  const counted = {
    members: committee.members.length,
    owners: owners.length,
    present: presentIds.length,
    ownersPresent,
    signed: signedIds.length,
  };
  const outcome = outcomeOf(counted, meeting);
  const published = outcome === 'PASSED' ? publication : null;
  const { id, committeeId, subject, evidenceIds } = input;
  const { estateId, communityCode } = committee;
  return decide({
    ...{ id, version: 1, committeeId, estateId, communityCode, subject, heldOn, members: counted.members, owners: counted.owners },
    ...{ presentIds, ownersPresent, proxyIds, signedIds, outcome, evidenceIds, recordedAt: now },
    publishBy: published && periodFrom(heldOn, { days: published.withinDays }, { rollHoliday: false }).to,
    publishDays: published && published.forDays,
    noticeId: published && noticeId,
  });
}

/** P-16, P-20, P-T22 What the board says of a decision: when, what, and by how many; nobody by name. */
export function noticeOfDecision({ heldOn, subject, members, presentIds, ownersPresent, signedIds }: CommitteeDecisionState) {
  const counted = `应到 ${members} 人，实到 ${presentIds.length} 人（其中业主代表 ${ownersPresent} 人），签字同意 ${signedIds.length} 人`;
  return { title: `物业管理委员会决定（${heldOn}）`, text: `${heldOn} 会议决定：${subject}。${counted}，决定通过。` };
}

type Lists = Pick<InputOf<typeof recordCommitteeDecision>, 'presentIds' | 'proxyIds' | 'signedIds'>;

function ensureListed({ presentIds, proxyIds, signedIds }: Lists, { members }: Pick<CommitteeState, 'members'>): void {
  const known = new Set(members.map(({ id }) => id));
  const right = [presentIds, proxyIds, signedIds].every((ids) => new Set(ids).size === ids.length && ids.every((id) => known.has(id)));
  ensure(right && proxyIds.every((id) => presentIds.includes(id)), committeeErrors.memberUnknown);
}
