import { Module } from '@nestjs/common';
import { CadreModule } from '../cadre/cadre.module.js';
import { ProblemModule } from '../problem/problem.module.js';
import { FeedbackCommands } from './feedback.commands.js';
import { OutcomeCommands } from './outcome.commands.js';
import { RequestChanges } from './request-change.commands.js';
import { RequestFactsQueries } from './request-facts.queries.js';
import { RequestListQueries } from './request-list.queries.js';
import { RequestPolicyCommands } from './request-policy.commands.js';
import { RequestPolicyQueries } from './request-policy.queries.js';
import { ServiceRequestCommands } from './service-request.commands.js';
import { ServiceRequestQueries } from './service-request.queries.js';
import { ServiceRequestSchedule } from './service-request.schedule.js';
import { ServiceRequestSubscriber } from './service-request.subscriber.js';

const commands = [ServiceRequestCommands, OutcomeCommands, FeedbackCommands, RequestPolicyCommands];
const queries = [ServiceRequestQueries, RequestListQueries, RequestPolicyQueries, RequestFactsQueries];

@Module({
  imports: [CadreModule, ProblemModule],
  providers: [...commands, ...queries, RequestChanges, ServiceRequestSubscriber, ServiceRequestSchedule],
  exports: [ServiceRequestQueries, RequestPolicyQueries],
})
export class ServiceRequestModule {}
