import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import {
  fitDiffView,
  fitEntryView,
  fitListStatus,
  fitListView,
  fitPairView,
  overriddenFit,
  recusalPlace,
  recusalView,
} from './fit-list-values.js';

export const fitListErrors = errors('grid.fit-list', {
  gridUnknown: ['rule', '没有此现行网格', 'There is no such grid in force'],
  cadreUnknown: ['rule', '没有此干部，或已退出', 'The cadre is unknown or has withdrawn'],
  cadresMissing: ['rule', '该范围内没有在职干部', 'There is no active cadre'],
  notDraft: ['rule', '已发布的清单不再修改，请重新生成', 'A published list does not change; generate another'],
  notListed: ['rule', '该干部或网格不在清单内', 'It is not on the list'],
  recusedAlready: ['conflict', '该干部已登记回避此处', 'The cadre stands back from there already'],
  recused: ['rule', '该干部须回避此网格', 'The cadre is recused there'],
  lineCoverMissing: ['rule', '所列网格缺少所需条线的干部，请调整', 'Grids lack a cadre of the line they need'],
});

export const declareRecusal = contract({
  subject: 'grid.command.fit-list.declare-recusal.v1',
  summary: 'Record that a cadre stands back from a grid or a community (回避)',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/fit-recusals',
  input: z.object({ id: values.id, cadreId: values.id, placeCode: recusalPlace, reason: values.text(300) }),
  output: recusalView,
  errors: [fitListErrors.cadreUnknown, fitListErrors.gridUnknown, fitListErrors.recusedAlready],
  versioned: true,
});
export const endRecusal = contract({
  subject: 'grid.command.fit-list.end-recusal.v1',
  summary: 'End a recusal',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/fit-recusals/:id/end',
  input: z.object({ id: values.id }),
  output: recusalView,
  versioned: true,
});
export const generateFitList = contract({
  subject: 'grid.command.fit-list.generate.v1',
  summary: 'Compute from capabilities, lines, needs and recusals which active cadre suits which grid of a place (适配清单)',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/fit-lists',
  input: z.object({ id: values.id, placeCode: values.placeCode }),
  output: fitListView,
  errors: [fitListErrors.cadresMissing, fitListErrors.gridUnknown],
  versioned: true,
  timeoutMs: 10_000,
});
export const overrideFit = contract({
  subject: 'grid.command.fit-list.override.v1',
  summary: 'Place a cadre of a draft in another grid than the computed one, with the reason',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/fit-lists/:id/override',
  input: z.object({ id: values.id, cadreId: values.id, gridCode: values.gridCode, reason: values.text(300) }),
  output: overriddenFit,
  errors: [fitListErrors.notDraft, fitListErrors.notListed, fitListErrors.recused],
  versioned: true,
});
export const publishFitList = contract({
  subject: 'grid.command.fit-list.publish.v1',
  summary: 'Publish a draft; it supersedes the list published before at the place',
  roles: ['street-leader', 'operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/fit-lists/:id/publish',
  input: z.object({ id: values.id }),
  output: fitListView,
  errors: [fitListErrors.lineCoverMissing, fitListErrors.notDraft, fitListErrors.gridUnknown],
  versioned: true,
});

export const readFitList = contract({
  subject: 'grid.query.fit-list.read.v1',
  summary: 'One fit list',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/fit-lists/:id',
  input: z.object({ id: values.id }),
  output: fitListView,
  versioned: true,
});
export const fitLists = contract({
  subject: 'grid.query.fit-list.of-place.v1',
  summary: 'The fit lists at a place and those that cover it, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/fit-lists',
  input: z.object({ placeCode: values.placeCode, status: fitListStatus.optional(), ...values.pageInput }),
  output: values.page(fitListView),
});
export const fitEntries = contract({
  subject: 'grid.query.fit-list.entries.v1',
  summary: 'Who is listed where, by grid; of the grids the reader is on duty for',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/fit-lists/:id/entries',
  input: z.object({
    id: values.id,
    gridCode: values.gridCode.optional(),
    cadreId: values.id.optional(),
    overridden: z.boolean().optional(),
    ...values.pageInput,
  }),
  output: values.page(fitEntryView),
});
export const fitPair = contract({
  subject: 'grid.query.fit-list.pair.v1',
  summary: 'Why a cadre is, or is not, listed in a grid: the score with its reasons, and who fits better',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/fit-lists/:id/pairs/:cadreId/:gridCode',
  input: z.object({ id: values.id, cadreId: values.id, gridCode: values.gridCode }),
  output: fitPairView,
  errors: [fitListErrors.notListed],
});
export const fitListDiff = contract({
  subject: 'grid.query.fit-list.diff.v1',
  summary: 'What has changed from another list to this one',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/fit-lists/:id/diff',
  input: z.object({ id: values.id, againstId: values.id }),
  output: fitDiffView,
});
export const fitRecusals = contract({
  subject: 'grid.query.fit-list.recusals.v1',
  summary: 'The recusals in force at a place',
  roles: leaders,
  scope: ['place'],
  method: 'GET',
  path: '/v1/fit-recusals',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(recusalView),
});
