import { Module } from '@nestjs/common';
import { TopicQueries } from './topic.queries.js';
import { TopicSubscriber } from './topic.subscriber.js';

@Module({ providers: [TopicSubscriber, TopicQueries], exports: [TopicQueries] })
export class TopicModule {}
