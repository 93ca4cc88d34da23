import { Module } from '@nestjs/common';
import { FactModule } from '../fact/fact.module.js';
import { EvidenceQueries } from './evidence.queries.js';
import { MetricCommands } from './metric.commands.js';
import { MetricQueries } from './metric.queries.js';

@Module({ imports: [FactModule], providers: [MetricCommands, MetricQueries, EvidenceQueries] })
export class MetricModule {}
