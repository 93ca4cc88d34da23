import { Module } from '@nestjs/common';
import { DecisionRuleModule } from '../decision-rule/decision-rule.module.js';
import { KnownUnitModule } from '../known-unit/known-unit.module.js';
import { ProofModule } from '../proof/proof.module.js';
import { TopicModule } from '../topic/topic.module.js';
import { BallotCommands } from './ballot.commands.js';
import { BallotQueries } from './ballot.queries.js';
import { BallotSchedule } from './ballot.schedule.js';
import { OpeningCommands } from './opening.commands.js';

@Module({
  imports: [DecisionRuleModule, KnownUnitModule, TopicModule, ProofModule],
  providers: [BallotCommands, OpeningCommands, BallotQueries, BallotSchedule],
  exports: [BallotQueries],
})
export class BallotModule {}
