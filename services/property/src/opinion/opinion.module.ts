import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { UnitModule } from '../unit/unit.module.js';
import { OpinionPolicyQueries } from './opinion-policy.queries.js';
import { OpinionCommands } from './opinion.commands.js';
import { OpinionQueries } from './opinion.queries.js';

@Module({
  imports: [EstateModule, UnitModule],
  providers: [OpinionCommands, OpinionQueries, OpinionPolicyQueries],
  exports: [OpinionPolicyQueries],
})
export class OpinionModule {}
