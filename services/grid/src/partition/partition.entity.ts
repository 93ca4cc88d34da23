import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DiagnosisLabel, GridType, Lineage, PlannedGrid, values } from '@gezhi/shared/contracts';
import type { DiagnosisState } from './diagnosis.rules.js';
import type { GridState } from './grid-type.rules.js';
import type { PartitionPolicy } from './partition-policy.rules.js';
import type { PlanState, PlanStatus } from './partition.rules.js';

/** One row per form of a grid: the same code with another type or boundary is another row. */
@Entity()
export class Grid implements GridState {
  static readonly scope = { place: 't.code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') code!: string;
  @Column('text') communityCode!: string;
  @Column('text') type!: GridType;
  @Column('jsonb') boundary!: values.Polygon;
  @Column('timestamptz') validFrom!: string;
  @Column('timestamptz', { nullable: true }) validTo!: string | null;
  @Column('uuid') planId!: string;
  @Column('text', { nullable: true }) reason!: string | null;
}

@Entity()
export class GridLineage {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') planId!: string;
  @Column('text', { nullable: true }) fromCode!: string | null;
  @Column('text') toCode!: string;
  @Column('text') kind!: Lineage['kind'];
  @Column('timestamptz') at!: string;
}

@Entity()
export class PartitionPlan implements PlanState {
  static readonly scope = { place: 't.community_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('text') status!: PlanStatus;
  @Column('timestamptz', { nullable: true }) effectiveFrom!: string | null;
  @Column('timestamptz', { nullable: true }) activatedAt!: string | null;
  @Column('jsonb') grids!: PlannedGrid[];
}

/** The row every placement of a community locks: shared to place a household, alone to redraw the grids. */
@Entity()
export class PartitionRoot {
  @PrimaryColumn('text') communityCode!: string;
  @Column('uuid', { nullable: true }) planId!: string | null;
}

@Entity()
export class PartitionPolicyVersion implements PartitionPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('integer') sizeMinimum!: number;
  @Column('integer') sizeMaximum!: number;
  @Column('integer') workloadPercent!: number;
  @Column('integer') sliverSquareMetres!: number;
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}

@Entity()
export class GridDiagnosis implements DiagnosisState {
  static readonly scope = { place: 't.grid_code' };
  static readonly personal = ['finding', 'endReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') gridCode!: string;
  @Column('text') label!: DiagnosisLabel;
  @Column('text') finding!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('uuid') diagnosedById!: string;
  @Column('timestamptz') diagnosedAt!: string;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}
