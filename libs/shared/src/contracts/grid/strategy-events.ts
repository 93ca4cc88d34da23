import { z } from 'zod';
import { event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { gridType } from './partition-values.js';
import { strategyEndCause } from './strategy-values.js';

const strategyFacts = { strategyId: values.id, gridCode: values.gridCode, version: values.version };
const audience = { roles: [...staff], placeField: 'gridCode' };

export const strategyApproved = event({
  subject: 'grid.event.strategy.approved.v1',
  summary: 'A grid has a new active strategy',
  data: z.object({ ...strategyFacts, number: z.int(), gridType, measures: z.int(), at: values.instant }),
  audience,
});
export const strategyEnded = event({
  subject: 'grid.event.strategy.ended.v1',
  summary: 'A strategy or a draft of one ended',
  data: z.object({ ...strategyFacts, cause: strategyEndCause, at: values.instant }),
  audience,
});
export const measureCompleted = event({
  subject: 'grid.event.strategy.measure-completed.v1',
  summary: 'A measure of an active strategy was completed with evidence',
  data: z.object({
    measureId: values.id,
    ...strategyFacts,
    ownerCadreId: values.id,
    dueAt: values.instant,
    completedAt: values.instant,
    onTime: z.boolean(),
  }),
  audience,
});
