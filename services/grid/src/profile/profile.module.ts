import { Module } from '@nestjs/common';
import { PartitionModule } from '../partition/partition.module.js';
import { FreshnessQueries } from './freshness.queries.js';
import { ProfileCatalogueQueries } from './profile-catalogue.queries.js';
import { ProfileCommands } from './profile.commands.js';
import { ProfileQueries } from './profile.queries.js';
import { ProfileSchedule } from './profile.schedule.js';

@Module({
  imports: [PartitionModule],
  providers: [FreshnessQueries, ProfileCatalogueQueries, ProfileCommands, ProfileQueries, ProfileSchedule],
  exports: [FreshnessQueries],
})
export class ProfileModule {}
