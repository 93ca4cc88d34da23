import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OfferProvider, OfferState as OfferStanding, TimeSlot } from '@gezhi/shared/contracts';
import type { OfferState } from './service-offer.rules.js';

@Entity()
export class ServiceOffer implements OfferState {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') provider!: OfferProvider;
  @Column('uuid', { nullable: true }) organizationId!: string | null;
  @Column('text') field!: string;
  @Column('text', { array: true }) skills!: string[];
  @Column('text') title!: string;
  @Column('text', { array: true }) slots!: TimeSlot[];
  @Column('date', { name: 'from_day' }) from!: string;
  @Column('date', { name: 'to_day' }) to!: string;
  @Column('integer') capacity!: number;
  @Column('integer') taken!: number;
  @Column('text') state!: OfferStanding;
  @Column('text', { nullable: true }) withdrawalReason!: string | null;
}
