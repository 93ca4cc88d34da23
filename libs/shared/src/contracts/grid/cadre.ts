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
  dutySource,
  dutyStatus,
  dutyView,
} from './cadre-values.js';

export const cadreErrors = errors('grid.cadre', {
  withdrawn: ['rule', '该干部已退出，不能再下沉或承担职责', 'The cadre has withdrawn and can neither be deployed nor take duties'],
  accountTaken: ['conflict', '该账号已登记为另一名干部', 'The account belongs to another cadre already'],
  alreadyDeployed: ['conflict', '该干部已下沉本网格，请先召回', 'The cadre is deployed in this grid already; recall that deployment first'],
  gridUnknown: ['rule', '没有此网格，或网格已撤销', 'There is no such grid in force'],
  termInvalid: ['invalid', '任期结束日须在开始日之后', 'A term ends after it begins'],
  notDeployed: ['rule', '该干部未下沉本网格', 'The cadre is not deployed in this grid'],
  handOverMissing: ['rule', '尚有未完成职责，请指定接手的在岗干部', 'Duties are open; name the deployed cadre who takes them over'],
  successorUnavailable: [
    'rule',
    '接手干部不存在、已退出或未下沉本网格',
    'The successor is unknown, withdrawn or not deployed in this grid',
  ],
  alreadyRecalled: ['conflict', '该下沉任务已结束', 'The deployment has ended already'],
  dutyNotYours: ['forbidden', '只能确认或完成本人的职责', 'Only the cadre who has the duty may confirm or complete it'],
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
  errors: [cadreErrors.accountTaken],
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
  errors: [cadreErrors.withdrawn, cadreErrors.alreadyDeployed, cadreErrors.gridUnknown, cadreErrors.termInvalid],
  versioned: true,
});
export const recallCadre = contract({
  subject: 'grid.command.cadre.recall.v1',
  summary: 'End a deployment with its reason; open duties pass to a successor',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadre-deployments/:id/recall',
  input: z.object({ id: values.id, reason: values.text(300), lastDay: values.localDate, successorId: values.id.optional() }),
  output: deploymentView,
  errors: [cadreErrors.alreadyRecalled, cadreErrors.handOverMissing, cadreErrors.successorUnavailable, cadreErrors.termInvalid],
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
    source: dutySource.exclude(['SERVICE_REQUEST']).default('MANUAL'),
    acceptanceCriterion: values.text(300),
    due: values.instant,
  }),
  output: dutyView,
  errors: [cadreErrors.notDeployed],
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
  summary: 'The cadre reports a duty fulfilled; duties from requests complete with their request',
  roles: ['cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/duties/:id/complete',
  input: z.object({ id: values.id, evidenceIds: values.evidence.default([]) }),
  output: dutyView,
  errors: [cadreErrors.dutyNotYours, cadreErrors.dutyWrongState, cadreErrors.dutyOfRequest],
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
  summary: 'My duty list (个性化职责清单), the next due first',
  roles: ['cadre'],
  scope: ['place'],
  method: 'GET',
  path: '/v1/my/duties',
  input: z.object({ status: dutyStatus.optional(), ...values.pageInput }),
  output: values.page(dutyView),
});
