import { errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { serviceFieldPolicyBody } from './service-field-values.js';

export const serviceFieldErrors = errors('council.service-field', {
  policyInvalid: [
    'rule',
    '服务领域、技能不得重复，一类需求只属一个领域，且至少一项计分权重大于零',
    'Fields and skills must differ, a kind of need belongs to one field, and one weight at least is above zero',
  ],
  fieldUnknown: ['rule', '服务领域不在本地目录内，请按目录选择', 'The field of service is not in the taxonomy in force; take one of it'],
  skillUnknown: ['rule', '技能不在该服务领域的目录内，请按目录选择', 'The skill is not in the taxonomy of this field; take one of it'],
});

const policy = { of: 'council.service-field', body: serviceFieldPolicyBody };

export const publishServiceFieldPolicy = policyPublication({
  ...policy,
  summary: 'Lay down the fields of service of a jurisdiction, how offers are weighed and when a demand is unmet',
  errors: [serviceFieldErrors.policyInvalid],
});
export const serviceFieldPolicy = policyInForce({
  ...policy,
  id: 'ServiceFieldPolicy',
  summary: 'The fields of service in force at a place',
});
