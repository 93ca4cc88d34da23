import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CadreSource, CadreStratum, DepartmentLine, DutyAim, DutyStatus } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { CadreState, DeploymentState } from './deployment.rules.js';
import type { DutyState } from './duty.rules.js';

@Entity()
export class Cadre implements CadreState {
  static readonly scope = { place: 't.home_place' };
  static readonly person = { id: 't.person_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') personId!: string;
  @Column('text') sourceCategory!: CadreSource;
  @Column('text') stratum!: CadreStratum;
  @Column('text', { nullable: true }) line!: DepartmentLine | null;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') homePlace!: string;
  @Column('boolean') active!: boolean;
}

@Entity()
export class CadreDeployment implements DeploymentState {
  static readonly scope = { place: 't.grid_code' };
  static readonly personal = ['endReason'];
  static readonly person: PersonReference = { through: [Cadre, 't.cadre_id'], erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') cadreId!: string;
  @Column('text') gridCode!: string;
  @Column('date', { name: 'starts_on' }) from!: string;
  @Column('date', { name: 'term_ends_on', nullable: true }) to!: string | null;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
  @Column('uuid', { nullable: true }) successorId!: string | null;
}

@Entity()
export class Duty implements DutyState {
  static readonly scope = { place: 't.grid_code' };
  static readonly person: PersonReference = { through: [Cadre, 't.cadre_id'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') cadreId!: string;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') gridCode!: string;
  @Column('text') aim!: DutyAim;
  @Column('text') source!: 'SERVICE_REQUEST' | 'PLAYBOOK' | 'MANUAL';
  @Column('uuid', { nullable: true }) requestId!: string | null;
  @Column('integer') requestVersion!: number;
  @Column('text') acceptanceCriterion!: string;
  @Column('text') status!: DutyStatus;
  @Column('timestamptz') due!: string;
  @Column('timestamptz') issuedAt!: string;
  @Column('timestamptz', { nullable: true }) completedAt!: string | null;
}
