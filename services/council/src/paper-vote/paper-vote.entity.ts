import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PaperVoteState as State, VoteChoice } from '@gezhi/shared/contracts';
import type { PaperVoteState } from './paper-vote.rules.js';

/** One entry of a paper sheet; the table takes rows and changes none. */
@Entity()
export class PaperVote implements PaperVoteState {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') ballotId!: string;
  @Column('text') communityCode!: string;
  @Column('integer') entryNumber!: number;
  @Column('integer') round!: number;
  @Column('text') choice!: VoteChoice;
  @Column('text') state!: State;
  @Column('uuid', { nullable: true }) voteId!: string | null;
  @Column('uuid') evidenceId!: string;
  @Column('text') enteredBy!: string;
  @Column('timestamptz') enteredAt!: string;
}
