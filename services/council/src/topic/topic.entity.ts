import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CandidateState, ProblemScope } from '@gezhi/shared/contracts';
import type { CandidateFacts } from './candidate.rules.js';

/** A problem heard from the grids that may become a topic. */
@Entity()
export class TopicCandidate implements CandidateFacts {
  @PrimaryColumn('uuid') problemId!: string;
  @Column('text') placeCode!: string;
  @Column('text', { array: true }) gridCodes!: string[];
  @Column('text') scope!: ProblemScope;
  @Column('text') class!: string;
  @Column('timestamptz', { nullable: true }) transferredAt!: string | null;
  @Column('boolean') isMet!: boolean;
  @Column('text', { nullable: true }) state!: CandidateState | null;
  /** Of the problem, as last heard. */
  @Column('integer') version!: number;
}
