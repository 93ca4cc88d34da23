import { Module } from '@nestjs/common';
import { PartitionModule } from '../partition/partition.module.js';
import { ProfileCommands } from './profile.commands.js';
import { ProfileQueries } from './profile.queries.js';
import { ProfileSchedule } from './profile.schedule.js';

@Module({ imports: [PartitionModule], providers: [ProfileCommands, ProfileQueries, ProfileSchedule], exports: [ProfileQueries] })
export class ProfileModule {}
