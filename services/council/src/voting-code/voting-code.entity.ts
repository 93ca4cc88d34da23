import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The code of an entry of a roll, as a keyed hash; of several the last is live, the others are void. */
@Entity()
export class VotingCode {
  @PrimaryColumn('uuid') ballotId!: string;
  @PrimaryColumn('integer') entryNumber!: number;
  @PrimaryColumn('integer') serial!: number;
  @Column('text') salt!: string;
  @Column('bytea') hash!: Buffer;
  /** Why the code before was replaced. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text') madeBy!: string;
  @Column('timestamptz') madeAt!: string;
  @Column('timestamptz', { nullable: true }) voidedAt!: string | null;
  @Column('integer', { default: 0 }) wrongAttempts!: number;
}
