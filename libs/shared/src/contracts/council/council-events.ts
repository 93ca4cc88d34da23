import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';

const audience = { roles: [...leaders], placeField: 'communityCode' };

export const councilFounded = event({
  subject: 'council.event.council.founded.v1',
  summary: 'A community founded its council',
  data: z.object({ councilId: values.id, communityCode: values.communityCode, foundedOn: values.localDate, at: values.instant }),
  audience,
});

export const coBuildingProjectCompleted = event({
  subject: 'council.event.council.project-completed.v1',
  summary: 'A co-building project was completed',
  data: z.object({
    projectId: values.id,
    agreementId: values.id,
    councilId: values.id,
    organizationId: values.id,
    programmeId: values.id.nullable(),
    communityCode: values.communityCode,
    completedOn: values.localDate,
    isOnTime: z.boolean(),
    version: values.version,
  }),
  audience,
});
