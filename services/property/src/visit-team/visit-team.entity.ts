import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SeatNeeded, TaskTeamMember, TeamState, VisitTeamMember } from '@gezhi/shared/contracts';
import type { HouseholdVisitState } from './household-visit.rules.js';
import type { TaskTeamState } from './task-team.rules.js';
import type { VisitTeamPolicy } from './visit-team-policy.rules.js';
import type { VisitTeamState } from './visit-team.rules.js';

@Entity()
export class TaskTeam implements TaskTeamState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('jsonb') members!: TaskTeamMember[];
  @Column('text') state!: TeamState;
  @Column('timestamptz') formedAt!: string;
  @Column('timestamptz', { nullable: true }) disbandedAt!: string | null;
}

@Entity()
export class VisitTeam implements VisitTeamState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('jsonb') seats!: SeatNeeded[];
  @Column('jsonb') members!: VisitTeamMember[];
  @Column('text') state!: TeamState;
  @Column('timestamptz') formedAt!: string;
  @Column('timestamptz', { nullable: true }) disbandedAt!: string | null;
}

/** Never changed: who was where, when. */
@Entity()
export class HouseholdVisit implements HouseholdVisitState {
  static readonly scope = {
    place: 'coalesce((SELECT k.grid_code FROM known_household k WHERE k.household_id = t.household_id), t.community_code)',
  };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') teamId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') householdId!: string;
  @Column('uuid', { array: true }) presentIds!: string[];
  @Column('timestamptz') occurredAt!: string;
  @Column('timestamptz') recordedAt!: string;
  @Column('uuid') recordedById!: string;
}

@Entity()
export class VisitTeamPolicyVersion implements VisitTeamPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') seats!: VisitTeamPolicy['seats'];
  @Column('integer') lateDays!: number;
}
