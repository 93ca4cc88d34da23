import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BallotCheckpointKind } from '@gezhi/shared/contracts';

/** How far the chain of a ballot had come when council told of it. What was told stays, two heads for one number of votes too. */
@Entity()
export class BallotCheckpoint {
  @PrimaryColumn('uuid') ballotId!: string;
  @PrimaryColumn('text') kind!: BallotCheckpointKind;
  @PrimaryColumn('integer') sequence!: number;
  @PrimaryColumn('text') headHash!: string;
  @PrimaryColumn('text') rollHash!: string;
  @Column('text', { nullable: true }) merkleRoot!: string | null;
  @Column('timestamptz') toldAt!: string;
}
