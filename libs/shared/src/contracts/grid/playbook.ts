import { errors } from '../define.js';
import { catalogueErrors } from '../platform.js';
import { policyInForce, policyPublication } from '../policy.js';
import { playbookPolicyBody } from './playbook-values.js';

export const playbookErrors = errors('grid.playbook', {
  weightsOff: ['rule', '各项权重之和须为100', 'The weights of a type add up to 100'],
  tagUnknown: ['rule', '能力标签不在本辖区目录中', 'A capability is not in the catalogue of this jurisdiction'],
  policyInvalid: ['rule', '所设规则自相矛盾，请更正', 'What is laid down contradicts itself'],
});

export const publishPlaybookPolicy = policyPublication({
  of: 'grid.playbook',
  summary: 'Lay down what a jurisdiction does in each of the five types of grids, and its capabilities',
  body: playbookPolicyBody,
  errors: [...Object.values(catalogueErrors), ...Object.values(playbookErrors)],
});
export const playbookPolicy = policyInForce({
  of: 'grid.playbook',
  summary: 'What is done in each of the five types of grids at a place, and its capabilities',
  body: playbookPolicyBody,
  id: 'PlaybookPolicy',
});
