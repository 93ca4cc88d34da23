import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VoteChoice } from '@gezhi/shared/contracts';

/** The private half of the key that signs tokens, sealed; it is there only while the ballot is open. */
@Entity()
export class BallotTokenKey {
  @PrimaryColumn('uuid') ballotId!: string;
  @Column('bytea') sealed!: Buffer;
}

/** An entry of the roll was given its token; the table takes rows and changes none. */
@Entity()
export class BallotToken {
  @PrimaryColumn('uuid') ballotId!: string;
  @PrimaryColumn('integer') entryNumber!: number;
  /** SHA-256 of what was signed blindly, to answer a repetition. */
  @Column('bytea') blindedHash!: Buffer;
}

/** A vote while the ballot is open; it goes over to `SecretVote` when the ballot ends. */
@Entity()
export class BallotBox {
  @PrimaryColumn('uuid') ballotId!: string;
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @Column('bytea') token!: Buffer;
  @Column('bytea') signature!: Buffer;
  @Column('text') choice!: VoteChoice;
}

/** A vote of a ballot that has ended, written in the order of its token's hash; the table takes rows and changes none. */
@Entity()
export class SecretVote {
  @PrimaryColumn('uuid') ballotId!: string;
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @Column('bytea') token!: Buffer;
  @Column('bytea') signature!: Buffer;
  @Column('text') choice!: VoteChoice;
}
