import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BillState as State, PaymentMethod, PaymentProviderName, ServiceTier } from '@gezhi/shared/contracts';
import type { BillState, PaymentState } from './bill.rules.js';

@Entity()
export class Bill implements BillState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id', self: 't.household_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') unitId!: string;
  @Column('uuid') householdId!: string;
  @Column('uuid', { nullable: true }) contractId!: string | null;
  @Column('text') tier!: ServiceTier;
  @Column('uuid', { nullable: true }) feeScheduleId!: string | null;
  @Column('uuid', { nullable: true }) orderId!: string | null;
  @Column('date', { name: 'from_day' }) from!: string;
  @Column('date', { name: 'to_day' }) to!: string;
  @Column('bigint') amountFen!: number;
  @Column('bigint') discountFen!: number;
  @Column('bigint') paidFen!: number;
  @Column('bigint') refundedFen!: number;
  @Column('bigint') earnedFen!: number;
  @Column('date') dueOn!: string;
  @Column('text') state!: State;
  @Column('integer') reminders!: number;
  @Column('date', { nullable: true }) remindedOn?: string | null;
  @Column('timestamptz') issuedAt!: string;
}

/** Of a row only what was taken back of it changes. */
@Entity()
export class Payment implements PaymentState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id', self: 't.household_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') billId!: string;
  @Column('uuid') householdId!: string;
  @Column('bigint') amountFen!: number;
  @Column('bigint') reversedFen!: number;
  @Column('text') method!: PaymentMethod | PaymentProviderName;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('text') receivedBy!: string;
  @Column('timestamptz') receivedAt!: string;
  @Column('uuid') entryId!: string;
}
