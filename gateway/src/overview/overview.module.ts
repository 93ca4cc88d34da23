import { Module } from '@nestjs/common';
import { OverviewQueries } from './overview.queries.js';

@Module({ providers: [OverviewQueries] })
export class OverviewModule {}
