import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IntakeView, RowError } from '@gezhi/shared/contracts';

/** One import: the uploaded sheet, what its dry run found, and how far its commit has come. */
@Entity()
export class Intake {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') kind!: string;
  @Column('text') placeCode!: string;
  /** The survey campaign that imported visits belong to. */
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  @Column('text') sha256!: string;
  @Column('text') status!: IntakeView['status'];
  @Column('integer') rows!: number;
  @Column('integer') accepted!: number;
  @Column('integer') repeated!: number;
  @Column('integer') refused!: number;
  @Column('jsonb') errors!: RowError[];
  /** Batches stored so far; a commit resumes here. */
  @Column('integer') batchesDone!: number;
}
