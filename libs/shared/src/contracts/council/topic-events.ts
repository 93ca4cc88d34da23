import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { topicOrigin, topicSource, topicStage } from './topic-values.js';

const topic = { topicId: values.id, communityCode: values.communityCode };
const told = { at: values.instant, version: values.version };
const forLeaders = { roles: [...leaders], placeField: 'communityCode' };
/** Whoever may propose is told of the answer, and nobody else. */
const forProposer = {
  roles: [
    ...(['resident', 'part-time-member', 'grid-worker', 'cadre', 'property-company', 'committee-member'] as const),
    ...(['community-secretary', 'street-leader'] as const),
  ],
  accountField: 'proposerId',
};
const answer = z.object({ ...topic, proposerId: values.id, ...told });

export const topicSubmitted = event({
  subject: 'council.event.topic.submitted.v1',
  summary: 'Somebody submitted a topic',
  data: z.object({ ...topic, source: topicSource, origin: topicOrigin, originId: values.id.nullable(), ...told }),
  audience: forLeaders,
});

export const topicAccepted = event({
  subject: 'council.event.topic.accepted.v1',
  summary: 'A topic was accepted and will be deliberated',
  data: answer,
  audience: forProposer,
});

export const topicRejected = event({
  subject: 'council.event.topic.rejected.v1',
  summary: 'A topic was not accepted; its proposer can read why',
  data: answer,
  audience: forProposer,
});

export const topicMerged = event({
  subject: 'council.event.topic.merged.v1',
  summary: 'A topic was merged into another',
  data: answer.extend({ mergedIntoId: values.id }),
  audience: forProposer,
});

export const topicReferred = event({
  subject: 'council.event.topic.referred.v1',
  summary: 'A topic was referred to whoever has to deal with it',
  data: answer,
  audience: forProposer,
});

/** Every later stage of a topic; of two tidings the higher version holds. */
export const topicAdvanced = event({
  subject: 'council.event.topic.advanced.v1',
  summary: 'A topic that was accepted reached a stage, or went back to be scheduled again',
  data: z.object({ ...topic, stage: topicStage, ...told }),
  audience: { roles: ['resident', 'part-time-member', ...leaders], placeField: 'communityCode' },
});
