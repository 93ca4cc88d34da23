import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  DecisionMatter,
  FollowUpState as FollowUpStanding,
  InterestOrigin,
  MemberEndCause,
  MemberRole,
  MemberState as MemberStanding,
  OrganizationKind,
  PairingMode,
} from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { MemberState } from './member.rules.js';
import type { FollowUpState, PairingState } from './pairing.rules.js';
import type { InterestState } from './recusal.rules.js';
import type { RoleWorkState } from './role.rules.js';

const scope = { place: 't.community_code', council: 't.council_id' };

@Entity()
export class PartTimeMember implements MemberState {
  static readonly scope = scope;
  static readonly personal = ['endReason'];
  static readonly person: PersonReference = { id: 't.person_id', erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') personId!: string;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('uuid') organizationId!: string;
  @Column('text') source!: OrganizationKind;
  @Column('text', { array: true }) roles!: MemberRole[];
  @Column('date') termFrom!: string;
  @Column('date') termTo!: string;
  @Column('text') state!: MemberStanding;
  @Column('text', { nullable: true }) endCause!: MemberEndCause | null;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}

@Entity()
export class RoleWork implements RoleWorkState {
  static readonly scope = scope;
  static readonly personal = ['summary'];
  static readonly person: PersonReference = { through: [PartTimeMember, 't.member_id'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') memberId!: string;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('text') role!: MemberRole;
  @Column('date') occurredOn!: string;
  @Column('text') summary!: string;
  @Column('integer', { nullable: true }) participants!: number | null;
  @Column('uuid', { nullable: true }) sessionId!: string | null;
  @Column('uuid', { nullable: true }) projectId!: string | null;
  @Column('integer', { nullable: true }) opinions!: number | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') recordedAt!: string;
}

@Entity()
export class Interest implements InterestState {
  static readonly scope = scope;
  static readonly personal = ['reason', 'withdrawalReason'];
  static readonly person: PersonReference = { through: [PartTimeMember, 't.member_id'], erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') memberId!: string;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) topicId!: string | null;
  @Column('text', { nullable: true }) matter!: DecisionMatter | null;
  @Column('uuid', { nullable: true }) subjectId!: string | null;
  @Column('text') reason!: string;
  @Column('text') origin!: InterestOrigin;
  @Column('timestamptz') declaredAt!: string;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: string | null;
  @Column('text', { nullable: true }) withdrawalReason!: string | null;
}

@Entity()
export class LeaderPairing implements PairingState {
  static readonly scope = scope;
  static readonly personal = ['endReason'];
  static readonly person: PersonReference = { id: 't.person_id', erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') personId!: string;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') mode!: PairingMode;
  @Column('date') pairedOn!: string;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}

@Entity()
export class FollowUp implements FollowUpState {
  static readonly scope = scope;
  static readonly person: PersonReference = { through: [LeaderPairing, 't.pairing_id'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') pairingId!: string;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('text') title!: string;
  @Column('date') dueOn!: string;
  @Column('text') state!: FollowUpStanding;
  @Column('timestamptz', { nullable: true }) overdueAt!: string | null;
  @Column('timestamptz', { nullable: true }) doneAt!: string | null;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}
