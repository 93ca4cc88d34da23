import { Module } from '@nestjs/common';
import { DiagnosisCommands } from './diagnosis.commands.js';
import { DiagnosisQueries } from './diagnosis.queries.js';
import { InForceQueries } from './in-force.queries.js';
import { PartitionPolicyCommands } from './partition-policy.commands.js';
import { PartitionPolicyQueries } from './partition-policy.queries.js';
import { PartitionCommands } from './partition.commands.js';
import { PartitionQueries } from './partition.queries.js';
import { PartitionSchedule } from './partition.schedule.js';
import { PartitionSubscriber } from './partition.subscriber.js';
import { PlanQueries } from './plan.queries.js';
import { SearchQueries } from './search.queries.js';

@Module({
  providers: [
    DiagnosisCommands,
    DiagnosisQueries,
    InForceQueries,
    PartitionCommands,
    PartitionPolicyCommands,
    PartitionPolicyQueries,
    PartitionQueries,
    PartitionSchedule,
    PartitionSubscriber,
    PlanQueries,
    SearchQueries,
  ],
  exports: [InForceQueries],
})
export class PartitionModule {}
