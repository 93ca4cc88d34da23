import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { decisionOutcome } from './decision-values.js';
import { topicErrors } from './topic-values.js';

export const bulletinErrors = errors('council.bulletin', {
  subjectUnclear: [
    'rule',
    '请指明一件议题，或一次未关联议题且已核证的表决',
    'Name either a topic, or a certified ballot that is of no topic',
  ],
  alreadyPublished: [
    'conflict',
    '该表决已有公示；如有错误，请发布更正版',
    'The ballot has its bulletin already; correct that one if it is wrong',
  ],
  channelsInsufficient: [
    'rule',
    '公示渠道不足，至少须有 least 个不同渠道',
    'A bulletin goes out by more channels; least says how many different ones',
  ],
  deliveryEvidenceMissing: [
    'rule',
    '线下渠道须附张贴或送达凭证，请补充 channels',
    'What was posted or delivered outside the platform needs its evidence; see channels',
  ],
  alreadyCorrected: [
    'conflict',
    '该公示已有更正版，请在最新版上更正',
    'The bulletin has been corrected already; correct the latest edition',
  ],
  correctionNeeded: [
    'rule',
    '公示期（至 publicUntil）内不得撤下；如有错误，请发布更正版',
    'A bulletin stays public until publicUntil; publish a correcting edition if it is wrong',
  ],
  policyInvalid: ['rule', '业主表决的公示天数不得短于其他公示', 'Bulletins of owners’ votes stay public for as long as others, or longer'],
});

export const bulletinChannel = z
  .enum(['PLATFORM', 'NOTICE_BOARD', 'BUILDING_ENTRANCE', 'DOOR_TO_DOOR', 'MEETING', 'MESSAGE_GROUP', 'BROADCAST'])
  .meta({
    id: 'BulletinChannel',
    description:
      'PLATFORM 平台, NOTICE_BOARD 公告栏, BUILDING_ENTRANCE 楼栋单元门口, DOOR_TO_DOOR 入户送达, MEETING 会议通报, MESSAGE_GROUP 居民群, BROADCAST 广播',
  });
export type BulletinChannel = z.output<typeof bulletinChannel>;

export const bulletinState = z
  .enum(['PUBLISHED', 'WITHDRAWN'])
  .meta({ id: 'BulletinState', description: 'PUBLISHED 公示, WITHDRAWN 已撤下' });
export type BulletinState = z.output<typeof bulletinState>;

export const bulletinDelivery = z
  .object({ channel: bulletinChannel, deliveredAt: values.instant, evidenceIds: z.array(values.id) })
  .meta({ id: 'BulletinDelivery', description: 'By which channel a bulletin went out, when, and the evidence of it' });

export const bulletinView = z
  .object({
    id: values.id,
    version: values.version,
    communityCode: values.communityCode,
    topicId: values.id.nullable(),
    ballotId: values.id.nullable(),
    outcome: decisionOutcome.nullable(),
    /** 1 for the first; a correction is the next. */
    edition: z.int().positive(),
    correctsId: values.id.nullable(),
    /** What was wrong. */
    correction: z.string().nullable(),
    title: z.string(),
    text: z.string(),
    state: bulletinState,
    publishedAt: values.instant,
    /** Kept public until the end of this day at least. */
    publicUntil: values.localDate,
    /** Presumed: the law counts from when somebody knew, or had to know, of the decision. */
    challengeUntil: values.localDate,
    withdrawnAt: values.instant.nullable(),
    withdrawalReason: z.string().nullable(),
  })
  .meta({ id: 'Bulletin', description: 'What the community tells everyone of a decision, on several channels' });

export const bulletinRead = bulletinView
  .extend({
    correctedById: values.id.nullable(),
    deliveries: z.array(bulletinDelivery),
    challengePresumed: z.literal(true),
  })
  .meta({ id: 'BulletinRead' });

