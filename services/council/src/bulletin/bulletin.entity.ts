import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BulletinChannel, BulletinState as Standing, DecisionOutcome, Electorate } from '@gezhi/shared/contracts';
import type { BulletinPolicy, BulletinState, DeliveryState } from './bulletin.rules.js';

@Entity()
export class BulletinPolicyVersion implements BulletinPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('integer') channelsLeast!: number;
  @Column('integer') ownerVoteDays!: number;
  @Column('integer') otherDays!: number;
  @Column('integer') challengeMonths!: number;
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}

/** The table changes nothing of what was published. */
@Entity()
export class Bulletin implements BulletinState {
  static readonly scope = { place: 't.community_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) topicId!: string | null;
  @Column('uuid', { nullable: true }) ballotId!: string | null;
  @Column('text', { nullable: true }) electorate!: Electorate | null;
  @Column('text', { nullable: true }) outcome!: DecisionOutcome | null;
  @Column('integer') edition!: number;
  @Column('uuid', { nullable: true }) correctsId!: string | null;
  @Column('text', { nullable: true }) correction!: string | null;
  @Column('text') title!: string;
  @Column('text') text!: string;
  @Column('text') state!: Standing;
  @Column('timestamptz') publishedAt!: string;
  @Column('date') publicUntil!: string;
  @Column('date') challengeUntil!: string;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: string | null;
  @Column('text', { nullable: true }) withdrawalReason!: string | null;
}

/** The table takes rows and changes none. */
@Entity()
export class BulletinDelivery implements DeliveryState {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') bulletinId!: string;
  @Column('text') channel!: BulletinChannel;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') deliveredAt!: string;
}
