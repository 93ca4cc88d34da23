import { Module } from '@nestjs/common';
import { DemandModule } from '../demand/demand.module.js';
import { TopicCommands } from './topic.commands.js';
import { TopicQueries } from './topic.queries.js';
import { TopicSubscriber } from './topic.subscriber.js';

@Module({ imports: [DemandModule], providers: [TopicCommands, TopicQueries, TopicSubscriber], exports: [TopicQueries] })
export class TopicModule {}
