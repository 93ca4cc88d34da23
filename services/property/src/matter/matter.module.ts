import { Module } from '@nestjs/common';
import { CommitteeModule } from '../committee/committee.module.js';
import { EstateModule } from '../estate/estate.module.js';
import { MatterChanges } from './matter-change.commands.js';
import { MatterPolicyQueries } from './matter-policy.queries.js';
import { MatterCommands } from './matter.commands.js';
import { MatterQueries } from './matter.queries.js';
import { MatterSchedule } from './matter.schedule.js';

@Module({
  imports: [CommitteeModule, EstateModule],
  providers: [MatterChanges, MatterCommands, MatterPolicyQueries, MatterQueries, MatterSchedule],
})
export class MatterModule {}
