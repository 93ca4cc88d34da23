import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { conversionTarget } from './space-conversion-values.js';

export const spaceConversionCompleted = event({
  subject: 'property.event.space-conversion.completed.v1',
  summary: 'A common part of an estate was put to the use its owners decided upon',
  data: z.object({
    conversionId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    target: conversionTarget,
    decisionId: values.id,
    at: values.instant,
    version: values.version,
  }),
});
