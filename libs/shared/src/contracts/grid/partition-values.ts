import { z } from 'zod';
import * as values from '../values.js';
import { departmentLine } from './cadre-values.js';
import { profileFieldView } from './profile-values.js';

/** The five functional types of a grid (五大类功能型治理单元), a closed set. */
export const gridTypes = [
  'CONFLICT_RESOLUTION',
  'URBAN_RENEWAL',
  'COMMUNITY_BUILDING',
  'ENVIRONMENT_IMPROVEMENT',
  'ENTERPRISE_SERVICE',
] as const;
export const gridType = z.enum(gridTypes).meta({
  id: 'GridFunctionType',
  description:
    'CONFLICT_RESOLUTION 矛盾化解型, URBAN_RENEWAL 城市更新型, COMMUNITY_BUILDING 社区建设型, ENVIRONMENT_IMPROVEMENT 环境整治型, ENTERPRISE_SERVICE 企业服务型',
});
export type GridType = z.output<typeof gridType>;

export const lineageKinds = ['SPLIT', 'MERGE', 'REDRAW', 'NEW'] as const;
export const lineage = z
  .object({ from: values.gridCode.nullable(), to: values.gridCode, kind: z.enum(lineageKinds) })
  .meta({ id: 'GridLineage', description: 'Which grid came from which; `from` is null for NEW' });
export type Lineage = z.output<typeof lineage>;

/** How large grids shall be; `source` and `assumed` say how well founded it is. */
export const partitionPolicyBody = {
  sizeMinimum: z.int().min(1).max(100_000).meta({ description: 'Households of a grid at least; fewer are warned of' }),
  sizeMaximum: z.int().min(1).max(100_000).meta({ description: 'Households of a grid at most; more are warned of' }),
  workloadPercent: z
    .int()
    .min(100)
    .max(1000)
    .default(150)
    .meta({ description: 'A plan is warned of when the busiest grid has more open work than so many percent of the mean' }),
  sliverSquareMetres: z.int().min(0).max(10_000).meta({ description: 'By how much boundaries drawn by hand may overlap' }),
  source: values.text(200),
  assumed: z.boolean(),
};

export const plannedGrid = z
  .object({
    code: values.gridCode,
    type: gridType,
    boundary: values.polygon,
    from: z.array(values.gridCode),
    kept: z.boolean(),
    /** What a grid that goes on was when the plan was drafted; null of a new one. */
    typeWas: gridType.nullable().default(null),
    /** Why the plan changes the type of a grid that goes on. */
    reason: z.string().nullable().default(null),
  })
  .meta({ id: 'PlannedGrid' });
export type PlannedGrid = z.output<typeof plannedGrid>;

export const partitionPlanView = z
  .object({
    id: values.id,
    communityCode: values.communityCode,
    /** SCHEDULED: decided, comes into force by itself at `effectiveFrom`. */
    status: z.enum(['DRAFT', 'SCHEDULED', 'ACTIVE', 'WITHDRAWN']),
    effectiveFrom: values.instant.nullable(),
    activatedAt: values.instant.nullable(),
    grids: z.array(plannedGrid),
    version: values.version,
  })
  .meta({ id: 'PartitionPlan', description: 'The complete new partition of one community' });

export const gridView = z
  .object({
    code: values.gridCode,
    communityCode: values.communityCode,
    type: gridType,
    boundary: values.polygon,
    status: z.enum(['ACTIVE', 'RETIRED']),
    /** This form of the grid holds from here … */
    validFrom: values.instant,
    /** … until here; null while in force. */
    validTo: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Grid', description: 'A grid as it is or was at an instant' });

/** What a grid is called when its picture is bad (杂、散、弱), each backed by evidence. */
export const diagnosisLabels = ['MIXED', 'SCATTERED', 'WEAK'] as const;
export const diagnosisLabel = z.enum(diagnosisLabels).meta({
  id: 'GridDiagnosisLabel',
  description: 'MIXED 杂: many kinds of ownership and trade; SCATTERED 散: no one feels responsible; WEAK 弱: few hands and means',
});
export type DiagnosisLabel = z.output<typeof diagnosisLabel>;

export const gridDiagnosisView = z
  .object({
    id: values.id,
    version: values.version,
    gridCode: values.gridCode,
    label: diagnosisLabel,
    finding: z.string(),
    evidenceIds: z.array(values.id),
    diagnosedById: values.id,
    diagnosedAt: values.instant,
    endedAt: values.instant.nullable(),
    endReason: z.string().nullable(),
  })
  .meta({ id: 'GridDiagnosis', description: 'Why a grid counts as mixed, scattered or weak, while it lasts' });

/** 一格一图 Everything known of one grid in force, from the features that own it. */
export const gridPicture = z
  .object({
    code: values.gridCode,
    type: gridType,
    boundary: values.polygon,
    validFrom: values.instant,
    diagnoses: z.array(diagnosisLabel),
    cadres: z.array(z.object({ cadreId: values.id, name: z.string().nullable(), line: departmentLine.nullable() })),
    workers: z.array(z.object({ workerId: values.id, name: z.string().nullable() })),
    /** Null while the jurisdiction has no catalogue of profile classes. */
    profile: z.object({ complete: values.rate, fresh: values.rate, gaps: z.array(profileFieldView.shape.classCode) }).nullable(),
    /** The one in force. */
    strategy: z.object({ id: values.id, number: z.int(), measures: z.int(), completed: z.int() }).nullable(),
    /** Open ones; restricted ones are not even counted. */
    backlogCases: z.int(),
    /** Open, or agreed and not yet performed. */
    disputes: z.int(),
  })
  .meta({ id: 'GridPicture', description: 'One grid in one picture: what it is, who serves it, how well it is known, what is to be done' });
export type GridPicture = z.output<typeof gridPicture>;
