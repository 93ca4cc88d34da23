import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FitListStatus } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { FitInputs } from './assignment.rules.js';
import type { FitEntryState, FitListState } from './fit-list.rules.js';
import type { RecusalState } from './recusal.rules.js';

const ofCadre: PersonReference = { id: '(SELECT c.person_id FROM cadre c WHERE c.id = t.cadre_id)', erases: true };

@Entity()
export class FitRecusal implements RecusalState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['reason'];
  static readonly person = ofCadre;

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') cadreId!: string;
  @Column('text') placeCode!: string;
  @Column('text') reason!: string;
  @Column('uuid') declaredById!: string;
  @Column('timestamptz') declaredAt!: string;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
}

@Entity()
export class FitList implements FitListState {
  static readonly scope = { place: 't.place_code' };
  /** Levels of everybody: the audit needs no copy of them. */
  static readonly personal = ['inputs'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('integer') number!: number;
  @Column('text') status!: FitListStatus;
  @Column('jsonb') inputs!: FitInputs;
  @Column('text', { array: true }) gaps!: string[];
  @Column('uuid', { array: true }) unplaced!: string[];
  @Column('uuid') generatedById!: string;
  @Column('timestamptz') generatedAt!: string;
  @Column('uuid', { nullable: true }) publishedById!: string | null;
  @Column('timestamptz', { nullable: true }) publishedAt!: string | null;
}

@Entity()
export class FitEntry implements FitEntryState {
  static readonly scope = { place: 't.grid_code' };
  static readonly personal = ['overrideReason'];
  static readonly person = ofCadre;

  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') listId!: string;
  @Column('uuid') cadreId!: string;
  @Column('text') gridCode!: string;
  @Column('integer') score!: number;
  @Column('text') computedGridCode!: string;
  @Column('text', { nullable: true }) overrideReason!: string | null;
  @Column('uuid', { nullable: true }) overriddenById!: string | null;
}
