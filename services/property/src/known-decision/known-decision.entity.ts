import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DecidedBy, DecisionMatter, DecisionOutcome, Majority } from '@gezhi/shared/contracts';
import type { Decided } from './known-decision.rules.js';

/** A decision as the council told of it: fees, standards, uses and spending wait for one. */
@Entity()
export class KnownDecision implements Decided {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') decidedBy!: DecidedBy;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) estateId!: string | null;
  @Column('text') matter!: DecisionMatter;
  @Column('uuid', { nullable: true }) subjectId!: string | null;
  @Column('text', { nullable: true }) majority!: Majority | null;
  @Column('text') outcome!: DecisionOutcome;
  @Column('timestamptz') decidedAt!: string;
  @Column('integer') version!: number;
}
