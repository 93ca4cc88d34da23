import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MemberOrganisation, TeamState, VolunteerTaskState as State } from '@gezhi/shared/contracts';
import type { VolunteerTaskState } from './volunteer-task.rules.js';
import type { VolunteerTeamState } from './volunteer-team.rules.js';

@Entity()
export class VolunteerTeam implements VolunteerTeamState {
  static readonly scope = { place: 't.community_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('text') name!: string;
  @Column('jsonb') organisations!: MemberOrganisation[];
  @Column('text') state!: TeamState;
  @Column('timestamptz') formedAt!: string;
  @Column('timestamptz', { nullable: true }) disbandedAt!: string | null;
}

@Entity()
export class VolunteerTask implements VolunteerTaskState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') teamId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') title!: string;
  @Column('text') state!: State;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') assignedAt!: string;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
}
