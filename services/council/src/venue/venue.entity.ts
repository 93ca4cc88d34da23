import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BookingState as BookingStanding, VenueState as VenueStanding } from '@gezhi/shared/contracts';
import type { BookingState, VenueState } from './venue.rules.js';

const scope = { place: 't.community_code' };

@Entity()
export class Venue implements VenueState {
  static readonly scope = scope;

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('text') name!: string;
  @Column('integer') seats!: number;
  @Column('text') state!: VenueStanding;
}

@Entity()
export class VenueBooking implements BookingState {
  static readonly scope = scope;

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') venueId!: string;
  @Column('text') communityCode!: string;
  @Column('timestamptz', { name: 'from_at' }) from!: string;
  @Column('timestamptz', { name: 'to_at' }) to!: string;
  @Column('text') purpose!: string;
  @Column('integer') expected!: number;
  @Column('uuid', { nullable: true }) matchId!: string | null;
  @Column('text') state!: BookingStanding;
}
