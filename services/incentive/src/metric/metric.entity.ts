import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MetricExclusion, MetricName, MetricScope, MetricVerdict } from '@gezhi/shared/contracts';
import type { Standing } from './metric.rules.js';

/** How a case stands in a metric: a disposable projection of the facts. */
@Entity()
export class MetricEntry implements Standing {
  @PrimaryColumn('uuid') subjectId!: string;
  @PrimaryColumn('text') metric!: MetricName;
  @Column('text') scope!: MetricScope;
  @Column('text') placeCode!: string;
  @Column('text', { array: true }) gridCodes!: string[];
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('text') verdict!: MetricVerdict;
  @Column('text', { nullable: true }) exclusion!: MetricExclusion | null;
  @Column('timestamptz') at!: string;
  @Column('integer') counterEntries!: number;
}
