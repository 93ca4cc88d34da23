import { Module } from '@nestjs/common';
import { KnownHouseholdModule } from '../known-household/known-household.module.js';
import { NeedUpdateModule } from '../need-update/need-update.module.js';
import { ServiceFieldModule } from '../service-field/service-field.module.js';
import { DemandCommands } from './demand.commands.js';
import { DemandQueries } from './demand.queries.js';
import { DemandSchedule } from './demand.schedule.js';

@Module({
  imports: [KnownHouseholdModule, NeedUpdateModule, ServiceFieldModule],
  providers: [DemandCommands, DemandQueries, DemandSchedule],
  exports: [DemandQueries],
})
export class DemandModule {}
