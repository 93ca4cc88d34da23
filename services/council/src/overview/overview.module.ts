import { Module } from '@nestjs/common';
import { TopicModule } from '../topic/topic.module.js';
import { OverviewQueries } from './overview.queries.js';

@Module({ imports: [TopicModule], providers: [OverviewQueries] })
export class OverviewModule {}
