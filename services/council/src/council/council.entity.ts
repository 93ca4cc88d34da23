import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AgreementState as AgreementStanding,
  CoBuildingProjectState,
  OrganizationKind,
  OrganizationState,
} from '@gezhi/shared/contracts';
import type { AgreementState, ProjectState } from './agreement.rules.js';
import type { CouncilState, MemberOrganizationState, ProgrammeState } from './council.rules.js';

const ofCouncil = { place: 't.community_code', council: 't.council_id' };

@Entity()
export class Council implements CouncilState {
  static readonly scope = { place: 't.community_code', council: 't.id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('text') name!: string;
  @Column('date') foundedOn!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}

@Entity()
export class MemberOrganization implements MemberOrganizationState {
  static readonly scope = ofCouncil;

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('text') kind!: OrganizationKind;
  @Column('text') name!: string;
  @Column('text') state!: OrganizationState;
  @Column('date') admittedOn!: string;
  @Column('date', { nullable: true }) withdrawnOn!: string | null;
  @Column('text', { nullable: true }) withdrawalReason!: string | null;
}

@Entity()
export class CoBuildingAgreement implements AgreementState {
  static readonly scope = ofCouncil;

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') councilId!: string;
  @Column('uuid') organizationId!: string;
  @Column('text') communityCode!: string;
  @Column('text') title!: string;
  @Column('date', { name: 'from_day' }) from!: string;
  @Column('date', { name: 'to_day' }) to!: string;
  @Column('text') state!: AgreementStanding;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}

@Entity()
export class CoBuildingProject implements ProjectState {
  static readonly scope = ofCouncil;

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') agreementId!: string;
  @Column('uuid') councilId!: string;
  @Column('uuid') organizationId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) programmeId!: string | null;
  @Column('text') title!: string;
  @Column('date') dueOn!: string;
  @Column('text') state!: CoBuildingProjectState;
  @Column('text', { nullable: true }) progress!: string | null;
  @Column('integer') percent!: number;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}

@Entity()
export class Programme implements ProgrammeState {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') title!: string;
  @Column('date', { name: 'from_day' }) from!: string;
  @Column('date', { name: 'to_day', nullable: true }) to!: string | null;
}
