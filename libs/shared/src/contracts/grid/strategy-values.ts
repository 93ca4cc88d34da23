import { z } from 'zod';
import * as values from '../values.js';
import { gridType } from './partition-values.js';

/** DRAFT waits for approval; of a grid at most one is ACTIVE (G-10). */
export const strategyStatuses = ['DRAFT', 'ACTIVE', 'ENDED'] as const;
export const strategyStatus = z.enum(strategyStatuses).meta({ id: 'StrategyStatus' });
export type StrategyStatus = z.output<typeof strategyStatus>;
/** Why a strategy ended: another one replaced it, it was ended, or its grid was redrawn. */
export const strategyEndCause = z.enum(['REPLACED', 'ENDED', 'PARTITION']).meta({ id: 'StrategyEndCause' });
export type StrategyEndCause = z.output<typeof strategyEndCause>;

/** What is to be done, by whom and until when. The title is free text and never leaves in events. */
export const strategyMeasureView = z
  .object({
    id: values.id,
    version: values.version,
    strategyId: values.id,
    gridCode: values.gridCode,
    code: z.string().nullable().meta({ description: 'Of the playbook; null for a measure of this grid alone' }),
    title: z.string(),
    problemId: values.id.nullable(),
    ownerCadreId: values.id,
    dueAt: values.instant,
    evidenceIds: z.array(values.evidenceId),
    completedById: values.id.nullable(),
    completedAt: values.instant.nullable(),
  })
  .meta({ id: 'StrategyMeasure' });

const strategyFields = {
  id: values.id,
  version: values.version,
  gridCode: values.gridCode,
  number: z.int().positive().meta({ description: 'Counts the strategies of a grid from 1' }),
  gridType: gridType.meta({ description: 'The type of the grid when it was drafted' }),
  status: strategyStatus,
  goal: z.string(),
  problemIds: z.array(values.id),
  draftedById: values.id,
  draftedAt: values.instant,
  approvedById: values.id.nullable(),
  approvedAt: values.instant.nullable(),
  endedAt: values.instant.nullable(),
  endReason: z.string().nullable(),
  /** Completed of all measures. */
  progress: values.rate,
  overdue: z.int().meta({ description: 'Measures neither completed nor within their time' }),
};
export const strategySummary = z.object(strategyFields).meta({ id: 'StrategySummary' });
export const strategyView = z.object({ ...strategyFields, measures: z.array(strategyMeasureView) }).meta({ id: 'Strategy' });
