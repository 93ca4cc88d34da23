import { z } from 'zod';
import { contract } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';

/** What a fact may tell: the events that count, each under the name of what happened. */
export const factKind = z
  .enum([
    'request-filed',
    'request-accepted',
    'request-dispatched',
    'request-responded',
    'request-closed',
    'request-confirmed',
    'request-reopened',
    'request-rated',
    'request-duplicated',
    'problem-collected',
    'problem-rectified',
    'problem-reopened',
    'problem-transferred',
    'problem-promoted',
    'problem-merged',
    'visit-recorded',
  ])
  .meta({ id: 'FactKind', description: 'What happened' });
export type FactKind = z.output<typeof factKind>;

/** A fact as the archive keeps it: which event told it, of which case, where, when and by which account. */
export const factView = z
  .object({
    factId: z.string().meta({ description: 'Id of the event and the number of the fact in it' }),
    eventId: values.id,
    kind: factKind,
    subjectId: values.id.meta({ description: 'The request, problem or visit' }),
    aggregateVersion: z.int(),
    placeCode: values.placeCode,
    at: values.instant,
    actorId: z.string().nullable().meta({ description: 'The account that acted, where the event tells it' }),
    value: z.record(z.string(), z.json()).meta({ description: 'What else the event told: deadlines, verdicts, classes' }),
  })
  .meta({ id: 'Fact' });
export type FactView = z.output<typeof factView>;

export const factsOfSubject = contract({
  subject: 'incentive.query.fact.of-subject.v1',
  summary: 'What the archive holds of one request, problem or visit, in the order of its versions',
  roles: [...staff],
  scope: ['place'],
  method: 'GET',
  path: '/v1/facts',
  input: z.object({ subjectId: values.id, ...values.pageInput }),
  output: values.page(factView),
});
