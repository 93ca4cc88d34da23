import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { allocationKind, allocationSource, gridResourceGaps, resourceAllocationView } from './resource-values.js';

export const resourceErrors = errors('grid.resource', {
  gridUnknown: ['rule', '没有此现行网格', 'There is no such grid in force'],
  resourceUnknown: ['rule', '该资源不在本辖区标准中', 'It is not in the standard'],
  alreadyEnded: ['rule', '该配置已结束', 'It has ended'],
  tooFarAhead: ['rule', '开始日不得晚于两年以后，请核对', 'An allocation begins within two years from now; check the day'],
  tooLongAgo: ['rule', '开始日不得早于十年以前，请核对', 'An allocation begins no longer than ten years ago; check the day'],
  periodInvalid: ['invalid', '结束日不得早于开始日', 'It ends no earlier than it begins'],
});

export const allocateResource = contract({
  subject: 'grid.command.resource.allocate.v1',
  summary: 'Allocate money or equipment of the standard to a grid',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/resource-allocations',
  input: z.object({
    id: values.id,
    gridCode: values.gridCode,
    kind: allocationKind,
    code: values.text(40),
    quantity: z.int().positive().max(1_000_000_000_000).meta({ description: 'Money in fen, equipment in pieces' }),
    source: allocationSource,
    sourceId: values.id.optional(),
    fromOn: values.localDate,
    note: values.text(200).optional(),
  }),
  output: resourceAllocationView,
  errors: [resourceErrors.gridUnknown, resourceErrors.resourceUnknown, resourceErrors.tooFarAhead, resourceErrors.tooLongAgo],
  versioned: true,
});
export const endAllocation = contract({
  subject: 'grid.command.resource.end.v1',
  summary: 'End an allocation with its last day and the reason',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/resource-allocations/:id/end',
  input: z.object({ id: values.id, endedOn: values.localDate, reason: values.text(300) }),
  output: resourceAllocationView,
  errors: [resourceErrors.alreadyEnded, resourceErrors.periodInvalid],
  versioned: true,
});

export const resourceGaps = contract({
  subject: 'grid.query.resource.gaps.v1',
  summary: 'What the grids of a place have today of what the standard of their type gives them, and what they lack',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/resource-gaps',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({ grids: z.array(gridResourceGaps) }).meta({ id: 'ResourceGaps' }),
});
export const allocationsOfGrid = contract({
  subject: 'grid.query.resource.of-grid.v1',
  summary: 'What was allocated to a grid, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grids/:gridCode/resource-allocations',
  input: z.object({ gridCode: values.gridCode, ...values.pageInput }),
  output: values.page(resourceAllocationView),
});
