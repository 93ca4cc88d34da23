import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { gridPicture, gridType, gridView, lineage, partitionPlanView, partitionPolicyBody } from './partition-values.js';

export const partitionErrors = errors('grid.partition', {
  notClosed: ['invalid', '边界未闭合：首尾坐标须相同', 'The boundary is not closed: the last position repeats the first'],
  selfCrossing: ['rule', '边界自相交，请重新绘制', 'The boundary crosses itself; draw it anew'],
  degenerate: ['rule', '边界不构成有效面积', 'The boundary encloses no area'],
  overlap: ['rule', '网格之间有重叠，请调整边界', 'Grids overlap; adjust their boundaries'],
  orphan: ['rule', '有户不在任何新网格内，请扩大边界', 'Some households lie in no new grid; widen the boundaries'],
  codeTaken: ['rule', '网格编码已使用过，不得复用', 'The grid code has been used before; codes are never reused'],
  codeTwofold: [
    'invalid',
    '网格请填原编码或新顺序号其中一项，不可同填',
    'Give a grid either the code it goes on under or a new serial, not both',
  ],
  codesExhausted: ['rule', '本社区网格顺序号已用尽', 'The community has no grid serial left'],
  sourceUnknown: ['rule', '来源网格不是本社区的现行网格', 'A source is not a grid in force in this community'],
  heirMissing: [
    'rule',
    '有网格将撤销而无承接网格，请在新网格的来源中列明由谁承接',
    'A grid ends and none takes its ground; name it as a source of the grid that takes on its open work',
  ],
  dateUnfit: ['rule', '生效时间须在当前之后、两年之内', 'It comes into force from now on and within two years; choose such a time'],
  reasonMissing: ['rule', '延续的网格变更类型须说明理由', 'A grid that goes on under another type says why; give the reason'],
  typeChanged: [
    'rule',
    '方案拟变更类型的网格已另行变更类型，请重新拟订方案',
    'A grid whose type the plan changes was classified otherwise meanwhile; draft the plan anew',
  ],
  alreadyScheduled: ['conflict', '本社区已有待生效的方案，请先撤回', 'A plan of the community is scheduled already; withdraw that first'],
  policyMissing: ['rule', '本辖区尚未设定网格规模标准', 'The jurisdiction has not laid down its size band yet'],
  policyInvalid: ['rule', '网格户数上限不得小于下限', 'A grid may hold at most no fewer households than at least'],
  gridUnknown: ['rule', '没有此现行网格', 'There is no such grid in force'],
  evidenceMissing: ['rule', '请附凭证', 'Evidence is needed'],
  diagnosisTaken: ['conflict', '该网格已有此诊断', 'The grid has this label already'],
  sameType: ['rule', '网格已属该类型', 'The grid is of this type already'],
});

const serial = z.string().regex(/^(?!000)\d{3}$/);

/** At most 500 positions: enough for a neighbourhood, and quick to check. */
const boundary = values.polygon.refine((polygon) => polygon.coordinates.reduce((sum, ring) => sum + ring.length, 0) <= 500);

const plannedGridInput = z.object({
  /** A grid that goes on under its code; else a new code is made. */
  code: values.gridCode.optional(),
  /** The serial of a new code; without it the next ones are given west to east, north to south. */
  serial: serial.optional(),
  type: gridType,
  /** Needed of a grid that goes on under another type. */
  reason: values.text(500).optional(),
  boundary,
  /** The grids in force it takes ground from. */
  from: z.array(values.gridCode).max(20).default([]),
});

export const draftPartition = contract({
  subject: 'grid.command.partition.draft.v1',
  summary: 'Draft the complete new partition of a community',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/partition-plans',
  input: z.object({
    id: values.id,
    communityCode: values.communityCode,
    effectiveFrom: values.instant.optional(),
    grids: z.array(plannedGridInput).min(1).max(60),
  }),
  output: partitionPlanView,
  errors: [
    partitionErrors.notClosed,
    partitionErrors.selfCrossing,
    partitionErrors.degenerate,
    partitionErrors.overlap,
    partitionErrors.codeTaken,
    partitionErrors.codeTwofold,
    partitionErrors.codesExhausted,
    partitionErrors.sourceUnknown,
    partitionErrors.heirMissing,
    partitionErrors.policyMissing,
    partitionErrors.dateUnfit,
    partitionErrors.reasonMissing,
  ],
  versioned: true,
  timeoutMs: 15_000,
});

