import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { CreateTopicCandidate1764000300000 } from './migrations/1764000300000-create-topic-candidate.js';
import { OverviewModule } from './overview/overview.module.js';
import { TopicCandidate } from './topic/topic.entity.js';
import { TopicModule } from './topic/topic.module.js';

@Module({ imports: [TopicModule, OverviewModule] })
class CouncilModule {}

/** 议事协商: what the neighbours decide together. */
export const councilService: ServiceDefinition = {
  name: 'council',
  module: CouncilModule,
  entities: [TopicCandidate],
  migrations: [CreateTopicCandidate1764000300000],
};
