import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OfferState } from './offer.rules.js';

/** The table takes rows, and changes none. */
@Entity()
export class Offer implements OfferState {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('integer') number!: number;
  @Column('text') text!: string;
  @Column('integer') trialMonths!: number;
  @Column('boolean') rollHoliday!: boolean;
  @Column('date', { array: true }) holidays!: string[];
  @Column('date', { array: true }) makeUpWorkdays!: string[];
  @Column('integer') refundWithinDays!: number;
  @Column('boolean') retrialOnOwnershipChange!: boolean;
  @Column('uuid') feeScheduleId!: string;
  @Column('text') contentHash!: string;
  @Column('timestamptz') openedAt!: string;
}
