import { z } from 'zod';
import { contract } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';

/** `open`: unmet and transferred to the annual list; `withdrawn`: rectified since, or taken up again by the grid. */
export const candidateState = z.enum(['open', 'withdrawn']).meta({ id: 'TopicCandidateState' });

export const topicCandidateView = z
  .object({
    problemId: values.id,
    gridCode: values.gridCode.nullable(),
    communityCode: values.communityCode,
    problemClass: z.string(),
    transferredAt: values.instant,
    state: candidateState,
  })
  .meta({ id: 'TopicCandidate' });

export const topicCandidates = contract({
  subject: 'council.query.topic.candidates.v1',
  summary: 'Unmet problems transferred from the grids that wait to become topics, latest first',
  roles: [...staff],
  scope: ['place'],
  method: 'GET',
  path: '/v1/topic-candidates',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(topicCandidateView),
});
