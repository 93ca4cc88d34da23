import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VoterGroup } from '@gezhi/shared/contracts';
import type { RollEntryState } from './roll.rules.js';

/** An entry of a frozen roll; the table takes rows and changes none. */
@Entity()
export class RollEntry implements RollEntryState {
  @PrimaryColumn('uuid') ballotId!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('uuid', { array: true }) voterIds!: string[];
  @Column('uuid', { array: true }) unitIds!: string[];
  @Column('integer') heads!: number;
  @Column('bigint') area!: number;
  @Column('text', { name: 'voter_group', nullable: true }) group!: VoterGroup | null;
  @Column('boolean') recused!: boolean;
  @Column('boolean') attends!: boolean;
  @Column('text') salt!: string;
  @Column('text') seal!: string;
}
