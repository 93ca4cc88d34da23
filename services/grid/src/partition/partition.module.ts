import { Module } from '@nestjs/common';
import { PartitionCommands } from './partition.commands.js';
import { PartitionQueries } from './partition.queries.js';
import { PartitionSchedule } from './partition.schedule.js';

@Module({ providers: [PartitionCommands, PartitionQueries, PartitionSchedule], exports: [PartitionQueries] })
export class PartitionModule {}
