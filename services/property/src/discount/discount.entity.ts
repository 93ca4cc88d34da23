import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DiscountMeasure, DiscountState as State, EntitlementKind, EntitlementState as Standing } from '@gezhi/shared/contracts';
import type { DiscountState } from './discount.rules.js';
import type { EntitlementState } from './entitlement.rules.js';

@Entity()
export class Discount implements DiscountState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') feeScheduleId!: string;
  @Column('text') kind!: EntitlementKind;
  @Column('text') measure!: DiscountMeasure;
  @Column('bigint') value!: number;
  @Column('text') reason!: string;
  @Column('date', { name: 'from_day' }) from!: string;
  @Column('date', { name: 'to_day', nullable: true }) to!: string | null;
  @Column('text') state!: State;
  @Column('text') draftedBy!: string;
  @Column('timestamptz', { nullable: true }) publishedAt!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}

@Entity()
export class Entitlement implements EntitlementState {
  static readonly scope = { place: 't.community_code', self: 't.household_id' };
  static readonly personal = ['kind', 'endReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') unitId!: string;
  @Column('uuid') householdId!: string;
  @Column('text') kind!: EntitlementKind;
  @Column('date', { name: 'from_day' }) from!: string;
  @Column('date', { name: 'to_day', nullable: true }) to!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('text') state!: Standing;
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: string;
  @Column('timestamptz', { nullable: true }) confirmedAt!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}

/** What a bill was lessened by when it was issued, and for what; which entitlement it was is read where the reading is logged. */
@Entity()
export class BillDiscount {
  @PrimaryColumn('uuid') billId!: string;
  @Column('uuid') discountId!: string;
  @Column('uuid') entitlementId!: string;
  @Column('bigint') amountFen!: number;
}
