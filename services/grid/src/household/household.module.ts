import { Module } from '@nestjs/common';
import { PartitionModule } from '../partition/partition.module.js';
import { FigureSchedule } from './figure.schedule.js';
import { HouseholdIntakeCommands } from './household-intake.commands.js';
import { HouseholdCommands } from './household.commands.js';
import { HouseholdQueries } from './household.queries.js';

@Module({
  imports: [PartitionModule],
  providers: [HouseholdCommands, HouseholdIntakeCommands, HouseholdQueries, FigureSchedule],
  exports: [HouseholdQueries],
})
export class HouseholdModule {}
