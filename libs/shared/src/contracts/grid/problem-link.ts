import { z } from 'zod';
import { contract, errors } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { problemErrors } from './problem.js';
import { problemClass, problemScope, problemState, problemView } from './problem-values.js';
import { publicServiceRequest } from './service-request-values.js';

export const problemLinkErrors = errors('grid.problem', {
  requestUnknown: [
    'rule',
    '所列诉求不存在、不在职责范围、已并入他件或不属同一街道',
    'A request is unknown, outside your place, a duplicate of another, or of another street',
  ],
  requestLinked: ['conflict', '诉求已关联问题，请先解除原关联', 'A request is linked to a problem already; end that link first'],
  linkUnknown: ['rule', '该诉求未关联此问题', 'The request is not linked to this problem'],
});

/** G-20 A request that shows a problem: since when, and until when it did. */
export const requestOfProblem = publicServiceRequest
  .extend({
    /** The words of the reporter, for those on duty where the request lies. */
    summary: z.string().nullable(),
    linkedAt: values.instant,
  })
  .meta({ id: 'RequestOfProblem' });
const problemOfRequest = z
  .object({
    problemId: values.id,
    scope: problemScope,
    class: problemClass,
    state: problemState,
    placeCode: values.placeCode,
    linkedAt: values.instant,
    endedAt: values.instant.nullable(),
  })
  .meta({ id: 'ProblemOfRequest' });

export const linkRequests = contract({
  subject: 'grid.command.problem.link-requests.v1',
  summary: 'Link service requests that show this problem; when it is rectified, their reporters are asked again',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/problems/:id/link-requests',
  input: z.object({ id: values.id, requestIds: z.array(values.id).min(1).max(100) }),
  output: problemView,
  errors: [problemErrors.wrongState, problemLinkErrors.requestUnknown, problemLinkErrors.requestLinked],
  versioned: true,
});
export const unlinkRequest = contract({
  subject: 'grid.command.problem.unlink-request.v1',
  summary: 'End the link of a service request to this problem; that it was linked stays known',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/problems/:id/unlink-request',
  input: z.object({ id: values.id, requestId: values.id }),
  output: problemView,
  errors: [problemLinkErrors.linkUnknown],
  versioned: true,
});
export const requestsOfProblem = contract({
  subject: 'grid.query.problem.requests.v1',
  summary: 'The service requests linked to a problem, the latest linked first; of those elsewhere their public form',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/problems/:id/service-requests',
  input: z.object({ id: values.id, ...values.pageInput }),
  output: values.page(requestOfProblem),
});
export const problemsOfRequest = contract({
  subject: 'grid.query.problem.of-request.v1',
  summary: 'The problems a service request is or was linked to, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/service-requests/:requestId/problems',
  input: z.object({ requestId: values.id }),
  output: z.object({ items: z.array(problemOfRequest) }),
});
