import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';

export const householdVisited = event({
  subject: 'property.event.visit-team.visited.v1',
  summary: 'A visit team of an estate was at a household in its full make-up',
  data: z.object({
    visitId: values.id,
    teamId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    householdId: values.id,
    occurredAt: values.instant,
    at: values.instant,
    version: values.version,
  }),
});
