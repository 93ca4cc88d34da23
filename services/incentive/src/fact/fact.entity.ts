import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FactKind } from '@gezhi/shared/contracts';
import type { FactState } from './fact.rules.js';

/** The permanent archive of what counts: rows are added and never changed. */
@Entity()
export class Fact implements FactState {
  @PrimaryColumn('uuid') eventId!: string;
  @PrimaryColumn('smallint') item!: number;
  @Column('text') kind!: FactKind;
  @Column('uuid') subjectId!: string;
  @Column('integer') aggregateVersion!: number;
  @Column('text') placeCode!: string;
  @Column('text', { array: true }) gridCodes!: string[];
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('text', { nullable: true }) actorId!: string | null;
  @Column('uuid', { nullable: true }) handlerId!: string | null;
  @Column('uuid', { nullable: true }) cadreId!: string | null;
  @Column('uuid', { nullable: true }) filedById!: string | null;
  @Column('timestamptz') at!: string;
  @Column('jsonb') value!: Record<string, unknown>;
}
