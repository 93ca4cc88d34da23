import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { serviceField } from './service-field-values.js';

const matched = {
  matchId: values.id,
  demandId: values.id,
  offerId: values.id,
  communityCode: values.communityCode,
  field: serviceField,
  at: values.instant,
  version: values.version,
};
const audience = { roles: [...leaders], placeField: 'communityCode' };

export const matchClaimed = event({
  subject: 'council.event.match.claimed.v1',
  summary: 'A service was claimed for a demand',
  data: z.object(matched),
  audience,
});

export const matchFulfilled = event({
  subject: 'council.event.match.fulfilled.v1',
  summary: 'A service was delivered, and who wanted it has confirmed it',
  data: z.object({ ...matched, listedAt: values.instant, claimedAt: values.instant }),
  audience,
});
