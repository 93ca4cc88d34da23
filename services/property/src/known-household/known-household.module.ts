import { Module } from '@nestjs/common';
import { KnownHouseholdQueries } from './known-household.queries.js';
import { KnownHouseholdSubscriber } from './known-household.subscriber.js';

@Module({ providers: [KnownHouseholdSubscriber, KnownHouseholdQueries], exports: [KnownHouseholdQueries] })
export class KnownHouseholdModule {}
