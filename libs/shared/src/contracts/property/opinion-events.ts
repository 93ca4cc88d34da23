import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { opinionClass } from './opinion-values.js';

export const opinionClassified = event({
  subject: 'property.event.opinion.classified.v1',
  summary: 'An opinion was recorded in a class, or put into another',
  data: z.object({
    opinionId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    householdId: values.id.nullable(),
    class: opinionClass,
    at: values.instant,
    version: values.version,
  }),
});

export const problemListPublished = event({
  subject: 'property.event.problem-list.published.v1',
  summary: 'The problem list of an estate was published',
  data: z.object({
    listId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    number: z.int(),
    open: z.int(),
    resolved: z.int(),
    at: values.instant,
  }),
});
