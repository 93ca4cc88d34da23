import {
  bulletinErrors,
  bulletinPublished,
  requestErrors,
  type BulletinChannel,
  type BulletinState as Standing,
  type correctBulletin,
  type DecisionOutcome,
  type Electorate,
  type InputOf,
  type PolicyOf,
  type publishBulletin,
  type publishBulletinPolicy,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, decide, ensure, localDateOf, periodFrom, type Decision } from '@gezhi/shared/domain';

export interface BulletinState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly topicId: string | null;
  readonly ballotId: string | null;
  readonly electorate: Electorate | null;
  readonly outcome: DecisionOutcome | null;
  readonly edition: number;
  readonly correctsId: string | null;
  readonly correction: string | null;
  readonly title: string;
  readonly text: string;
  readonly state: Standing;
  readonly publishedAt: values.Instant;
  readonly publicUntil: values.LocalDate;
  readonly challengeUntil: values.LocalDate;
  readonly withdrawnAt: values.Instant | null;
  readonly withdrawalReason: string | null;
}

export interface DeliveryState {
  readonly id: string;
  readonly bulletinId: string;
  readonly channel: BulletinChannel;
  readonly evidenceIds: string[];
  readonly deliveredAt: values.Instant;
}

/** What a jurisdiction lays down for bulletins, in one version. */
export type BulletinPolicy = PolicyOf<typeof publishBulletinPolicy>;

/** C-11, C-T26, C-T27 What holds until a jurisdiction lays down its own: the year is the court’s (法释〔2009〕7号第12条); the days are assumed. */
export const defaultPolicy: BulletinPolicy = {
  channelsLeast: 2,
  ownerVoteDays: 30,
  otherDays: 7,
  challengeMonths: 12,
  source: '撤销权一年见最高法建筑物区分所有权司法解释第12条；渠道数与公示天数为设定值',
  assumed: true,
};

/** C-11 Accepts a policy under which owners’ votes stay public at least as long as anything else. Refuses with `council.bulletin.policy-invalid`. */
export function acceptPolicy(policy: BulletinPolicy): BulletinPolicy {
  ensure(policy.ownerVoteDays >= policy.otherDays, bulletinErrors.policyInvalid);
  return policy;
}

/** What a bulletin is about: a topic with the ballot on it, or a certified ballot of no topic. */
export interface Subject {
  readonly communityCode: string;
  readonly topicId: string | null;
  readonly ballotId: string | null;
  readonly electorate: Electorate | null;
  readonly outcome: DecisionOutcome | null;
}

type Wording = Pick<InputOf<typeof publishBulletin>, 'id' | 'title' | 'text' | 'channels'>;

/**
 * C-11, C-T26, C-T27 What was decided is told on several channels, stays public for so many days, and names the day until which it may be
 * presumed to be challenged. Refuses with `council.bulletin.channels-insufficient` {least} or `delivery-evidence-missing` {channels}.
 */
export function publish(input: Wording, subject: Subject, policy: BulletinPolicy, now: values.Instant): Decision<BulletinState> {
  return issue(input, subject, policy, now, { edition: 1, correctsId: null, correction: null });
}

/** C-11, C-T26 A bulletin is corrected by its next edition alone, which says what was wrong. Refuses as `publish` does. */
export function correct(
  former: BulletinState,
  { correction, ...input }: Omit<InputOf<typeof correctBulletin>, 'correctsId'>,
  policy: BulletinPolicy,
  now: values.Instant,
): Decision<BulletinState> {
  return issue(input, former, policy, now, { edition: former.edition + 1, correctsId: former.id, correction });
}

function issue(
  { id, title, text, channels }: Wording,
  { communityCode, topicId, ballotId, electorate, outcome }: Subject,
  { channelsLeast: least, ownerVoteDays, otherDays, challengeMonths }: BulletinPolicy,
  now: values.Instant,
  edition: Pick<BulletinState, 'edition' | 'correctsId' | 'correction'>,
): Decision<BulletinState> {
  const distinct = [...new Set(channels.map(({ channel }) => channel))];
  ensure(distinct.length >= least, bulletinErrors.channelsInsufficient, { least });
  for (const delivery of channels) ensureEvidence(delivery);
  const publishedOn = localDateOf(now);
  const publicUntil = addDays(publishedOn, electorate === 'OWNERS' ? ownerVoteDays : otherDays);
  const challengeUntil = periodFrom(publishedOn, { months: challengeMonths }, { rollHoliday: false }).to;
  const about = { communityCode, topicId, ballotId };
  const state: BulletinState = {
    ...{ id, version: 1, ...about, electorate, outcome, ...edition, title, text, state: 'PUBLISHED' as const, publishedAt: now },
    ...{ publicUntil, challengeUntil, withdrawnAt: null, withdrawalReason: null },
  };
  const told = { bulletinId: id, ...about, edition: edition.edition, channels: distinct, publicUntil, challengeUntil, at: now, version: 1 };
  return decide(state, bulletinPublished(told));
}

/** C-11 What went out elsewhere than on the platform has its evidence. Refuses with `council.bulletin.delivery-evidence-missing` {channels}. */
export function ensureEvidence({ channel, evidenceIds }: Pick<DeliveryState, 'channel' | 'evidenceIds'>): void {
  ensure(channel === 'PLATFORM' || evidenceIds.length, bulletinErrors.deliveryEvidenceMissing, { channels: [channel] });
}

/**
 * C-11, C-T26 A bulletin leaves the list when its public days are over, or when a correcting edition stands for it; it can be read still.
 * Refuses with `platform.request.wrong-state` or `council.bulletin.correction-needed` {publicUntil}.
 */
export function withdraw(bulletin: BulletinState, isCorrected: boolean, reason: string, now: values.Instant): Decision<BulletinState> {
  const { state, publicUntil } = bulletin;
  ensure(state === 'PUBLISHED', requestErrors.wrongState, { from: state, action: 'withdraw' });
  ensure(isCorrected || publicUntil < localDateOf(now), bulletinErrors.correctionNeeded, { publicUntil });
  return decide({ ...bulletin, state: 'WITHDRAWN' as const, withdrawnAt: now, withdrawalReason: reason });
}
