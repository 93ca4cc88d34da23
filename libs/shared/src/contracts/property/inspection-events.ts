import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { estateParty } from './estate-values.js';
import { inspectionResult } from './standard-values.js';

export const serviceInspected = event({
  subject: 'property.event.standard.inspected.v1',
  summary: 'It was measured how well a promise of the service standard is kept',
  data: z.object({
    inspectionId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    standardId: values.id,
    promiseId: values.id,
    inspectedBy: estateParty,
    result: inspectionResult,
    /** The inspection that this one looks at again. */
    reinspectsId: values.id.nullable(),
    at: values.instant,
    version: values.version,
  }),
});
