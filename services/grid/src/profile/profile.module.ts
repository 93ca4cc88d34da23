import { Module } from '@nestjs/common';
import { PartitionModule } from '../partition/partition.module.js';
import { CalibrationCommands } from './calibration.commands.js';
import { FreshnessQueries } from './freshness.queries.js';
import { ProfileCatalogueQueries } from './profile-catalogue.queries.js';
import { ProfileCommands } from './profile.commands.js';
import { ProfileQueries } from './profile.queries.js';
import { ProfileSchedule } from './profile.schedule.js';
import { ProfileSubscriber } from './profile.subscriber.js';

@Module({
  imports: [PartitionModule],
  providers: [
    CalibrationCommands,
    FreshnessQueries,
    ProfileCatalogueQueries,
    ProfileCommands,
    ProfileQueries,
    ProfileSchedule,
    ProfileSubscriber,
  ],
  exports: [FreshnessQueries, ProfileCatalogueQueries],
})
export class ProfileModule {}
