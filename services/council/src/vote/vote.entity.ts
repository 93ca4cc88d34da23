import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VoteChannel, VoteChoice } from '@gezhi/shared/contracts';
import type { ProxyState, VoteState } from './vote.rules.js';

/** A vote as it was cast; the table takes rows and changes none. */
@Entity()
export class Vote implements VoteState {
  /** What was chosen stays out of the audit, and what would tell it. */
  static readonly personal = ['choice', 'salt', 'leaf', 'signature'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') ballotId!: string;
  @Column('text') communityCode!: string;
  @Column('integer') entryNumber!: number;
  @Column('integer') voice!: number;
  @Column('text') choice!: VoteChoice;
  @Column('text') channel!: VoteChannel;
  @Column('timestamptz') castAt!: string;
  @Column('text') salt!: string;
  @Column('text') leaf!: string;
  @Column('text') signature!: string;
  @Column('integer') sequence!: number | null;
  @Column('text') link!: string | null;
}

/** Who votes for an entry by written proxy, or was designated by its co-owners. */
@Entity()
export class VoteProxy implements ProxyState {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') ballotId!: string;
  @Column('text') communityCode!: string;
  @Column('integer') entryNumber!: number;
  @Column('uuid') holderId!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') recordedAt!: string;
}
