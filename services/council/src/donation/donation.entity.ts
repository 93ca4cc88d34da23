import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AssetKind } from '@gezhi/shared/contracts';
import type { AssetState, AssetUseState, DonationState } from './donation.rules.js';

const scope = { place: 't.community_code' };

@Entity()
export class Donation implements DonationState {
  static readonly scope = scope;
  static readonly personal = ['donor'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('integer') receiptNumber!: number;
  @Column('uuid', { nullable: true }) organizationId!: string | null;
  @Column('text') donor!: string;
  @Column('date') receivedOn!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}

@Entity()
export class Asset implements AssetState {
  static readonly scope = scope;

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') donationId!: string;
  @Column('text') communityCode!: string;
  @Column('text') kind!: AssetKind;
  @Column('text') name!: string;
  @Column('integer') quantity!: number;
  @Column('integer') lent!: number;
  @Column('integer') writtenOff!: number;
  @Column('bigint', { nullable: true }) valueFen!: number | null;
  @Column('uuid', { nullable: true }) venueId!: string | null;
  @Column('text', { nullable: true }) writeOffReason!: string | null;
}

@Entity()
export class AssetUse implements AssetUseState {
  static readonly scope = scope;
  static readonly personal = ['purpose'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') assetId!: string;
  @Column('text') communityCode!: string;
  @Column('integer') quantity!: number;
  @Column('text') purpose!: string;
  @Column('timestamptz') lentAt!: string;
  @Column('date') dueOn!: string;
  @Column('timestamptz', { nullable: true }) returnedAt!: string | null;
  @Column('integer') lost!: number;
}
