import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import {
  cadreSource,
  cadreStratum,
  cadreView,
  departmentLine,
  deploymentView,
  dutyAim,
  dutyAimView,
  dutyListStatus,
  dutyListView,
  dutySource,
  dutyStatus,
  dutyView,
  listedDeploymentView,
  ownedView,
} from './cadre-values.js';

export const cadreErrors = errors('grid.cadre', {
  withdrawn: ['rule', '该干部已退出，不能再下沉或承担职责', 'The cadre has withdrawn and can neither be deployed nor take duties'],
  accountTaken: ['conflict', '该账号已登记为另一名干部', 'The account belongs to another cadre already'],
  accountNotInvited: [
    'rule',
    '该账号未在本县（区）受邀为干部，请先由运维人员邀请',
    'The account was not invited as a cadre in this county; have an operator invite it first',
  ],
  placeUnknown: ['rule', '此地没有现行网格，请核对区划代码', 'No grid in force lies there; check the place code'],
  alreadyDeployed: ['conflict', '该干部已下沉本网格，请先召回', 'The cadre is deployed in this grid already; recall that deployment first'],
  gridUnknown: ['rule', '没有此网格，或网格已撤销', 'There is no such grid in force'],
  termInvalid: ['invalid', '任期结束日须在开始日之后', 'A term ends after it begins'],
  termPast: ['rule', '任期结束日不能早于今天，请更正结束日', 'A term does not end before today; correct its last day'],
  notDeployed: ['rule', '该干部未下沉本网格', 'The cadre is not deployed in this grid'],
  handOverMissing: ['rule', '尚有未办结的职责或责任事项，请指定接手的在岗干部', 'Work is open; name the deployed cadre who takes it over'],
  successorUnavailable: [
    'rule',
    '接手干部不存在、已退出或未下沉本网格',
    'The successor is unknown, withdrawn or not deployed in this grid',
  ],
  duePast: ['rule', '截止时间须晚于当前时间', 'It must be due after now'],
  alreadyRecalled: ['conflict', '该下沉任务已结束', 'The deployment has ended already'],
  dutyNotYours: ['forbidden', '只能确认或完成本人的职责', 'Only the cadre who has the duty may confirm or complete it'],
  listExists: ['conflict', '该派驻已有职责清单', 'The deployment has a duty list'],
  notSuccessor: ['forbidden', '只有接手干部可以确认交接', 'Only the successor confirms it'],
  handOverConfirmed: ['rule', '交接已确认', 'It is confirmed already'],
  dutyOfProblem: ['rule', '问题类职责随问题整改而完成', 'It completes with its problem'],
  dutyOfRequest: ['rule', '诉求类职责随诉求办结而完成', 'A duty from a service request is completed by closing the request'],
  dutyWrongState: ['rule', '职责当前状态不允许此操作', 'The state of the duty does not allow this'],
});

