import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';

export const surveyClosed = event({
  subject: 'property.event.satisfaction.closed.v1',
  summary: 'A satisfaction survey of an estate closed; what was answered is final',
  data: z.object({
    surveyId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    periodFrom: values.localDate,
    periodTo: values.localDate,
    answers: z.int(),
    /** Null with fewer answers than laid down. */
    satisfied: z.int().nullable(),
    /** Households of the register that answered, and all that it names. */
    covered: z.int(),
    households: z.int(),
    at: values.instant,
    version: values.version,
  }),
});
