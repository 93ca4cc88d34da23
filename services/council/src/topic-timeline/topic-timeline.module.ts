import { Module } from '@nestjs/common';
import { TopicTimelineQueries } from './topic-timeline.queries.js';

@Module({ providers: [TopicTimelineQueries] })
export class TopicTimelineModule {}
