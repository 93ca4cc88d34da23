import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MicroProjectKind, MicroProjectStatus } from '@gezhi/shared/contracts';
import type { ProjectState } from './micro-project.rules.js';

@Entity()
export class MicroProject implements ProjectState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['title', 'thirdParty', 'endReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') communityCode!: string;
  @Column('text', { nullable: true }) gridCode!: string | null;
  @Column('text') kind!: MicroProjectKind;
  @Column('text') title!: string;
  @Column('uuid', { nullable: true }) problemId!: string | null;
  @Column('uuid', { nullable: true }) topicId!: string | null;
  @Column('text', { nullable: true }) thirdParty!: string | null;
  @Column('bigint') costFen!: number;
  @Column('uuid') ownerCadreId!: string;
  @Column('date') dueOn!: string;
  @Column('text') status!: MicroProjectStatus;
  @Column('uuid', { array: true }) beforeEvidenceIds!: string[];
  @Column('uuid', { array: true }) afterEvidenceIds!: string[];
  @Column('uuid') startedById!: string;
  @Column('timestamptz') startedAt!: string;
  @Column('uuid', { nullable: true }) acceptedById!: string | null;
  @Column('timestamptz', { nullable: true }) acceptedAt!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}
