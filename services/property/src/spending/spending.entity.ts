import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SpendingFund, SpendingPurpose, SpendingState as State } from '@gezhi/shared/contracts';
import type { SpendingState } from './spending.rules.js';

@Entity()
export class Spending implements SpendingState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') fund!: SpendingFund;
  @Column('text') purpose!: SpendingPurpose;
  @Column('text') title!: string;
  @Column('bigint') budgetFen!: number;
  @Column('bigint') spentFen!: number;
  @Column('text') state!: State;
  @Column('uuid', { nullable: true }) decisionId!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('text') proposedBy!: string;
  @Column('timestamptz') proposedAt!: string;
}
