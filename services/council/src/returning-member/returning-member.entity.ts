import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReturningMemberState as ReturningMemberStanding, TimeSlot } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { MemberServiceState, ReturningMemberState } from './returning-member.rules.js';

const scope = { place: 't.home_community_code' };

@Entity()
export class ReturningMember implements ReturningMemberState {
  static readonly scope = scope;
  static readonly personal = ['workUnit'];
  static readonly person: PersonReference = { id: 't.person_id', erases: true, confided: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') personId!: string;
  @Column('text', { nullable: true }) externalRef!: string | null;
  @Column('text') homeCommunityCode!: string;
  @Column('text') workUnit!: string;
  @Column('text', { nullable: true }) workCommunityCode!: string | null;
  @Column('text', { array: true }) skills!: string[];
  @Column('text', { array: true }) slots!: TimeSlot[];
  @Column('text') state!: ReturningMemberStanding;
  @Column('date') reportedOn!: string;
  @Column('date', { nullable: true }) leftOn!: string | null;
}

/** Whose a volunteer's offer is: the only link between the open list and the register. */
@Entity()
export class MemberOffer {
  @PrimaryColumn('uuid') offerId!: string;
  @Column('uuid') memberId!: string;
}

@Entity()
export class MemberService implements MemberServiceState {
  static readonly scope = scope;
  static readonly personal = ['summary'];
  static readonly person: PersonReference = { through: [ReturningMember, 't.member_id'], erases: true, confided: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') memberId!: string;
  @Column('text') homeCommunityCode!: string;
  @Column('text') field!: string;
  @Column('date') servedOn!: string;
  @Column('integer') minutes!: number;
  @Column('text') summary!: string;
  @Column('uuid', { nullable: true }) matchId!: string | null;
}
