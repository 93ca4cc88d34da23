import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  BallotState as State,
  DecisionMatter,
  DecisionOutcome,
  DecisionRule,
  Electorate,
  Majority,
  RollTotals,
} from '@gezhi/shared/contracts';
import type { BallotState } from './ballot.rules.js';

@Entity()
export class Ballot implements BallotState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) estateId!: string | null;
  @Column('uuid', { nullable: true }) councilId!: string | null;
  @Column('uuid', { nullable: true }) sessionId!: string | null;
  @Column('uuid', { nullable: true }) topicId!: string | null;
  @Column('text') electorate!: Electorate;
  @Column('text') question!: string;
  @Column('text') matter!: DecisionMatter;
  @Column('uuid', { nullable: true }) subjectId!: string | null;
  @Column('text') majority!: Majority;
  @Column('jsonb') rule!: DecisionRule;
  @Column('boolean') clearDays!: boolean;
  @Column('boolean') silenceCounts!: boolean;
  @Column('text') state!: State;
  @Column('date') opensOn!: string;
  @Column('timestamptz') closesAt!: string;
  @Column('date', { nullable: true }) noticedOn!: string | null;
  @Column('uuid', { array: true }) noticeEvidenceIds!: string[];
  @Column('uuid', { nullable: true }) committeeCopyId!: string | null;
  @Column('timestamptz', { nullable: true }) frozenAt!: string | null;
  @Column('text', { nullable: true }) rollHash!: string | null;
  @Column('jsonb', { nullable: true }) roll!: RollTotals | null;
  @Column('timestamptz', { nullable: true }) openedAt!: string | null;
  @Column('timestamptz', { nullable: true }) closedAt!: string | null;
  @Column('uuid', { nullable: true }) firstCertifierId!: string | null;
  @Column('timestamptz', { nullable: true }) certifiedAt!: string | null;
  @Column('text', { nullable: true }) outcome!: DecisionOutcome | null;
  @Column('text', { nullable: true }) cancelReason!: string | null;
  @Column('uuid', { nullable: true }) replacesId!: string | null;
  @Column('boolean', { default: false }) secret!: boolean;
  @Column('boolean', { default: false }) demandsVotingCode!: boolean;
  @Column('text', { nullable: true }) tokenKey!: string | null;
}
