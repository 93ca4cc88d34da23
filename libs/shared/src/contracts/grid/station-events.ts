import { z } from 'zod';
import { event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';

export const activityHeld = event({
  subject: 'grid.event.station.activity-held.v1',
  summary: 'An activity was held at a steward station',
  data: z.object({
    activityId: values.id,
    stationId: values.id,
    communityCode: values.communityCode,
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: [...staff], placeField: 'communityCode' },
});