export const activatePartition = contract({
  subject: 'grid.command.partition.activate.v1',
  summary: 'Bring a drafted partition into force as one act, at once or at its date',
  roles: ['street-leader', 'operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/partition-plans/:id/activate',
  input: z.object({ id: values.id }),
  output: partitionPlanView,
  errors: [
    partitionErrors.orphan,
    partitionErrors.overlap,
    partitionErrors.codeTaken,
    partitionErrors.sourceUnknown,
    partitionErrors.heirMissing,
    partitionErrors.typeChanged,
    partitionErrors.alreadyScheduled,
  ],
  versioned: true,
  timeoutMs: 30_000,
});

export const withdrawPartition = contract({
  subject: 'grid.command.partition.withdraw.v1',
  summary: 'Withdraw a drafted partition',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/partition-plans/:id/withdraw',
  input: z.object({ id: values.id }),
  output: partitionPlanView,
  versioned: true,
});

export const classifyGrid = contract({
  subject: 'grid.command.partition.classify.v1',
  summary: 'Give a grid another functional type, with the reason',
  roles: ['street-leader', 'operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/grids/:code/classify',
  input: z.object({ code: values.gridCode, type: gridType, reason: values.text(500) }),
  output: gridView,
  errors: [partitionErrors.sameType],
  versioned: true,
});

export const publishPartitionPolicy = policyPublication({
  of: 'grid.partition',
  summary: 'Lay down how large the grids of a jurisdiction shall be, as the next version',
  body: partitionPolicyBody,
  errors: [partitionErrors.policyInvalid],
});

export const partitionPolicy = policyInForce({
  of: 'grid.partition',
  id: 'PartitionPolicy',
  summary: 'How large the grids at a place shall be',
  body: partitionPolicyBody,
  errors: [partitionErrors.policyMissing],
});

export const readPartitionPlan = contract({
  subject: 'grid.query.partition.read-plan.v1',
  summary: 'One partition plan',
  roles: leaders,
  scope: ['place'],
  method: 'GET',
  path: '/v1/partition-plans/:id',
  input: z.object({ id: values.id }),
  output: partitionPlanView,
  versioned: true,
});

export const partitionPlans = contract({
  subject: 'grid.query.partition.plans.v1',
  summary: 'Partition plans of a place, the latest first',
  roles: leaders,
  scope: ['place'],
  method: 'GET',
  path: '/v1/partition-plans',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(partitionPlanView.omit({ grids: true }).meta({ id: 'PartitionPlanHead' })),
});

export const simulatePartition = contract({
  subject: 'grid.query.partition.simulate.v1',
  summary: 'What a partition plan would do: households per grid, size band, households left out or claimed twice',
  roles: leaders,
  scope: ['place'],
  method: 'GET',
  path: '/v1/partition-plans/:id/simulation',
  input: z.object({ id: values.id }),
  output: z
    .object({
      planId: values.id,
      communityCode: values.communityCode,
      /** Whether activation would accept it now. */
      acceptable: z.boolean(),
      grids: z.array(z.object({ code: values.gridCode, households: z.int(), warning: z.enum(['BELOW_BAND', 'ABOVE_BAND']).nullable() })),
      band: z.object({ minimum: z.int(), maximum: z.int(), assumed: z.boolean(), source: z.string() }).nullable(),
      orphans: z.object({ count: z.int(), householdIds: z.array(values.id).max(50) }),
      overlaps: z.object({ count: z.int(), householdIds: z.array(values.id).max(50) }),
      /** Households that would change their grid. */
      moving: z.int(),
      retired: z.array(values.gridCode),
      lineage: z.array(lineage),
      /** Open service requests and problems by the household they are at; null where there is no work to compare. */
      workload: z.object({
        grids: z.array(z.object({ code: values.gridCode, requests: z.int(), problems: z.int(), percent: z.int().nullable() })),
        largestPercent: z.int().nullable(),
        warning: z.boolean(),
      }),
    })
    .meta({ id: 'PartitionSimulation' }),
  timeoutMs: 15_000,
});

export const readGrid = contract({
  subject: 'grid.query.partition.read-grid.v1',
  summary: 'A grid as it is, or as it was at an instant',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grids/:code',
  input: z.object({ code: values.gridCode, asOf: values.instant.optional() }),
  output: gridView,
  versioned: true,
});

export const gridsOfPlace = contract({
  subject: 'grid.query.partition.grids.v1',
  summary: 'The grids of a place with their geometry, now or at an instant',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grids',
  input: z.object({ placeCode: values.placeCode, type: gridType.optional(), asOf: values.instant.optional(), ...values.pageInput }),
  output: values.page(gridView),
});

export const gridLineage = contract({
  subject: 'grid.query.partition.lineage.v1',
  summary: 'Which grids a grid came from and which came from it',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grids/:code/lineage',
  input: z.object({ code: values.gridCode }),
  output: z.object({ items: z.array(lineage.extend({ planId: values.id, at: values.instant }).meta({ id: 'GridLineageEntry' })) }),
});

const problemCount = z.object({ total: z.int(), rectified: z.int(), annual: z.int(), rate: values.rate });

/** Asked by the gateway for its overviews: counts and rates only, shown to everyone; a single grid, as a whole, to those on duty there. */
export const gridOverview = contract({
  subject: 'grid.query.partition.overview.v1',
  summary: 'What the grid service knows of a place in numbers, and of a grid as a whole',
  roles: staff,
  scope: ['place', 'public'],
  input: z.object({ placeCode: values.placeCode }),
  output: z
    .object({
      placeCode: values.placeCode,
      grids: z.int(),
      cadres: z.int(),
      households: z.object({ resident: z.int(), shop: z.int(), enterprise: z.int() }),
      /** Distinct subjects visited, never visits. */
      visits: z.object({ residentAndShop: z.int(), enterprise: z.int() }),
      problems: z.object({ common: problemCount, individual: problemCount, rate: values.rate }),
      serviceRequests: z.object({ open: z.int(), closed: z.int() }),
      /** Null for whatever is no grid in force. */
      grid: gridPicture.nullable().default(null),
    })
    .meta({ id: 'GridServiceOverview' }),
});
