import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FeePeriod, FeeScheduleState as State, FeeUnit } from '@gezhi/shared/contracts';
import type { FeeSchedulePolicy } from './fee-schedule-policy.rules.js';
import type { FeeScheduleState } from './fee-schedule.rules.js';

@Entity()
export class FeeSchedule implements FeeScheduleState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('bigint') amountFen!: number;
  @Column('text') unit!: FeeUnit;
  @Column('text') period!: FeePeriod;
  @Column('text') state!: State;
  @Column('uuid', { nullable: true }) decisionId!: string | null;
  @Column('timestamptz', { nullable: true }) publishedAt!: string | null;
  @Column('date', { nullable: true }) effectiveFrom!: string | null;
}

@Entity()
export class FeeSchedulePolicyVersion implements FeeSchedulePolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('text') unit!: FeeUnit;
  @Column('text') period!: FeePeriod;
  @Column('bigint') minimumFen!: number;
  @Column('bigint') maximumFen!: number;
  @Column('integer') noticeDays!: number;
  @Column('integer') paymentDays!: number;
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}
