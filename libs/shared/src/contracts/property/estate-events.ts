import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';

export const estateRegistered = event({
  subject: 'property.event.estate.registered.v1',
  summary: 'An estate that nobody manages was registered',
  data: z.object({ estateId: values.id, communityCode: values.communityCode, at: values.instant, version: values.version }),
});
