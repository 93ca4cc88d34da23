import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { strategyMeasureView, strategyStatus, strategySummary, strategyView } from './strategy-values.js';

export const strategyErrors = errors('grid.strategy', {
  gridUnknown: ['rule', '没有此现行网格', 'There is no such grid in force'],
  ownerUnknown: ['rule', '责任干部不存在或已退出', 'The owner is unknown or has withdrawn'],
  duePast: ['rule', '截止时间须晚于当前时间', 'It must be due after now'],
  measuresMissing: ['rule', '一格一策至少须有一项举措', 'A strategy has at least one measure'],
  problemUnknown: ['rule', '所列问题不存在、已整改或不涉及该网格', 'A problem is unknown, rectified or elsewhere'],
  activeExists: ['conflict', '该网格已有生效的策略，请指明由谁替换', 'The grid has an active strategy; name the one that is replaced'],
  ownDraft: ['forbidden', '起草人不得批准本人的策略', 'Who drafted it may not approve it'],
  evidenceMissing: ['rule', '请附凭证', 'Evidence is needed'],
  notOwner: ['forbidden', '只有责任干部或负责人可以报完成', 'Only the owner or a leader reports it'],
  strategyNotActive: ['rule', '该策略未生效或已结束', 'The strategy is not active'],
  measureCompleted: ['rule', '该举措已完成', 'The measure is completed'],
});

const approvers = ['street-leader', 'operator'] as const;

export const draftStrategy = contract({
  subject: 'grid.command.strategy.draft.v1',
  summary: 'Draft the strategy of a grid (一格一策): goal and measures, those of the playbook of its type first when applied',
  roles: [...leaders, 'cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/grids/:gridCode/strategies',
  input: z.object({
    id: values.id,
    gridCode: values.gridCode,
    goal: values.text(500),
    problemIds: z.array(values.id).max(50).default([]),
    applyPlaybook: z.boolean().default(false),
    ownerCadreId: values.id.optional().meta({ description: 'Owns the measures of the playbook; needed when it is applied' }),
    measures: z
      .array(
        z.object({
          id: values.id,
          title: values.text(100),
          problemId: values.id.optional(),
          ownerCadreId: values.id,
          dueAt: values.instant,
        }),
      )
      .max(50)
      .default([]),
  }),
  output: strategyView,
  errors: [
    strategyErrors.gridUnknown,
    strategyErrors.ownerUnknown,
    strategyErrors.duePast,
    strategyErrors.measuresMissing,
    strategyErrors.problemUnknown,
  ],
  versioned: true,
});
export const approveStrategy = contract({
  subject: 'grid.command.strategy.approve.v1',
  summary: 'Approve a draft: it is the one active strategy of its grid, and replaces the one that is named',
  roles: approvers,
  scope: ['place'],
  method: 'POST',
  path: '/v1/strategies/:id/approve',
  input: z.object({ id: values.id, replacesId: values.id.optional() }),
  output: strategyView,
  errors: [strategyErrors.activeExists, strategyErrors.ownDraft, strategyErrors.strategyNotActive],
  versioned: true,
});
export const completeMeasure = contract({
  subject: 'grid.command.strategy.complete-measure.v1',
  summary: 'Report a measure of an active strategy completed, with evidence',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/strategy-measures/:id/complete',
  input: z.object({ id: values.id, evidenceIds: values.evidence.default([]) }),
  output: strategyMeasureView,
  errors: [strategyErrors.evidenceMissing, strategyErrors.notOwner, strategyErrors.strategyNotActive, strategyErrors.measureCompleted],
  versioned: true,
});
export const endStrategy = contract({
  subject: 'grid.command.strategy.end.v1',
  summary: 'End a strategy, or discard a draft, with the reason',
  roles: approvers,
  scope: ['place'],
  method: 'POST',
  path: '/v1/strategies/:id/end',
  input: z.object({ id: values.id, reason: values.text(300) }),
  output: strategyView,
  versioned: true,
});

export const readStrategy = contract({
  subject: 'grid.query.strategy.read.v1',
  summary: 'One strategy with its measures',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/strategies/:id',
  input: z.object({ id: values.id }),
  output: strategyView,
  versioned: true,
});
export const strategyOfGrid = contract({
  subject: 'grid.query.strategy.of-grid.v1',
  summary: 'The active strategy of a grid with its measures',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grids/:gridCode/strategy',
  input: z.object({ gridCode: values.gridCode }),
  output: strategyView,
  versioned: true,
});
export const strategiesOfPlace = contract({
  subject: 'grid.query.strategy.of-place.v1',
  summary: 'The strategies at a place, of one status when named, by grid and number',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/strategies',
  input: z.object({ placeCode: values.placeCode, status: strategyStatus.optional(), ...values.pageInput }),
  output: values.page(strategySummary),
});
