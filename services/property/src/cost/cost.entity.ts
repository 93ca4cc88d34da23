import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CostCategory, CostState as State } from '@gezhi/shared/contracts';
import type { CostState } from './cost.rules.js';

@Entity()
export class Cost implements CostState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') fund!: 'SERVICE' | 'COMMON_REVENUE';
  @Column('bigint') amountFen!: number;
  @Column('text') category!: CostCategory;
  @Column('text') purpose!: string;
  @Column('date') incurredOn!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('text') state!: State;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: string;
  @Column('text', { array: true }) vouchedBy!: string[];
  @Column('text', { nullable: true }) verifiedBy!: string | null;
  @Column('timestamptz', { nullable: true }) verifiedAt!: string | null;
  @Column('uuid', { nullable: true }) entryId!: string | null;
}

/** The cost that a voucher proves; the database keeps it with the state of the cost. */
@Entity()
export class CostVoucher {
  @PrimaryColumn('uuid') evidenceId!: string;
  @Column('uuid') costId!: string;
}
