import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';

export const raisedToCommunity = event({
  subject: 'property.event.mutual-review.raised.v1',
  summary: 'The provider of an estate asks something of the community',
  data: z.object({
    requestId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    dueAt: values.instant,
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: [...leaders], placeField: 'communityCode' },
});
