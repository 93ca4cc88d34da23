import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { KnownDecisionModule } from '../known-decision/known-decision.module.js';
import { FeeScheduleCommands } from './fee-schedule.commands.js';
import { FeeScheduleQueries } from './fee-schedule.queries.js';

@Module({
  imports: [EstateModule, KnownDecisionModule],
  providers: [FeeScheduleCommands, FeeScheduleQueries],
  exports: [FeeScheduleQueries],
})
export class FeeScheduleModule {}
