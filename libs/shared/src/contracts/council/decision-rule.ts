import { z } from 'zod';
import { contract } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import * as values from '../values.js';
import { ballotErrors } from './ballot-values.js';
import { decisionRuleView } from './decision-rule-values.js';

const body = {
  /** Rules the jurisdiction lays down for itself, for instance the residents' meeting of 2026; others hold as the platform has them. */
  rules: z
    .array(decisionRuleView.omit({ version: true, superseded: true }))
    .min(1)
    .max(20),
};

export const publishDecisionRulePolicy = policyPublication({
  of: 'council.decision-rule',
  summary: 'Lay down decision rules of a jurisdiction, with their source',
  body,
  errors: [ballotErrors.electorateMismatch],
});
export const decisionRulePolicy = policyInForce({
  of: 'council.decision-rule',
  id: 'DecisionRulePolicy',
  summary: 'The decision rules that a jurisdiction laid down for itself',
  body: { rules: z.array(decisionRuleView.omit({ version: true, superseded: true })) },
});

export const decisionRulesAt = contract({
  subject: 'council.query.decision-rule.at-place.v1',
  summary: 'The decision rules that hold at a place, with thresholds, source and version',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/decision-rules',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({ items: z.array(decisionRuleView) }),
});
