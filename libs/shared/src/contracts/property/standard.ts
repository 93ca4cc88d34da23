import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { decisionErrors } from './decision.js';
import { estateErrors, estateReaders } from './estate.js';
import { noticeErrors } from './notice.js';
import { servicePromise, standardPolicyBody, standardView } from './standard-values.js';

export const standardErrors = errors('property.standard', {
  promiseRepeated: ['rule', '服务承诺重复，请合并或改名', 'A promise is named twice; make those in promises differ'],
  effectiveTooEarly: [
    'rule',
    '生效日期早于公布后的规定天数，请改为不早于 earliest 的日期',
    'It would take effect too soon after its publication; choose the day in earliest or a later one',
  ],
  effectiveNotLater: [
    'rule',
    '生效日期须晚于已通过的上一版标准，请改为更晚的日期',
    'It must take effect after the standard adopted before it; choose a day after the one in effectiveFrom',
  ],
});

export const draftStandard = contract({
  subject: 'property.command.standard.draft.v1',
  summary: 'Draft a service standard of an estate as measurable promises; a decision upon its id adopts it',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/service-standards',
  input: z.object({ id: values.id, estateId: values.id, promises: z.array(servicePromise).min(1).max(50) }),
  output: standardView,
  errors: [estateErrors.estateUnknown, standardErrors.promiseRepeated, noticeErrors.personalData],
  versioned: true,
});

export const adoptStandard = contract({
  subject: 'property.command.standard.adopt.v1',
  summary: 'Adopt and publish a drafted standard by the decision that passed it; it takes effect after its publication',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/service-standards/:id/adopt',
  input: z.object({ id: values.id, decisionId: values.id, effectiveFrom: values.localDate }),
  output: standardView,
  errors: [decisionErrors.decisionRequired, standardErrors.effectiveTooEarly, standardErrors.effectiveNotLater],
  versioned: true,
});

export const readStandard = contract({
  subject: 'property.query.standard.read.v1',
  summary: 'One service standard, drafted or adopted',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/service-standards/:id',
  input: z.object({ id: values.id }),
  output: standardView,
  versioned: true,
});

export const standardVersions = contract({
  subject: 'property.query.standard.versions.v1',
  summary: 'All service standards of an estate with its drafts, the latest drafted first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/service-standard-versions',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(standardView),
});

export const adoptedStandards = contract({
  subject: 'property.query.standard.adopted.v1',
  summary: 'The adopted service standards of an estate, for everyone to read, the latest first',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/estates/:estateId/service-standards',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(standardView),
});

export const standardInForce = contract({
  subject: 'property.query.standard.in-force.v1',
  summary: 'The service standard in force at an estate, for everyone to read; on another day when named',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/estates/:estateId/service-standard',
  input: z.object({ estateId: values.id, on: values.localDate.optional() }),
  output: standardView,
  versioned: true,
});

export const publishStandardPolicy = policyPublication({
  of: 'property.standard',
  summary: 'Lay down when service standards of a jurisdiction take effect and how promises are scored',
  body: standardPolicyBody,
});
export const standardPolicy = policyInForce({
  of: 'property.standard',
  id: 'ServiceStandardPolicy',
  summary: 'When service standards take effect at a place and how promises are scored',
  body: standardPolicyBody,
});
