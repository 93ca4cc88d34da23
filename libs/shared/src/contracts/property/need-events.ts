import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { needKind } from './need-values.js';

export const needRecorded = event({
  subject: 'property.event.need.recorded.v1',
  summary: 'A need of a household was recorded on a visit',
  data: z.object({
    needId: values.id,
    visitId: values.id,
    householdId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    kind: needKind,
    at: values.instant,
    version: values.version,
  }),
});
