import { Injectable } from '@nestjs/common';
import {
  decisionRulePolicy,
  decisionRulesAt,
  type DecisionRule,
  type InputOf,
  type Majority,
  type OutputOf,
  type RuleId,
} from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { DecisionRulePolicyVersion } from './decision-rule.entity.js';
import { ownRules, ruleFor, rulesWith } from './decision-rule.rules.js';

@Injectable()
export class DecisionRuleQueries {
  constructor(private readonly policies: Policies) {}

  @Handles(decisionRulePolicy)
  async policy({ placeCode }: InputOf<typeof decisionRulePolicy>): Promise<OutputOf<typeof decisionRulePolicy>> {
    const own = await this.policies.inForce(DecisionRulePolicyVersion, placeCode);
    return own ?? { jurisdictionId: null, version: 0, publishedAt: null, rules: [] };
  }

  @Handles(decisionRulesAt)
  async atPlace({ placeCode }: InputOf<typeof decisionRulesAt>): Promise<OutputOf<typeof decisionRulesAt>> {
    return { items: rulesWith(ownRules(await this.policies.inForce(DecisionRulePolicyVersion, placeCode))) };
  }

  /** The rule that holds at a place. Refuses as `ruleFor` does. */
  async inForce(id: RuleId, majority: Majority, placeCode: string): Promise<DecisionRule> {
    return ruleFor(id, majority, ownRules(await this.policies.inForce(DecisionRulePolicyVersion, placeCode)));
  }
}
