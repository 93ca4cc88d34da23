import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { KnownHouseholdModule } from '../known-household/known-household.module.js';
import { UnitModule } from '../unit/unit.module.js';
import { OpinionPolicyQueries } from './opinion-policy.queries.js';
import { OpinionCommands } from './opinion.commands.js';
import { OpinionQueries } from './opinion.queries.js';

@Module({
  imports: [EstateModule, KnownHouseholdModule, UnitModule],
  providers: [OpinionCommands, OpinionQueries, OpinionPolicyQueries],
  exports: [OpinionPolicyQueries],
})
export class OpinionModule {}
