import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { KnownHousehold, PlaceFigure } from './known-household/known-household.entity.js';
import { KnownHouseholdModule } from './known-household/known-household.module.js';
import { CreateKnownHousehold1764000100000 } from './migrations/1764000100000-create-known-household.js';
import { KeepFigures1764000310000 } from './migrations/1764000310000-keep-figures.js';
import { OverviewModule } from './overview/overview.module.js';

@Module({ imports: [KnownHouseholdModule, OverviewModule] })
class PropertyModule {}

/** 公益性物业: not-for-profit property management. */
export const propertyService: ServiceDefinition = {
  name: 'property',
  module: PropertyModule,
  entities: [KnownHousehold, PlaceFigure],
  migrations: [CreateKnownHousehold1764000100000, KeepFigures1764000310000],
};
