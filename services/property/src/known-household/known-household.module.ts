import { Module } from '@nestjs/common';
import { FigureSchedule } from './figure.schedule.js';
import { KnownHouseholdQueries } from './known-household.queries.js';
import { KnownHouseholdSubscriber } from './known-household.subscriber.js';

@Module({ providers: [KnownHouseholdSubscriber, KnownHouseholdQueries, FigureSchedule], exports: [KnownHouseholdQueries] })
export class KnownHouseholdModule {}
