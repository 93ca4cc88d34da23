import { z } from 'zod';
import { contract, errors } from '../define.js';
import { catalogueErrors } from '../platform.js';
import { policyInForce, policyPublication } from '../policy.js';
import { confidants, leaders } from '../roles.js';
import * as values from '../values.js';
import {
  careerEventKind,
  careerEventView,
  careerLink,
  developmentKind,
  developmentView,
  postingView,
  threeFixedView,
  workerDutyCode,
  workerPolicyBody,
  workerView,
} from './worker-values.js';

export const workerErrors = errors('grid.worker', {
  accountTaken: ['conflict', '该账号已登记为另一名网格员', 'The account belongs to another worker'],
  accountNotInvited: [
    'rule',
    '该账号未在本县（区）受邀为网格员，请先邀请',
    'The account was not invited as a grid worker in this county; invite it first',
  ],
  placeUnknown: ['rule', '此地没有现行网格，请核对区划代码', 'No grid in force lies there; check the place code'],
  stillPosted: ['rule', '请先结束其定格', 'End the postings first'],
  retired: ['rule', '该网格员已离岗', 'The worker has left'],
  gridUnknown: ['rule', '没有此现行网格', 'There is no such grid in force'],
  homeTaken: ['conflict', '该网格员已有定格网格', 'The worker has a home grid'],
  alreadyPosted: ['conflict', '该网格员已在本网格', 'The worker is posted there'],
  tooFarAhead: ['rule', '上岗日不得晚于两年以后，请核对', 'A posting begins within two years from now; check the day'],
  tooLongAgo: ['rule', '上岗日不得早于十年以前，请核对', 'A posting begins no longer than ten years ago; check the day'],
  dutyUnknown: ['rule', '职责不在本辖区目录中', 'A duty is not in the catalogue'],
  alreadyRecalled: ['rule', '该定格已结束', 'The posting has ended'],
  termInvalid: ['invalid', '结束日不得早于开始日', 'It ends no earlier than it begins'],
  notYours: ['forbidden', '只能确认本人的职责', 'Only the worker confirms'],
  inTheFuture: ['rule', '日期不能晚于今天', 'The date is no later than today'],
  beforeJoining: ['rule', '日期不能早于该网格员的入职日期，请核对', 'The date is no earlier than the day the worker joined; check it'],
});

export const registerWorker = contract({
  subject: 'grid.command.worker.register.v1',
  summary: 'Register a grid worker with name and telephone',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/grid-workers',
  input: z.object({
    id: values.id,
    personId: values.id,
    name: values.text(60),
    phone: values.text(30).optional(),
    accountId: values.id.optional(),
    homePlace: values.placeCode,
    joinedOn: values.localDate,
  }),
  output: workerView,
  errors: [workerErrors.accountTaken, workerErrors.accountNotInvited, workerErrors.placeUnknown, workerErrors.inTheFuture],
  versioned: true,
});
export const retireWorker = contract({
  subject: 'grid.command.worker.retire.v1',
  summary: 'Record that a grid worker has left; every posting must have been ended',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/grid-workers/:id/retire',
  input: z.object({ id: values.id, leftOn: values.localDate, reason: values.text(300) }),
  output: workerView,
  errors: [workerErrors.stillPosted, workerErrors.retired, workerErrors.termInvalid, workerErrors.inTheFuture],
  versioned: true,
});
export const postWorker = contract({
  subject: 'grid.command.worker.post.v1',
  summary: 'Post a grid worker to a grid (定格) with a list of duties, all eight unless told',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/grid-workers/:workerId/postings',
  input: z.object({
    id: values.id,
    workerId: values.id,
    gridCode: values.gridCode,
    home: z.boolean().default(true),
    startsOn: values.localDate,
    duties: z.array(workerDutyCode).min(1).max(40).optional(),
  }),
  output: postingView,
  errors: [
    workerErrors.gridUnknown,
    workerErrors.retired,
    workerErrors.homeTaken,
    workerErrors.alreadyPosted,
    workerErrors.dutyUnknown,
    workerErrors.tooFarAhead,
    workerErrors.tooLongAgo,
    workerErrors.beforeJoining,
    workerErrors.accountNotInvited,
  ],
  versioned: true,
});
export const recallWorker = contract({
  subject: 'grid.command.worker.recall.v1',
  summary: 'End a posting with its reason',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/worker-postings/:id/recall',
  input: z.object({ id: values.id, lastDay: values.localDate, reason: values.text(300) }),
  output: postingView,
  errors: [workerErrors.alreadyRecalled, workerErrors.termInvalid, workerErrors.inTheFuture],
  versioned: true,
});
export const confirmWorkerDuties = contract({
  subject: 'grid.command.worker.confirm-duties.v1',
  summary: 'The grid worker takes note of the duties of a posting (定责)',
  roles: ['grid-worker'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/worker-postings/:id/confirm-duties',
  input: z.object({ id: values.id }),
  output: postingView,
  errors: [workerErrors.notYours],
  versioned: true,
});
export const runThreeFixedCheck = contract({
  subject: 'grid.command.worker.run-three-fixed-check.v1',
  summary: 'Check that every grid has a worker, every worker one home grid and every pair a confirmed duty list (三定)',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/three-fixed-checks',
  input: z.object({ id: values.id, placeCode: values.placeCode }),
  output: threeFixedView,
  errors: [workerErrors.gridUnknown],
});
export const recordCareerEvent = contract({
  subject: 'grid.command.worker.record-career-event.v1',
  summary: 'Record an assessment, an honour, a promotion or a transfer in the career file of a grid worker (育、管、用)',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/grid-workers/:workerId/career-events',
  input: z.object({
    id: values.id,
    workerId: values.id,
    link: careerLink,
    kind: careerEventKind,
    onDate: values.localDate,
    result: values.text(300),
  }),
  output: careerEventView,
  errors: [workerErrors.inTheFuture, workerErrors.beforeJoining],
  versioned: true,
});
export const recordDevelopment = contract({
  subject: 'grid.command.worker.record-development.v1',
  summary: 'Record how a grid worker is developed; read and written by confidants alone',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/grid-workers/:workerId/development-records',
  input: z.object({
    id: values.id,
    workerId: values.id,
    kind: developmentKind,
    sinceOn: values.localDate,
    note: values.text(500).optional(),
  }),
  output: developmentView,
  errors: [workerErrors.inTheFuture, workerErrors.beforeJoining],
  versioned: true,
});
export const endDevelopment = contract({
  subject: 'grid.command.worker.end-development.v1',
  summary: 'End a development record; it stays for the record',
  roles: confidants,
  scope: ['place'],
  method: 'POST',
  path: '/v1/development-records/:id/end',
  input: z.object({ id: values.id, endedOn: values.localDate }),
  output: developmentView,
  errors: [workerErrors.termInvalid, workerErrors.inTheFuture],
  versioned: true,
});

const policy = { of: 'grid.worker', body: workerPolicyBody };
export const publishWorkerPolicy = policyPublication({
  ...policy,
  summary: 'Lay down the eight duties of grid workers and the closed loop, as a new version',
  errors: Object.values(catalogueErrors),
});
export const workerPolicy = policyInForce({
  ...policy,
  summary: 'The eight duties of grid workers and the closed loop at a place, each with its source',
  id: 'WorkerPolicy',
});
