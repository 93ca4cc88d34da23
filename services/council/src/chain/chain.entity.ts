import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the chain of votes of a ballot stands. The database moves it with every vote, in the vote's own statement. */
@Entity()
export class BallotChain {
  @PrimaryColumn('uuid') ballotId!: string;
  @Column('text') communityCode!: string;
  @Column('text') rollHash!: string;
  @Column('boolean') open!: boolean;
  /** Tokens are cast in it; no vote moves its head. */
  @Column('boolean', { default: false }) secret!: boolean;
  @Column('timestamptz') closesAt!: string;
  /** Votes so far. */
  @Column('integer') sequence!: number;
  @Column('bytea') head!: Buffer;
  /** How far other services were told. */
  @Column('integer') toldSequence!: number;
  /** Of a closed one. */
  @Column('bytea', { nullable: true }) merkleRoot!: Buffer | null;
}
