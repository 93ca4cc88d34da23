import { Module } from '@nestjs/common';
import { KnownHouseholdSubscriber } from './known-household.subscriber.js';

@Module({ providers: [KnownHouseholdSubscriber] })
export class KnownHouseholdModule {}
