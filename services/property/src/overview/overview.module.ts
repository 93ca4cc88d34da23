import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { KnownHouseholdModule } from '../known-household/known-household.module.js';
import { OverviewQueries } from './overview.queries.js';

@Module({ imports: [KnownHouseholdModule, EstateModule], providers: [OverviewQueries] })
export class OverviewModule {}
