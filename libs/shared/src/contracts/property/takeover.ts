import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { handOverCode, providerKind, serviceProviderView, takeoverPolicyBody, takeoverView } from './takeover-values.js';

export const takeoverErrors = errors('property.takeover', {
  policyInvalid: ['rule', '交接事项编码不得重复，请修改后重新发布', 'The items must differ; change them and publish again'],
  providerNameTaken: ['conflict', '本辖区已登记同名物业服务人，请直接使用', 'The place has a provider of this name already; use that one'],
  profitDistributed: [
    'rule',
    '公益性物业不得分配利润，请改为不分配或登记为市场化物业',
    'A public-welfare provider may not distribute profit; say that it does not, or register it as commercial',
  ],
  providerUnknown: ['rule', '本小区所在地没有此物业服务人，请先登记', 'There is no such provider where the estate is; register it first'],
  estateNotReady: [
    'rule',
    '小区须已摸底且尚未接管，请先完成摸底',
    'Only a surveyed estate that is not taken over yet can be; complete its survey first',
  ],
  alreadyOpen: ['conflict', '本小区已有交接清单，请在该清单上办理', 'The estate has a hand-over list; go on with that one'],
  itemUnknown: ['rule', '交接清单中没有此事项，请按清单选择', 'The list has no such item; take one of it'],
  handOverIncomplete: [
    'rule',
    '交接清单尚未办齐，请接收或经批准免交所列事项',
    'The hand-over list is not complete; receive, or waive with a reason, the items named in missing',
  ],
});

export const registerProvider = contract({
  subject: 'property.command.takeover.register-provider.v1',
  summary: 'Register a provider that cares for estates of a place',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/service-providers',
  input: z.object({
    id: values.id,
    placeCode: values.placeCode,
    name: values.text(60),
    kind: providerKind,
    distributesProfit: z.boolean(),
  }),
  output: serviceProviderView,
  errors: [takeoverErrors.providerNameTaken, takeoverErrors.profitDistributed],
  versioned: true,
});

export const openTakeover = contract({
  subject: 'property.command.takeover.open.v1',
  summary: 'Open the hand-over list of an estate, after the catalogue in force, for the provider that is to care for it',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/takeovers',
  input: z.object({ id: values.id, estateId: values.id, providerId: values.id }),
  output: takeoverView,
  errors: [estateErrors.estateUnknown, takeoverErrors.providerUnknown, takeoverErrors.estateNotReady, takeoverErrors.alreadyOpen],
  versioned: true,
});

export const receiveHandOverItem = contract({
  subject: 'property.command.takeover.receive-item.v1',
  summary: 'Say that an item of the list was received, with evidence; a waived one may come after all',
  roles: [...leaders, 'property-company'],
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/takeovers/:id/receive-item',
  input: z.object({ id: values.id, code: handOverCode, evidenceIds: values.evidence.min(1) }),
  output: takeoverView,
  errors: [takeoverErrors.itemUnknown],
  versioned: true,
});

export const waiveHandOverItem = contract({
  subject: 'property.command.takeover.waive-item.v1',
  summary: 'Let the estate be taken over without an item of the list, with the reason',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/takeovers/:id/waive-item',
  input: z.object({ id: values.id, code: handOverCode, reason: values.text(500) }),
  output: takeoverView,
  errors: [takeoverErrors.itemUnknown],
  versioned: true,
});

export const takeOverEstate = contract({
  subject: 'property.command.takeover.take-over-estate.v1',
  summary: 'Take an estate on trial over, once its hand-over list is complete',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/takeovers/:id/take-over-estate',
  input: z.object({ id: values.id }),
  output: takeoverView,
  errors: [takeoverErrors.handOverIncomplete],
  versioned: true,
});

export const withdrawTakeover = contract({
  subject: 'property.command.takeover.withdraw.v1',
  summary: 'Give up a take-over that is not completed; the estate may have another list',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/takeovers/:id/withdraw',
  input: z.object({ id: values.id }),
  output: takeoverView,
  versioned: true,
});

export const readTakeover = contract({
  subject: 'property.query.takeover.read.v1',
  summary: 'One hand-over list',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/takeovers/:id',
  input: z.object({ id: values.id }),
  output: takeoverView,
  versioned: true,
});

export const takeoversOfEstate = contract({
  subject: 'property.query.takeover.of-estate.v1',
  summary: 'The hand-over lists of an estate, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/takeovers',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(takeoverView),
});

export const providersOfPlace = contract({
  subject: 'property.query.takeover.providers.v1',
  summary: 'The providers registered at a place or below it',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/service-providers',
  input: z.object({ placeCode: values.placeCode, kind: providerKind.optional(), ...values.pageInput }),
  output: values.page(serviceProviderView),
});

export const publishTakeoverPolicy = policyPublication({
  of: 'property.takeover',
  summary: 'Lay down what is handed over when an estate of a jurisdiction is taken over',
  body: takeoverPolicyBody,
  errors: [takeoverErrors.policyInvalid],
});
export const takeoverPolicy = policyInForce({
  of: 'property.takeover',
  id: 'TakeoverPolicy',
  summary: 'What is handed over when an estate at a place is taken over',
  body: takeoverPolicyBody,
});
