import { z } from 'zod';
import { hash } from '../council/ballot-values.js';
import { ballotCheckpointKind } from '../council/ballot-events.js';
import { contract } from '../define.js';
import * as values from '../values.js';

export const checkpointsOfBallot = contract({
  subject: 'property.query.ballot-checkpoint.of-ballot.v1',
  summary: 'How far the chain of a ballot had come, as another service than the one that counts keeps it, for everyone to compare',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/ballots/:ballotId/checkpoints',
  input: z.object({ ballotId: values.id, after: values.pageInput.after, limit: z.int().min(1).max(2000).default(100) }),
  output: values.page(
    z
      .object({
        kind: ballotCheckpointKind,
        sequence: z.int(),
        headHash: hash,
        rollHash: hash,
        merkleRoot: hash.nullable(),
        toldAt: values.instant,
      })
      .meta({ id: 'BallotCheckpoint' }),
  ),
});
