import { Module } from '@nestjs/common';
import { DecisionRuleCommands } from './decision-rule.commands.js';
import { DecisionRuleQueries } from './decision-rule.queries.js';

@Module({ providers: [DecisionRuleCommands, DecisionRuleQueries], exports: [DecisionRuleQueries] })
export class DecisionRuleModule {}
