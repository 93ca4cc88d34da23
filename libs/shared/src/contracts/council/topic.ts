import { z } from 'zod';
import { contract } from '../define.js';
import { problemClass, problemScope } from '../grid/problem-values.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { councilReaders } from './council.js';
import { demandErrors } from './demand.js';
import { publicTopicView, topicAnswer, topicErrors, topicOrigin, topicSource, topicStage, topicView } from './topic-values.js';

/** `open`: transferred to the annual list and unmet; `withdrawn`: rectified since. */
export const candidateState = z
  .enum(['open', 'withdrawn'])
  .meta({ id: 'TopicCandidateState', description: 'open 待议, withdrawn 已整改撤出' });
export type CandidateState = z.output<typeof candidateState>;

export const topicCandidateView = z
  .object({
    problemId: values.id,
    placeCode: values.placeCode,
    gridCodes: z.array(values.gridCode),
    scope: problemScope,
    class: problemClass,
    transferredAt: values.instant,
    state: candidateState,
  })
  .meta({ id: 'TopicCandidate', description: 'A problem the grids could not meet this year, for the council to take up' });
export type TopicCandidateView = z.output<typeof topicCandidateView>;

export const topicCandidates = contract({
  subject: 'council.query.topic.candidates.v1',
  summary: 'Unmet problems transferred from the grids, the latest first',
  roles: [...staff],
  scope: ['place'],
  method: 'GET',
  path: '/v1/topic-candidates',
  input: z.object({ placeCode: values.placeCode, state: candidateState.default('open'), ...values.pageInput }),
  output: values.page(topicCandidateView),
});

/** Whoever lives or works in a community may propose. */
export const proposers = [
  ...(['resident', 'part-time-member', 'grid-worker', 'cadre', 'property-company', 'committee-member'] as const),
  ...(['community-secretary', 'street-leader'] as const),
] as const;
export const proposerAxes = ['self', 'council', 'place', 'estate'] as const;

const deciding = { roles: leaders, scope: ['place'], method: 'POST', output: topicView, versioned: true } as const;
const wording = { title: values.text(200), detail: values.text(5000) };

export const submitTopic = contract({
  subject: 'council.command.topic.submit.v1',
  summary: 'Propose a topic to the community one lives or works in; it is answered with a reason',
  roles: proposers,
  scope: proposerAxes,
  method: 'POST',
  path: '/v1/topics',
  input: z.object({ id: values.id, communityCode: values.communityCode, ...wording }),
  output: topicView,
  errors: [topicErrors.notOfCommunity],
  versioned: true,
});

export const takeUpCandidate = contract({
  ...deciding,
  subject: 'council.command.topic.take-up-candidate.v1',
  summary: 'Make a topic of a problem that the grids could not meet, in one step; the link is kept',
  path: '/v1/topic-candidates/:problemId/topic',
  input: z.object({ id: values.id, problemId: values.id, communityCode: values.communityCode, ...wording }),
  errors: [topicErrors.candidateNotOpen, topicErrors.takenUp],
});

export const takeUpDemand = contract({
  ...deciding,
  subject: 'council.command.topic.take-up-demand.v1',
  summary: 'Make a topic of a demand that found no service in time, in one step; the link is kept on both sides',
  path: '/v1/unmet-demands/:demandId/topic',
  input: z.object({ id: values.id, demandId: values.id, ...wording }),
  errors: [demandErrors.notUnmet, topicErrors.takenUp],
});

export const startTopicReview = contract({
  ...deciding,
  subject: 'council.command.topic.start-review.v1',
  summary: 'Begin to review a topic that was submitted',
  path: '/v1/topics/:id/start-review',
  input: z.object({ id: values.id }),
  errors: [topicErrors.stageOrder],
});

export const answerTopic = contract({
  ...deciding,
  subject: 'council.command.topic.answer.v1',
  summary: 'Accept, merge, refer or reject a topic under review, with the reason for its proposer',
  path: '/v1/topics/:id/answer',
  input: z.object({
    id: values.id,
    answer: topicAnswer,
    reason: values.text(1000).optional(),
    /** The wording under which everyone will read an accepted topic; else as it was proposed. */
    title: values.text(200).optional(),
    mergedIntoId: values.id.optional(),
    referredTo: values.text(100).optional(),
  }),
  errors: [topicErrors.stageOrder, topicErrors.reasonMissing, topicErrors.mergeTargetInvalid, topicErrors.referralMissing],
});

export const readTopic = contract({
  subject: 'council.query.topic.read.v1',
  summary: 'One topic, for those on duty at its community',
  roles: councilReaders,
  scope: ['place', 'council'],
  method: 'GET',
  path: '/v1/topics/:id',
  input: z.object({ id: values.id }),
  output: topicView,
  versioned: true,
});

export const topicsOfPlace = contract({
  subject: 'council.query.topic.of-place.v1',
  summary: 'The topics of a place, of one stage, source or origin when named, the latest first',
  roles: councilReaders,
  scope: ['place', 'council'],
  method: 'GET',
  path: '/v1/topics',
  input: z.object({
    placeCode: values.placeCode,
    stage: topicStage.optional(),
    source: topicSource.optional(),
    origin: topicOrigin.optional(),
    ...values.pageInput,
  }),
  output: values.page(topicView),
});

export const myTopics = contract({
  subject: 'council.query.topic.mine.v1',
  summary: 'What one proposed, with the answers, the latest first',
  roles: proposers,
  scope: proposerAxes,
  method: 'GET',
  path: '/v1/my-topics',
  input: z.object({ ...values.pageInput }),
  output: values.page(topicView),
});

export const publicTopics = contract({
  subject: 'council.query.topic.public.v1',
  summary: 'The topics of a community that were accepted, for everyone, the latest first',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public-topics',
  input: z.object({ communityCode: values.communityCode, stage: topicStage.optional(), ...values.pageInput }),
  output: values.page(publicTopicView),
});
