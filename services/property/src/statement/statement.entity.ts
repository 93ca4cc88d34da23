import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StatementState } from './publication.rules.js';

/** A statement as it was published; the table takes rows and changes none. */
@Entity()
export class Statement implements StatementState {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') periodId!: string;
  @Column('integer') number!: number;
  @Column('date', { name: 'from_day' }) from!: string;
  @Column('date', { name: 'to_day' }) to!: string;
  @Column('text') title!: string;
  @Column('text') subtitle!: string;
  @Column('jsonb') sections!: StatementState['sections'];
  @Column('jsonb') bookSums!: StatementState['bookSums'];
  @Column('text') hash!: string;
  @Column('uuid') noticeId!: string;
  @Column('integer') revision!: number;
  @Column('uuid', { nullable: true }) correctsId!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') publishedAt!: string;
}
