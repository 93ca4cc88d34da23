import { Module } from '@nestjs/common';
import { PartitionModule } from '../partition/partition.module.js';
import { PlaybookModule } from '../playbook/playbook.module.js';
import { BacklogCaseCommands } from './backlog-case.commands.js';
import { BacklogCaseQueries } from './backlog-case.queries.js';
import { CaseChanges } from './case-change.commands.js';
import { CaseFactsQueries } from './case-facts.queries.js';
import { ClearanceQueries } from './clearance.queries.js';
import { HardCasePolicyCommands } from './hard-case-policy.commands.js';
import { HardCasePolicyQueries } from './hard-case-policy.queries.js';
import { HardCaseSchedule } from './hard-case.schedule.js';
import { HardCaseSubscriber } from './hard-case.subscriber.js';
import { TaskForceCommands } from './task-force.commands.js';
import { TaskForceQueries } from './task-force.queries.js';

@Module({
  imports: [PartitionModule, PlaybookModule],
  providers: [
    BacklogCaseCommands,
    BacklogCaseQueries,
    CaseChanges,
    CaseFactsQueries,
    ClearanceQueries,
    HardCasePolicyCommands,
    HardCasePolicyQueries,
    HardCaseSchedule,
    HardCaseSubscriber,
    TaskForceCommands,
    TaskForceQueries,
  ],
  exports: [CaseFactsQueries, HardCasePolicyQueries],
})
export class HardCaseModule {}
