import { z } from 'zod';
import { event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { householdKind } from './household-values.js';

export const visitRecorded = event({
  subject: 'grid.event.visit.recorded.v1',
  summary: 'Visits were recorded, one by one or as a batch',
  data: z.object({
    visits: z
      .array(
        z.object({
          visitId: values.id,
          householdId: values.id,
          householdKind,
          gridCode: values.gridCode.nullable(),
          communityCode: values.communityCode,
          occurredAt: values.instant,
          campaignId: values.id.nullable(),
          actorId: z.string(),
        }),
      )
      .min(1)
      .max(500),
  }),
});

export const campaignClosed = event({
  subject: 'grid.event.visit.campaign-closed.v1',
  summary: 'A survey campaign was closed with every grid covered or waived',
  data: z.object({
    campaignId: values.id,
    placeCode: values.placeCode,
    covered: z.int(),
    waived: z.array(values.gridCode),
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: [...leaders], placeField: 'placeCode' },
});
