import { z } from 'zod';
import { event } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { diagnosisLabel, gridType, lineage } from './partition-values.js';

/**
 * A partition came into force: one event per chunk of at most 500 households, each with the whole list of grids.
 * Chunks come in any order; `effectiveFrom` is the instant of all of them.
 */
export const partitionActivated = event({
  subject: 'grid.event.partition.activated.v1',
  summary: 'A partition of a community came into force',
  data: z.object({
    planId: values.id,
    communityCode: values.communityCode,
    chunk: z.int().positive(),
    chunks: z.int().positive(),
    effectiveFrom: values.instant,
    grids: z.array(z.object({ code: values.gridCode, type: gridType })),
    retired: z.array(values.gridCode),
    lineage: z.array(lineage),
    placements: z.array(z.object({ householdId: values.id, gridCode: values.gridCode })).max(500),
    /** Of the same series as the version of a household's placement. */
    version: values.version,
  }),
  audience: { roles: [...leaders], placeField: 'communityCode' },
});

export const gridClassified = event({
  subject: 'grid.event.partition.classified.v1',
  summary: 'A grid changed its functional type',
  data: z.object({
    gridCode: values.gridCode,
    communityCode: values.communityCode,
    from: gridType,
    to: gridType,
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: [...staff], placeField: 'gridCode' },
});

const diagnosis = z.object({
  diagnosisId: values.id,
  gridCode: values.gridCode,
  label: diagnosisLabel,
  at: values.instant,
  version: values.version,
});

export const gridDiagnosed = event({
  subject: 'grid.event.partition.diagnosed.v1',
  summary: 'A grid was found mixed, scattered or weak',
  data: diagnosis,
  audience: { roles: [...staff], placeField: 'gridCode' },
});

export const gridDiagnosisEnded = event({
  subject: 'grid.event.partition.diagnosis-ended.v1',
  summary: 'A diagnosis of a grid holds no longer',
  data: diagnosis,
  audience: { roles: [...staff], placeField: 'gridCode' },
});
