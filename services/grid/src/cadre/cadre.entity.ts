import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CadreSource, CadreStratum, DepartmentLine, DutyAim, DutyListStatus, DutySource, DutyStatus } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { CadreState, DeploymentState } from './deployment.rules.js';
import type { DutyListState } from './duty-list.rules.js';
import type { DutyState } from './duty.rules.js';
import type { Owned } from './hand-over.rules.js';

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
  static readonly personal = ['endReason', 'extensionReason', 'handOver'];
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
  @Column('text', { nullable: true }) extensionReason!: string | null;
  @Column('jsonb', { nullable: true }) handOver!: readonly Owned[] | null;
  @Column('timestamptz', { nullable: true }) handOverConfirmedAt!: string | null;
  @Column('timestamptz', { nullable: true }) termToldAt!: string | null;
  @Column('uuid', { nullable: true }) previousId!: string | null;
}

@Entity()
export class DutyList implements DutyListState {
  static readonly scope = { place: 't.grid_code' };
  static readonly person: PersonReference = { through: [Cadre, 't.cadre_id'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') deploymentId!: string;
  @Column('uuid') cadreId!: string;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') gridCode!: string;
  @Column('text') status!: DutyListStatus;
  @Column('timestamptz') issuedAt!: string;
  @Column('timestamptz', { nullable: true }) confirmedAt!: string | null;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
}

@Entity()
export class Duty implements DutyState {
  static readonly scope = { place: 't.grid_code' };
  static readonly personal = ['acceptanceCriterion'];
  static readonly person: PersonReference = { through: [Cadre, 't.cadre_id'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') cadreId!: string;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') gridCode!: string;
  @Column('text') aim!: DutyAim;
  @Column('text') source!: DutySource;
  @Column('uuid', { nullable: true }) dutyListId!: string | null;
  @Column('text', { nullable: true }) code!: string | null;
  @Column('uuid', { nullable: true }) requestId!: string | null;
  @Column('uuid', { nullable: true }) problemId!: string | null;
  @Column('integer') originVersion!: number;
  @Column('text') acceptanceCriterion!: string;
  @Column('text') status!: DutyStatus;
  @Column('timestamptz') due!: string;
  @Column('timestamptz') issuedAt!: string;
  @Column('timestamptz', { nullable: true }) completedAt!: string | null;
}
