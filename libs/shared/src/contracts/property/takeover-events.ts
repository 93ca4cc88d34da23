import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { providerKind } from './takeover-values.js';

export const estateTakenOver = event({
  subject: 'property.event.estate.taken-over.v1',
  summary: 'An estate was taken over by a provider, its hand-over list complete',
  data: z.object({
    estateId: values.id,
    takeoverId: values.id,
    communityCode: values.communityCode,
    providerId: values.id,
    providerKind,
    received: z.int(),
    waived: z.int(),
    at: values.instant,
    /** Of the estate. */
    version: values.version,
  }),
  audience: { roles: [...leaders], placeField: 'communityCode' },
});
