import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { Fact } from './fact/fact.entity.js';
import { FactModule } from './fact/fact.module.js';
import { KnownHousehold } from './known-household/known-household.entity.js';
import { KnownHouseholdModule } from './known-household/known-household.module.js';
import { MetricEntry } from './metric/metric.entity.js';
import { MetricModule } from './metric/metric.module.js';
import { CreateFactAndMetric1764000200000 } from './migrations/1764000200000-create-fact-and-metric.js';
import { FindMetricEntriesByCase1764000310000 } from './migrations/1764000310000-find-metric-entries-by-case.js';

@Module({ imports: [FactModule, KnownHouseholdModule, MetricModule] })
class IncentiveModule {}

/** 双挂钩: hears what happened, keeps it as facts and decides results from them. */
export const incentiveService: ServiceDefinition = {
  name: 'incentive',
  module: IncentiveModule,
  entities: [Fact, KnownHousehold, MetricEntry],
  migrations: [CreateFactAndMetric1764000200000, FindMetricEntriesByCase1764000310000],
  appendOnly: ['fact'],
};
