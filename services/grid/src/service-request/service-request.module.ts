import { Module } from '@nestjs/common';
import { CadreModule } from '../cadre/cadre.module.js';
import { PartitionModule } from '../partition/partition.module.js';
import { ProblemModule } from '../problem/problem.module.js';
import { CountsQueries } from './counts.queries.js';
import { DuplicateCommands } from './duplicate.commands.js';
import { FeedbackCommands } from './feedback.commands.js';
import { JoinCommands } from './join.commands.js';
import { ModerationCommands } from './moderation.commands.js';
import { OutcomeCommands } from './outcome.commands.js';
import { PlacementCommands } from './placement.commands.js';
import { RecheckCommands } from './recheck.commands.js';
import { PlaceQueries } from './place.queries.js';
import { RequestChanges } from './request-change.commands.js';
import { RequestFactsQueries } from './request-facts.queries.js';
import { RequestListQueries } from './request-list.queries.js';
import { RequestPolicyCommands } from './request-policy.commands.js';
import { RequestPolicyQueries } from './request-policy.queries.js';
import { ServiceRequestCommands } from './service-request.commands.js';
import { ServiceRequestQueries } from './service-request.queries.js';
import { ServiceRequestSchedule } from './service-request.schedule.js';
import { ServiceRequestSubscriber } from './service-request.subscriber.js';
import { SimilarQueries } from './similar.queries.js';

const steps = [ServiceRequestCommands, OutcomeCommands, FeedbackCommands, RecheckCommands];
const commands = [...steps, DuplicateCommands, JoinCommands, ModerationCommands, PlacementCommands, RequestPolicyCommands];
const lists = [RequestListQueries, CountsQueries, SimilarQueries];
const queries = [ServiceRequestQueries, ...lists, RequestPolicyQueries, RequestFactsQueries, PlaceQueries];

@Module({
  imports: [CadreModule, PartitionModule, ProblemModule],
  providers: [...commands, ...queries, RequestChanges, ServiceRequestSubscriber, ServiceRequestSchedule],
  exports: [ServiceRequestQueries, RequestPolicyQueries],
})
export class ServiceRequestModule {}
