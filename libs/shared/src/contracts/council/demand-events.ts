import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { serviceField } from './service-field-values.js';

export const demandUnmet = event({
  subject: 'council.event.demand.unmet.v1',
  summary: 'A demand found no service in time; it may become a topic',
  data: z.object({
    demandId: values.id,
    communityCode: values.communityCode,
    field: serviceField,
    listedAt: values.instant,
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: [...leaders], placeField: 'communityCode' },
});
