import { Module } from '@nestjs/common';
import { ServiceRequestModule } from '../service-request/service-request.module.js';
import { CareerCommands } from './career.commands.js';
import { CareerQueries } from './career.queries.js';
import { DevelopmentQueries } from './development.queries.js';
import { PostingCommands } from './posting.commands.js';
import { ThreeFixedCommands } from './three-fixed.commands.js';
import { ThreeFixedQueries } from './three-fixed.queries.js';
import { WorkerPolicyCommands } from './worker-policy.commands.js';
import { WorkerPolicyQueries } from './worker-policy.queries.js';
import { WorkerCommands } from './worker.commands.js';
import { WorkerQueries } from './worker.queries.js';
import { WorkerSchedule } from './worker.schedule.js';
import { WorkerSubscriber } from './worker.subscriber.js';

const commands = [WorkerCommands, PostingCommands, ThreeFixedCommands, CareerCommands, WorkerPolicyCommands];
const queries = [WorkerQueries, ThreeFixedQueries, CareerQueries, DevelopmentQueries, WorkerPolicyQueries];

@Module({
  imports: [ServiceRequestModule],
  providers: [...commands, ...queries, WorkerSubscriber, WorkerSchedule],
  exports: [WorkerQueries],
})
export class WorkerModule {}
