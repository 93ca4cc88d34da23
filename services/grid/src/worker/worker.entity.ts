import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CareerEventKind, CareerLink, DevelopmentKind, Violation } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { CareerEventState } from './career.rules.js';
import type { DevelopmentState } from './development.rules.js';
import type { PostingState, WorkerState } from './posting.rules.js';
import type { CheckState } from './three-fixed.rules.js';
import type { WorkerPolicy } from './worker-policy.rules.js';

@Entity()
export class GridWorker implements WorkerState {
  static readonly scope = { place: 't.home_place' };
  static readonly personal = ['leftReason'];
  static readonly person: PersonReference & { readonly id: string } = { id: 't.person_id', erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') personId!: string;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') homePlace!: string;
  @Column('boolean') active!: boolean;
  @Column('date') joinedOn!: string;
  @Column('date', { nullable: true }) leftOn!: string | null;
  @Column('text', { nullable: true }) leftReason!: string | null;
}

@Entity()
export class WorkerPosting implements PostingState {
  static readonly scope = { place: 't.grid_code' };
  static readonly personal = ['endReason'];
  static readonly person: PersonReference = { through: [GridWorker, 't.worker_id'], erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') workerId!: string;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('text') gridCode!: string;
  @Column('boolean') home!: boolean;
  @Column('date') startsOn!: string;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
  @Column('text', { array: true }) duties!: string[];
  @Column('integer') policyVersion!: number;
  @Column('timestamptz', { nullable: true }) dutiesConfirmedAt!: string | null;
}

@Entity()
export class ThreeFixedCheck implements CheckState {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('timestamptz') at!: string;
  @Column('integer') grids!: number;
  @Column('integer') workers!: number;
  @Column('integer') pairs!: number;
  @Column('jsonb') violations!: Violation[];
}

@Entity()
export class CareerEvent implements CareerEventState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['result'];
  static readonly person: PersonReference = { through: [GridWorker, 't.worker_id'], erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') workerId!: string;
  @Column('text') placeCode!: string;
  @Column('text') link!: CareerLink;
  @Column('text') kind!: CareerEventKind;
  @Column('date') onDate!: string;
  @Column('text') result!: string;
  @Column('uuid') recordedById!: string;
  @Column('timestamptz') recordedAt!: string;
}

/** Seen by confidants alone; the kind itself says something of a person's convictions, so it is personal like the words. */
@Entity()
export class DevelopmentRecord implements DevelopmentState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['kind', 'note'];
  static readonly person: PersonReference = { through: [GridWorker, 't.worker_id'], erases: true, confided: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') workerId!: string;
  @Column('text') placeCode!: string;
  @Column('text') kind!: DevelopmentKind | '';
  @Column('date') sinceOn!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('uuid') recordedById!: string;
  @Column('date', { nullable: true }) endedOn!: string | null;
}

@Entity()
export class WorkerPolicyVersion implements WorkerPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') duties!: WorkerPolicy['duties'];
  @Column('jsonb') loop!: WorkerPolicy['loop'];
}
