import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';

export const standardAdopted = event({
  subject: 'property.event.standard.adopted.v1',
  summary: 'A version of the service standard of an estate was adopted by a decision, and published',
  data: z.object({
    standardId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    number: z.int(),
    decisionId: values.id,
    promises: z.int(),
    effectiveFrom: values.localDate,
    at: values.instant,
    version: values.version,
  }),
});
