import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { matterLevel } from './matter-values.js';

const matter = { matterId: values.id, estateId: values.id, communityCode: values.communityCode };
const told = { at: values.instant, version: values.version };
const audience = { roles: [...leaders], placeField: 'communityCode' };

export const matterEscalated = event({
  subject: 'property.event.matter.escalated.v1',
  summary: 'A matter of an estate went on to the next level, by decision or because a clock ran out',
  data: z.object({
    ...matter,
    fromLevel: matterLevel,
    toLevel: matterLevel,
    cause: z.enum(['DECIDED', 'CLOCK_RAN_OUT']),
    dueAt: values.instant,
    ...told,
  }),
  audience,
});

export const matterOverdue = event({
  subject: 'property.event.matter.overdue.v1',
  summary: 'The last level has not answered a matter of an estate in time',
  data: z.object({ ...matter, level: matterLevel, dueAt: values.instant, ...told }),
  audience,
});
