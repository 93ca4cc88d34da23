import { Module } from '@nestjs/common';
import { KnownHouseholdQueries } from './known-household.queries.js';
import { KnownHouseholdSubscriber } from './known-household.subscriber.js';

@Module({ providers: [KnownHouseholdQueries, KnownHouseholdSubscriber], exports: [KnownHouseholdQueries] })
export class KnownHouseholdModule {}
