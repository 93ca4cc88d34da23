import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EstateParty, NoticeObjectionState as State } from '@gezhi/shared/contracts';
import type { NoticePolicy } from './notice-policy.rules.js';
import type { NoticeProofState, NoticeState } from './notice.rules.js';
import type { ObjectionState } from './objection.rules.js';

/** A notice as it was posted; the table takes rows and changes none. */
@Entity()
export class Notice implements NoticeState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') kind!: string;
  @Column('text') title!: string;
  @Column('text') text!: string;
  @Column('date') postedFrom!: string;
  @Column('date') postedTo!: string;
  @Column('text') issuer!: EstateParty;
  @Column('uuid', { nullable: true }) correctsId!: string | null;
  @Column('boolean') withdraws!: boolean;
  @Column('text') hash!: string;
  @Column('timestamptz') postedAt!: string;
}

@Entity()
export class NoticeProof implements NoticeProofState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') noticeId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') takenAt!: string;
  @Column('timestamptz') recordedAt!: string;
}

@Entity()
export class NoticeObjection implements ObjectionState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id', self: 't.household_id' };
  static readonly personal = ['text'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') noticeId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('text') text!: string;
  @Column('text') state!: State;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('timestamptz') raisedAt!: string;
  @Column('timestamptz') dueAt!: string;
  @Column('timestamptz', { nullable: true }) answeredAt!: string | null;
}

@Entity()
export class NoticePolicyVersion implements NoticePolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') kinds!: NoticePolicy['kinds'];
  @Column('integer') answerDays!: number;
}
