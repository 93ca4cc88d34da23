import { Module } from '@nestjs/common';
import { InForceQueries } from './in-force.queries.js';
import { PartitionPolicyCommands } from './partition-policy.commands.js';
import { PartitionPolicyQueries } from './partition-policy.queries.js';
import { PartitionCommands } from './partition.commands.js';
import { PartitionQueries } from './partition.queries.js';
import { PartitionSchedule } from './partition.schedule.js';
import { PlanQueries } from './plan.queries.js';

@Module({
  providers: [
    InForceQueries,
    PartitionCommands,
    PartitionPolicyCommands,
    PartitionPolicyQueries,
    PartitionQueries,
    PartitionSchedule,
    PlanQueries,
  ],
  exports: [InForceQueries],
})
export class PartitionModule {}
