import { Module } from '@nestjs/common';
import { TopicCommands } from './topic.commands.js';
import { TopicQueries } from './topic.queries.js';
import { TopicSubscriber } from './topic.subscriber.js';

@Module({ providers: [TopicCommands, TopicQueries, TopicSubscriber], exports: [TopicQueries] })
export class TopicModule {}
