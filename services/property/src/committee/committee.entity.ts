import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  CommitteeDecisionOutcome,
  CommitteeEndCause,
  CommitteeMember,
  CommitteeMemberKind,
  CommitteeState as State,
} from '@gezhi/shared/contracts';
import type { CommitteeApplicationState, MeetingDemandState } from './application.rules.js';
import type { CommitteeProfile } from './committee-profile.rules.js';
import type { CommitteeState } from './committee-life.rules.js';
import type { CommitteeDecisionState } from './meeting.rules.js';

@Entity()
export class Committee implements CommitteeState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') state!: State;
  @Column('jsonb') members!: CommitteeMember[];
  @Column('date') formedOn!: string;
  @Column('date') termFrom!: string;
  @Column('date') termTo!: string;
  @Column('date') noticeOn!: string;
  @Column('timestamptz', { nullable: true }) noticeToldAt!: string | null;
  @Column('text', { nullable: true }) profileJurisdictionId!: string | null;
  @Column('integer') profileVersion!: number;
  @Column('text', { nullable: true }) filingNumber!: string | null;
  @Column('timestamptz', { nullable: true }) filedAt!: string | null;
  @Column('text', { nullable: true }) sealNumber!: string | null;
  @Column('text', { nullable: true }) endCause!: CommitteeEndCause | null;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('date', { nullable: true }) handOverDueOn!: string | null;
  @Column('timestamptz', { nullable: true }) handedOverAt!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}

/** As it was recorded; the table takes rows and changes none. */
@Entity()
export class CommitteeDecision implements CommitteeDecisionState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };
  static readonly personal = ['subject'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') committeeId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') subject!: string;
  @Column('date') heldOn!: string;
  @Column('integer') members!: number;
  @Column('integer') owners!: number;
  @Column('uuid', { array: true }) presentIds!: string[];
  @Column('integer') ownersPresent!: number;
  @Column('uuid', { array: true }) proxyIds!: string[];
  @Column('uuid', { array: true }) signedIds!: string[];
  @Column('text') outcome!: CommitteeDecisionOutcome;
  @Column('date', { nullable: true }) publishBy!: string | null;
  @Column('integer', { nullable: true }) publishDays!: number | null;
  @Column('uuid', { nullable: true }) noticeId!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') recordedAt!: string;
}

@Entity()
export class MeetingDemand implements MeetingDemandState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') committeeId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') subject!: string;
  @Column('uuid', { array: true }) memberIds!: string[];
  @Column('integer') members!: number;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') demandedAt!: string;
}

@Entity()
export class CommitteeApplication implements CommitteeApplicationState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { array: true }) ownerIds!: string[];
  @Column('integer') owners!: number;
  @Column('bigint') deliveredArea!: number;
  @Column('bigint') totalArea!: number;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('date') appliedOn!: string;
  @Column('date') formBy!: string;
}

@Entity()
export class CommitteeProfileVersion implements CommitteeProfile {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') members!: CommitteeProfile['members'];
  @Column('jsonb') seats!: CommitteeProfile['seats'];
  @Column('text') chair!: CommitteeMemberKind;
  @Column('jsonb') viceChairs!: CommitteeMemberKind[];
  @Column('jsonb', { nullable: true }) meeting!: CommitteeProfile['meeting'];
  @Column('jsonb', { nullable: true }) demandedBy!: CommitteeProfile['demandedBy'];
  @Column('jsonb', { nullable: true }) forming!: CommitteeProfile['forming'];
  @Column('jsonb', { nullable: true }) publication!: CommitteeProfile['publication'];
  @Column('integer', { nullable: true }) handOverDays!: number | null;
  @Column('jsonb', { nullable: true }) term!: CommitteeProfile['term'];
  @Column('integer') noticeDays!: number;
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}
