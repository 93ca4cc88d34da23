import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AllocationKind, AllocationSource } from '@gezhi/shared/contracts';
import type { AllocationState } from './allocation.rules.js';

@Entity()
export class ResourceAllocation implements AllocationState {
  static readonly scope = { place: 't.grid_code' };
  static readonly personal = ['note', 'endReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') gridCode!: string;
  @Column('text') kind!: AllocationKind;
  @Column('text') code!: string;
  @Column('bigint') quantity!: number;
  @Column('text') source!: AllocationSource;
  @Column('uuid', { nullable: true }) sourceId!: string | null;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}
