import { Injectable } from '@nestjs/common';
import { checkpointsOfBallot, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';

type Kept = OutputOf<typeof checkpointsOfBallot>['items'][number];

const ofBallot = named(
  'ballot-checkpoint.of-ballot',
  `SELECT kind, sequence, head_hash AS "headHash", roll_hash AS "rollHash", merkle_root AS "merkleRoot", told_at AS "toldAt"
   FROM ballot_checkpoint WHERE ballot_id = $1
     AND (sequence, kind, head_hash, roll_hash) > ($2::integer, $3::text, $4::text, $5::text) ORDER BY sequence, kind, head_hash, roll_hash LIMIT $6`,
);

@Injectable()
export class BallotCheckpointQueries {
  constructor(private readonly database: Database) {}

  @Handles(checkpointsOfBallot)
  async ofBallot({ ballotId, after, limit }: InputOf<typeof checkpointsOfBallot>): Promise<OutputOf<typeof checkpointsOfBallot>> {
    const rows = await this.database.read<Kept>(ofBallot, [
      ballotId,
      ...keyset(after, ascending('integer', 'text', 'text', 'text')),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ sequence, kind, headHash, rollHash }) => [sequence, kind, headHash, rollHash]);
  }
}
