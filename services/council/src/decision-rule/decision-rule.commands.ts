import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishDecisionRulePolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { DecisionRulePolicyVersion } from './decision-rule.entity.js';
import { acceptRules } from './decision-rule.rules.js';

@Injectable()
export class DecisionRuleCommands {
  constructor(private readonly policies: Policies) {}

  @Handles(publishDecisionRulePolicy)
  publish({ id, jurisdictionId, rules }: InputOf<typeof publishDecisionRulePolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, DecisionRulePolicyVersion, { id, jurisdictionId, rules: acceptRules(rules) });
  }
}
