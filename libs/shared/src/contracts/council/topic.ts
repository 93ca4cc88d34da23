import { z } from 'zod';
import { contract } from '../define.js';
import { problemClass, problemScope } from '../grid/problem-values.js';
import { staff } from '../roles.js';
import * as values from '../values.js';

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
