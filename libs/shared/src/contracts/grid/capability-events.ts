import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { cadreStratum } from './cadre-values.js';
import { capabilityTag } from './playbook-values.js';

export const interviewRecorded = event({
  subject: 'grid.event.capability.interview-recorded.v1',
  summary: 'A cadre was interviewed and some capabilities were rated',
  data: z.object({
    interviewId: values.id,
    version: values.version,
    cadreId: values.id,
    stratum: cadreStratum,
    placeCode: values.placeCode,
    tags: z.array(capabilityTag),
    at: values.instant,
  }),
  audience: { roles: [...leaders], placeField: 'placeCode' },
});