export const registerCadre = contract({
  subject: 'grid.command.cadre.register.v1',
  summary: 'Register a cadre with name and telephone',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadres',
  input: z.object({
    id: values.id,
    personId: values.id,
    name: values.text(60),
    phone: values.text(30).optional(),
    sourceCategory: cadreSource,
    stratum: cadreStratum,
    line: departmentLine.optional(),
    accountId: values.id.optional(),
    homePlace: values.placeCode,
  }),
  output: cadreView,
  errors: [cadreErrors.accountTaken, cadreErrors.accountNotInvited, cadreErrors.placeUnknown],
  versioned: true,
});
export const withdrawCadre = contract({
  subject: 'grid.command.cadre.withdraw.v1',
  summary: 'Record that a cadre has left the service; every deployment must have been recalled',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadres/:id/withdraw',
  input: z.object({ id: values.id, reason: values.text(300) }),
  output: cadreView,
  errors: [cadreErrors.withdrawn, cadreErrors.alreadyDeployed],
  versioned: true,
});
export const deployCadre = contract({
  subject: 'grid.command.cadre.deploy.v1',
  summary: 'Deploy a cadre in a grid for a term',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadres/:cadreId/deployments',
  input: z.object({
    id: values.id,
    cadreId: values.id,
    gridCode: values.gridCode,
    from: values.localDate,
    to: values.localDate.optional(),
  }),
  output: deploymentView,
  errors: [
    cadreErrors.withdrawn,
    cadreErrors.alreadyDeployed,
    cadreErrors.gridUnknown,
    cadreErrors.termInvalid,
    cadreErrors.termPast,
    cadreErrors.accountNotInvited,
  ],
  versioned: true,
});
export const recallCadre = contract({
  subject: 'grid.command.cadre.recall.v1',
  summary: 'End a deployment with its reason; open duties and all else that is owned pass to a successor',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadre-deployments/:id/recall',
  input: z.object({ id: values.id, reason: values.text(300), lastDay: values.localDate, successorId: values.id.optional() }),
  output: deploymentView,
  errors: [cadreErrors.alreadyRecalled, cadreErrors.handOverMissing, cadreErrors.successorUnavailable, cadreErrors.termInvalid],
  versioned: true,
});
export const extendDeployment = contract({
  subject: 'grid.command.cadre.extend-deployment.v1',
  summary: 'Let the term of a deployment end later, with the reason',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadre-deployments/:id/extend',
  input: z.object({ id: values.id, to: values.localDate, reason: values.text(300) }),
  output: deploymentView,
  errors: [cadreErrors.alreadyRecalled, cadreErrors.termInvalid, cadreErrors.termPast],
  versioned: true,
});
export const rotateCadre = contract({
  subject: 'grid.command.cadre.rotate.v1',
  summary: 'Let a cadre go on in another grid: one deployment ends with its hand-over the day before the next begins (轮岗)',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadre-deployments/:id/rotate',
  input: z.object({
    id: values.id,
    newId: values.id,
    gridCode: values.gridCode,
    from: values.localDate,
    to: values.localDate.optional(),
    successorId: values.id.optional(),
    reason: values.text(300),
  }),
  output: z.object({ ended: deploymentView, begun: deploymentView }).meta({ id: 'Rotation' }),
  errors: [
    cadreErrors.alreadyRecalled,
    cadreErrors.handOverMissing,
    cadreErrors.successorUnavailable,
    cadreErrors.termInvalid,
    cadreErrors.termPast,
    cadreErrors.withdrawn,
    cadreErrors.alreadyDeployed,
    cadreErrors.gridUnknown,
  ],
});
export const confirmHandOver = contract({
  subject: 'grid.command.cadre.confirm-hand-over.v1',
  summary: 'The successor confirms to have taken over what a recalled cadre owned',
  roles: ['cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadre-deployments/:id/hand-over/confirm',
  input: z.object({ id: values.id }),
  output: deploymentView,
  errors: [cadreErrors.notSuccessor, cadreErrors.handOverConfirmed],
  versioned: true,
});
export const issueDutyList = contract({
  subject: 'grid.command.cadre.issue-duty-list.v1',
  summary:
    "Give a deployed cadre the duty list of the deployment: from the playbook of the grid's type, the cadre's line and open problems",
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadre-deployments/:deploymentId/duty-lists',
  input: z.object({ id: values.id, deploymentId: values.id }),
  output: dutyListView,
  errors: [cadreErrors.alreadyRecalled, cadreErrors.withdrawn, cadreErrors.listExists],
  versioned: true,
});
export const confirmDutyList = contract({
  subject: 'grid.command.cadre.confirm-duty-list.v1',
  summary: 'The cadre takes note of a duty list; its issued duties are confirmed with it',
  roles: ['cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/duty-lists/:id/confirm',
  input: z.object({ id: values.id }),
  output: dutyListView,
  errors: [cadreErrors.dutyNotYours, cadreErrors.dutyWrongState],
  versioned: true,
});
export const issueDuty = contract({
  subject: 'grid.command.cadre.issue-duty.v1',
  summary: 'Give a deployed cadre a duty with its acceptance criterion',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/duties',
  input: z.object({
    id: values.id,
    cadreId: values.id,
    gridCode: values.gridCode,
    aim: dutyAim,
    source: dutySource.exclude(['SERVICE_REQUEST', 'LINE', 'PROBLEM']).default('MANUAL'),
    acceptanceCriterion: values.text(300),
    due: values.instant,
  }),
  output: dutyView,
  errors: [cadreErrors.notDeployed, cadreErrors.duePast],
  versioned: true,
});
export const confirmDuty = contract({
  subject: 'grid.command.cadre.confirm-duty.v1',
  summary: 'The cadre takes note of a duty and its criterion',
  roles: ['cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/duties/:id/confirm',
  input: z.object({ id: values.id }),
  output: dutyView,
  errors: [cadreErrors.dutyNotYours, cadreErrors.dutyWrongState],
  versioned: true,
});
export const completeDuty = contract({
  subject: 'grid.command.cadre.complete-duty.v1',
  summary: 'The cadre reports a duty fulfilled; duties from requests and problems complete with these',
  roles: ['cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/duties/:id/complete',
  input: z.object({ id: values.id, evidenceIds: values.evidence.default([]) }),
  output: dutyView,
  errors: [cadreErrors.dutyNotYours, cadreErrors.dutyWrongState, cadreErrors.dutyOfRequest, cadreErrors.dutyOfProblem],
  versioned: true,
});

export const readCadre = contract({
  subject: 'grid.query.cadre.read.v1',
  summary: 'One cadre',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/cadres/:id',
  input: z.object({ id: values.id }),
  output: cadreView,
  versioned: true,
});
export const cadresOfPlace = contract({
  subject: 'grid.query.cadre.of-place.v1',
  summary: 'The cadres registered at a place',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/cadres',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(cadreView),
  exports: ['csv', 'xlsx'],
});
export const cadresOfGrid = contract({
  subject: 'grid.query.cadre.of-grid.v1',
  summary: 'Who serves the grids of a place now, by name, with terms that are over and not yet handed over',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/cadre-deployments',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(
    deploymentView
      .extend({ name: z.string().nullable(), line: departmentLine.nullable(), accountId: values.id.nullable(), termOver: z.boolean() })
      .meta({ id: 'ServingCadre' }),
  ),
});
export const deploymentCoverage = contract({
  subject: 'grid.query.cadre.coverage.v1',
  summary: 'Proof that every active cadre is deployed: the share, and those who are not (全员下沉)',
  roles: leaders,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/cadre-coverage',
  input: z.object({ placeCode: values.placeCode }),
  output: z
    .object({ coverage: values.rate, undeployed: z.array(values.id), termOver: z.array(values.id) })
    .meta({ id: 'DeploymentCoverage' }),
});
export const dutiesOfPlace = contract({
  subject: 'grid.query.cadre.duties.v1',
  summary: 'The duties at a place, of one cadre or of one request when named, the next due first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/duties',
  input: z.object({
    placeCode: values.placeCode,
    cadreId: values.id.optional(),
    requestId: values.id.optional(),
    status: dutyStatus.optional(),
    ...values.pageInput,
  }),
  output: values.page(dutyView),
});
export const myDuties = contract({
  subject: 'grid.query.cadre.my-duties.v1',
  summary: 'My duties, the next due first',
  roles: ['cadre'],
  scope: ['place'],
  method: 'GET',
  path: '/v1/my/duties',
  input: z.object({ status: dutyStatus.optional(), ...values.pageInput }),
  output: values.page(dutyView),
});
export const readDutyList = contract({
  subject: 'grid.query.cadre.read-duty-list.v1',
  summary: 'One duty list with its duties',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/duty-lists/:id',
  input: z.object({ id: values.id }),
  output: dutyListView,
  versioned: true,
});
export const myDutyLists = contract({
  subject: 'grid.query.cadre.my-duty-lists.v1',
  summary: 'My duty lists (个性化职责清单)',
  roles: ['cadre'],
  scope: ['place'],
  method: 'GET',
  path: '/v1/my/duty-lists',
  input: z.object({ status: dutyListStatus.optional(), ...values.pageInput }),
  output: values.page(dutyListView),
});
export const dutyListsOfPlace = contract({
  subject: 'grid.query.cadre.duty-lists.v1',
  summary: 'The duty lists at a place; with `missing`, the deployments that have none',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/duty-lists',
  input: z.object({
    placeCode: values.placeCode,
    status: dutyListStatus.optional(),
    missing: z.boolean().default(false),
    ...values.pageInput,
  }),
  output: values.page(listedDeploymentView),
});
export const dutyAims = contract({
  subject: 'grid.query.cadre.duty-aims.v1',
  summary: 'What the duties due in a period have come to, by their three aims',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/duty-aims',
  input: z.object({ placeCode: values.placeCode, from: values.localDate, to: values.localDate }),
  output: z.object({ aims: z.array(dutyAimView) }).meta({ id: 'DutyAims' }),
});
export const handOver = contract({
  subject: 'grid.query.cadre.hand-over.v1',
  summary: 'All that a cadre owns by a deployment: as it is now, and as it was once recalled (交接清单)',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/cadre-deployments/:id/hand-over',
  input: z.object({ id: values.id }),
  output: z
    .object({ successorId: values.id.nullable(), confirmedAt: values.instant.nullable(), items: z.array(ownedView) })
    .meta({ id: 'HandOver' }),
});
