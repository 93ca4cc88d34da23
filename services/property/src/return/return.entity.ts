import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RefundState as State } from '@gezhi/shared/contracts';
import type { RefundState } from './return.rules.js';

@Entity()
export class Refund implements RefundState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id', self: 't.household_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') householdId!: string;
  @Column('uuid') billId!: string;
  @Column('uuid', { nullable: true }) contractId!: string | null;
  @Column('uuid', { nullable: true }) orderId!: string | null;
  @Column('uuid') offerId!: string;
  @Column('bigint') amountFen!: number;
  @Column('bigint') settledFen!: number;
  @Column('bigint') byHandFen!: number;
  @Column('text') state!: State;
  @Column('date') dueOn!: string;
  @Column('timestamptz') requestedAt!: string;
  @Column('timestamptz', { nullable: true }) settledAt!: string | null;
  @Column('text', { nullable: true }) settledBy!: string | null;
  @Column('uuid', { nullable: true }) entryId!: string | null;
}
