import { Module } from '@nestjs/common';
import { KnownHouseholdModule } from '../known-household/known-household.module.js';
import { OverviewQueries } from './overview.queries.js';

@Module({ imports: [KnownHouseholdModule], providers: [OverviewQueries] })
export class OverviewModule {}
