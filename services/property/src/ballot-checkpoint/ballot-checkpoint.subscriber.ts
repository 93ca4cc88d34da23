import { Injectable } from '@nestjs/common';
import { ballotCheckpointed } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';

const keep = `INSERT INTO ballot_checkpoint (ballot_id, kind, sequence, head_hash, roll_hash, merkle_root, told_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT DO NOTHING`;

/** Keeps the chains of ballots, out of reach of whoever owns council's database, as the seals of its audit are kept here. */
@Injectable()
export class BallotCheckpointSubscriber {
  @On(ballotCheckpointed)
  async keep({ data }: EventMessage<typeof ballotCheckpointed>, heard: Heard): Promise<void> {
    const { ballotId, kind, sequence, headHash, rollHash, merkleRoot, at } = data;
    await heard.query(keep, [ballotId, kind, sequence, headHash, rollHash, merkleRoot, at]);
  }
}