const told = { topicId: values.id.nullable(), ballotId: values.id.nullable(), communityCode: values.communityCode, edition: z.int() };
export const bulletinPublished = event({
  subject: 'council.event.bulletin.published.v1',
  summary: 'A bulletin, or a correcting edition of it, was published',
  data: z.object({
    bulletinId: values.id,
    ...told,
    channels: z.array(bulletinChannel),
    publicUntil: values.localDate,
    challengeUntil: values.localDate,
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: ['resident', 'part-time-member', ...leaders], placeField: 'communityCode' },
});

const days = z.int().min(1).max(3650);
export const bulletinPolicyBody = {
  /** Different channels, two at least. */
  channelsLeast: z.int().min(2).max(7),
  /** Whole days that a bulletin stays public: of an owners’ vote, and of anything else. */
  ownerVoteDays: days,
  otherDays: days,
  /** Presumed time within which a decision may be challenged in court. */
  challengeMonths: z.int().min(1).max(60),
  source: values.text(500),
  assumed: z.boolean(),
};

const deciding = { roles: leaders, scope: ['place'], method: 'POST', output: bulletinView, versioned: true } as const;
const delivery = z.object({ channel: bulletinChannel, evidenceIds: values.evidence.default([]) });
const wording = { title: values.text(200), text: values.text(10_000), channels: z.array(delivery).max(20) };

export const publishBulletin = contract({
  ...deciding,
  subject: 'council.command.bulletin.publish.v1',
  summary: 'Publish what was decided on a certified topic, or by a certified ballot of no topic, on two channels at least',
  path: '/v1/bulletins',
  input: z.object({ id: values.id, topicId: values.id.optional(), ballotId: values.id.optional(), ...wording }),
  errors: [
    ...[bulletinErrors.subjectUnclear, bulletinErrors.alreadyPublished],
    ...[bulletinErrors.channelsInsufficient, bulletinErrors.deliveryEvidenceMissing],
    ...[topicErrors.stageOrder, topicErrors.topicUnknown],
  ],
});

export const correctBulletin = contract({
  ...deciding,
  subject: 'council.command.bulletin.correct.v1',
  summary: 'Publish a correcting edition of a bulletin; the former stays to be read, and each names the other',
  path: '/v1/bulletins/:correctsId/correction',
  input: z.object({ id: values.id, correctsId: values.id, correction: values.text(500), ...wording }),
  errors: [bulletinErrors.channelsInsufficient, bulletinErrors.deliveryEvidenceMissing, bulletinErrors.alreadyCorrected],
});

export const recordDelivery = contract({
  ...deciding,
  subject: 'council.command.bulletin.record-delivery.v1',
  summary: 'Record that a bulletin went out by a channel too, with the evidence',
  path: '/v1/bulletins/:id/deliveries',
  input: z.object({ id: values.id, deliveryId: values.id, ...delivery.shape }),
  errors: [bulletinErrors.deliveryEvidenceMissing],
});

export const withdrawBulletin = contract({
  ...deciding,
  subject: 'council.command.bulletin.withdraw.v1',
  summary: 'Take a bulletin off the list, once its public days are over or a correcting edition stands for it',
  path: '/v1/bulletins/:id/withdrawal',
  input: z.object({ id: values.id, reason: values.text(500) }),
  errors: [bulletinErrors.correctionNeeded],
});

export const readBulletin = contract({
  subject: 'council.query.bulletin.read.v1',
  summary: 'One bulletin with how it went out, until when it may be challenged, and what corrects it, for everyone',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/bulletins/:id',
  input: z.object({ id: values.id }),
  output: bulletinRead,
  versioned: true,
});

export const bulletinsOfCommunity = contract({
  subject: 'council.query.bulletin.of-community.v1',
  summary: 'The bulletins of a community, for everyone, the latest first; those withdrawn are not listed',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/bulletins',
  input: z.object({
    communityCode: values.communityCode,
    topicId: values.id.optional(),
    ballotId: values.id.optional(),
    ...values.pageInput,
  }),
  output: values.page(bulletinRead),
});

export const publishBulletinPolicy = policyPublication({
  of: 'council.bulletin',
  summary: 'Lay down by how many channels bulletins of a jurisdiction go out, and how long they stay public',
  body: bulletinPolicyBody,
  errors: [bulletinErrors.policyInvalid],
});
export const bulletinPolicy = policyInForce({
  of: 'council.bulletin',
  id: 'BulletinPolicy',
  summary: 'By how many channels bulletins of a place go out, and how long they stay public',
  body: bulletinPolicyBody,
});
