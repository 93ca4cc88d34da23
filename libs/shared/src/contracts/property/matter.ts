import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { matterPolicyBody, matterState, matterStepView, matterView } from './matter-values.js';

export const matterErrors = errors('property.matter', {
  policyInvalid: ['rule', '三个层级须各填一次时限', 'Give each of the three levels its limit, once'],
  notHolder: [
    'forbidden',
    '本事项现由 level 所示层级办理，请由该层级人员操作',
    'The level named in level has this matter now; somebody of that level has to do this',
  ],
  leadersOnly: ['forbidden', '已答复的事项由社区或街道处理', 'Once answered, only the community or the street may do this'],
  highestLevel: ['rule', '已在最末层级，不能再上报，请督促答复', 'It is at the last level already; press for an answer'],
  lowestLevel: ['rule', '已在社区层级，不能再退回，请办理或上报', 'It is at the community already; answer it or escalate it'],
  nothingDue: ['rule', '时限未到或已处理，无需升级', 'The clock has not run out, or that was seen to already'],
});

const ladder = { scope: ['place', 'estate'], method: 'POST', output: matterView, versioned: true } as const;
const levels = [...leaders, 'committee-member', 'property-company'] as const;

export const openMatter = contract({
  ...ladder,
  subject: 'property.command.matter.open.v1',
  summary: 'Open a matter of an estate; the community has it first',
  roles: leaders,
  scope: ['place'],
  path: '/v1/matters',
  input: z.object({
    id: values.id,
    estateId: values.id,
    title: values.text(100),
    summary: values.text(1000),
    evidenceIds: values.evidence.default([]),
  }),
  errors: [estateErrors.estateUnknown],
});

export const escalateMatter = contract({
  ...ladder,
  subject: 'property.command.matter.escalate.v1',
  summary: 'Pass a matter on to the next level; without a standing committee the company is next after the community',
  roles: levels,
  path: '/v1/matters/:id/escalate',
  input: z.object({ id: values.id, reason: values.text(500) }),
  errors: [matterErrors.notHolder, matterErrors.leadersOnly, matterErrors.highestLevel],
});

export const returnMatter = contract({
  ...ladder,
  subject: 'property.command.matter.return.v1',
  summary: 'Hand a matter back to the level before with the reason, or an answer back to the level that gave it',
  roles: levels,
  path: '/v1/matters/:id/return',
  input: z.object({ id: values.id, reason: values.text(500) }),
  errors: [matterErrors.notHolder, matterErrors.leadersOnly, matterErrors.lowestLevel],
});

export const answerMatter = contract({
  ...ladder,
  subject: 'property.command.matter.answer.v1',
  summary: 'Say what was done about a matter, as the level that has it',
  roles: levels,
  path: '/v1/matters/:id/answer',
  input: z.object({ id: values.id, answer: values.text(1000), evidenceIds: values.evidence.default([]) }),
  errors: [matterErrors.notHolder],
});

export const closeMatter = contract({
  ...ladder,
  subject: 'property.command.matter.close.v1',
  summary: 'Close a matter whose answer is sufficient',
  roles: leaders,
  scope: ['place'],
  path: '/v1/matters/:id/close',
  input: z.object({ id: values.id }),
  errors: [matterErrors.leadersOnly],
});

export const readMatter = contract({
  ...ladder,
  subject: 'property.query.matter.read.v1',
  summary: 'One matter of an estate',
  roles: estateReaders,
  method: 'GET',
  path: '/v1/matters/:id',
  input: z.object({ id: values.id }),
});

export const mattersOfEstate = contract({
  subject: 'property.query.matter.of-estate.v1',
  summary: 'The matters of an estate, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/matters',
  input: z.object({ estateId: values.id, state: matterState.optional(), ...values.pageInput }),
  output: values.page(matterView),
});

export const overdueMatters = contract({
  subject: 'property.query.matter.overdue.v1',
  summary: 'The matters of a place whose level has not answered in time, the longest overdue first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/overdue-matters',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(matterView),
});

export const stepsOfMatter = contract({
  subject: 'property.query.matter.steps.v1',
  summary: 'Which level had a matter when, and why it went on or back',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/matters/:matterId/steps',
  input: z.object({ matterId: values.id, ...values.pageInput }),
  output: values.page(matterStepView),
});

export const publishMatterPolicy = policyPublication({
  of: 'property.matter',
  summary: 'Lay down how many working days each level has for a matter of an estate',
  body: matterPolicyBody,
  errors: [matterErrors.policyInvalid],
});
export const matterPolicy = policyInForce({
  of: 'property.matter',
  id: 'MatterPolicy',
  summary: 'How many working days each level has at a place',
  body: matterPolicyBody,
});
