import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CadreStratum, CapabilitySource, HolderKind, RatedCapability } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { CapabilityState } from './capability.rules.js';
import type { InterviewState } from './interview.rules.js';

@Entity()
export class CapabilityInterview implements InterviewState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['summary', 'levels'];
  static readonly person: PersonReference = { id: '(SELECT c.person_id FROM cadre c WHERE c.id = t.cadre_id)', erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') cadreId!: string;
  @Column('text') placeCode!: string;
  @Column('text') stratum!: CadreStratum;
  @Column('date') heldOn!: string;
  @Column('uuid') interviewerId!: string;
  @Column('text') summary!: string;
  /** Null once erased. */
  @Column('jsonb', { nullable: true }) levels!: RatedCapability[];
}

@Entity()
export class Capability implements CapabilityState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['evidence'];
  static readonly person: PersonReference = { id: '(SELECT c.person_id FROM cadre c WHERE c.id = t.holder_id)', erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') holderKind!: HolderKind;
  @Column('uuid') holderId!: string;
  @Column('text') placeCode!: string;
  @Column('text') tag!: string;
  @Column('integer') level!: number;
  @Column('text') source!: CapabilitySource;
  @Column('uuid') sourceId!: string;
  @Column('text') evidence!: string;
  @Column('timestamptz') at!: string;
}
