import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EstateProblemState as State, ProblemListItem } from '@gezhi/shared/contracts';
import type { EstateProblemState, ProblemListState } from './problem-list.rules.js';

@Entity()
export class EstateProblem implements EstateProblemState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') class!: string;
  @Column('text') title!: string;
  @Column('uuid', { nullable: true }) facilityId!: string | null;
  @Column('text', { nullable: true }) responsibleBody!: string | null;
  @Column('text') state!: State;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') openedAt!: string;
  @Column('timestamptz', { nullable: true }) resolvedAt!: string | null;
}

/** A list as it was published; the table takes rows and changes none. */
@Entity()
export class ProblemList implements ProblemListState {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('integer') number!: number;
  @Column('jsonb') items!: ProblemListItem[];
  @Column('timestamptz') publishedAt!: string;
}
