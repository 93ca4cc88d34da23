import { randomBytes } from 'node:crypto';
import type { VoteChoice } from '@gezhi/shared/contracts';
import type { Act } from '@gezhi/shared/database';
import { leafOf, type BallotKey } from '../proof/proof.plan.js';
import type { Leaf } from '../proof/proof.rules.js';
import { Vote } from './vote.entity.js';
import { cast, type Polling, type Sealing } from './vote.rules.js';

/** A vote as it stands in the chain. */
export interface ChainedVote extends Leaf {
  readonly sequence: number;
  /** Hex. */
  readonly leaf: string;
  readonly link: string;
}

const leaves = 'SELECT leaf FROM vote WHERE ballot_id = $1 ORDER BY sequence';
const chained = `SELECT ballot_id AS "ballotId", sequence, entry_number AS "entryNumber", voice, choice, channel, cast_at AS "castAt", salt, leaf, link
  FROM vote WHERE ballot_id = $1 ORDER BY sequence`;

/** The leaves of a ballot in the order of its chain. */
export const leavesOf = async (act: Act, ballotId: string): Promise<Buffer[]> =>
  (await act.query<{ leaf: string }>(leaves, [ballotId])).map(({ leaf }) => Buffer.from(leaf, 'hex'));

/** The votes of a ballot in the order of its chain. */
export const votesOf = (act: Act, ballotId: string): Promise<ChainedVote[]> => act.query<ChainedVote>(chained, [ballotId]);

/** A salt, hash and signature for one vote. */
export const sealing = (key: BallotKey): Sealing => ({
  salt: randomBytes(16).toString('hex'),
  seal: (vote) => {
    const leaf = leafOf(vote);
    return { leaf: leaf.toString('hex'), signature: key.signLeaf(leaf).toString('base64') };
  },
});

/** Casts what a paper sheet says, within the act that settles it. */
export async function castOnPaper(
  act: Act,
  key: BallotKey,
  vote: { readonly id: string; readonly ballotId: string; readonly entryNumber: number; readonly choice: VoteChoice },
  polling: Pick<Polling, 'communityCode' | 'openedAt' | 'closesAt'>,
): Promise<void> {
  await act.insert(Vote, [cast(vote, { voice: 0, channel: 'PAPER' }, polling, sealing(key), act.now).state]);
}
