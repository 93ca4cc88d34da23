import { Module } from '@nestjs/common';
import { KnownDecisionQueries } from './known-decision.queries.js';
import { KnownDecisionSubscriber } from './known-decision.subscriber.js';

@Module({ providers: [KnownDecisionSubscriber, KnownDecisionQueries], exports: [KnownDecisionQueries] })
export class KnownDecisionModule {}
