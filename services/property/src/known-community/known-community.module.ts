import { Module } from '@nestjs/common';
import { KnownCommunitySubscriber } from './known-community.subscriber.js';

@Module({ providers: [KnownCommunitySubscriber] })
export class KnownCommunityModule {}
