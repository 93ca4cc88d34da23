import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { GridType, StrategyStatus } from '@gezhi/shared/contracts';
import type { MeasureState } from './measure.rules.js';
import type { StrategyState } from './strategy.rules.js';

@Entity()
export class Strategy implements StrategyState {
  static readonly scope = { place: 't.grid_code' };
  static readonly personal = ['goal', 'endReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') gridCode!: string;
  @Column('integer') number!: number;
  @Column('text') gridType!: GridType;
  @Column('text') status!: StrategyStatus;
  @Column('text') goal!: string;
  @Column('uuid', { array: true }) problemIds!: string[];
  @Column('uuid') draftedById!: string;
  @Column('timestamptz') draftedAt!: string;
  @Column('uuid', { nullable: true }) approvedById!: string | null;
  @Column('timestamptz', { nullable: true }) approvedAt!: string | null;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}

@Entity()
export class StrategyMeasure implements MeasureState {
  static readonly scope = { place: 't.grid_code' };
  static readonly personal = ['title'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') strategyId!: string;
  @Column('text') gridCode!: string;
  @Column('text', { nullable: true }) code!: string | null;
  @Column('text') title!: string;
  @Column('uuid', { nullable: true }) problemId!: string | null;
  @Column('uuid') ownerCadreId!: string;
  @Column('timestamptz') dueAt!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('uuid', { nullable: true }) completedById!: string | null;
  @Column('timestamptz', { nullable: true }) completedAt!: string | null;
}
