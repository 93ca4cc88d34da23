import { ballotCheckpointed, type EventData, type Happened, type values } from '@gezhi/shared/contracts';
import { insert, type Act, type Write } from '@gezhi/shared/database';
import { chainStart, rootOf } from '../proof/proof.plan.js';
import { endSecrecy, secretVotesOf } from '../secret-vote/secret-vote.plan.js';
import { leavesOf } from '../vote/vote.plan.js';
import { BallotChain } from './chain.entity.js';

type Checkpoint = EventData<typeof ballotCheckpointed>;

export interface Chain {
  readonly communityCode: string;
  readonly rollHash: string;
  readonly sequence: number;
  readonly head: Buffer;
  readonly merkleRoot: Buffer | null;
  readonly secret: boolean;
}

export const chainColumns =
  'community_code AS "communityCode", roll_hash AS "rollHash", sequence, head, merkle_root AS "merkleRoot", secret';
const end = `UPDATE ballot_chain SET open = false, told_sequence = sequence WHERE ballot_id = $1 RETURNING ${chainColumns}`;
const seal = 'UPDATE ballot_chain SET merkle_root = $2 WHERE ballot_id = $1';
const advance = `UPDATE ballot_chain SET told_sequence = sequence WHERE ballot_id = $1 AND open AND sequence > told_sequence RETURNING ${chainColumns}`;

const checkpoint = (
  kind: Checkpoint['kind'],
  ballotId: string,
  chain: Omit<Chain, 'merkleRoot' | 'secret'>,
  at: values.Instant,
  root?: Buffer,
): Happened =>
  ballotCheckpointed({
    ...{ ballotId, kind, at, communityCode: chain.communityCode, rollHash: chain.rollHash, sequence: chain.sequence },
    ...{ headHash: chain.head.toString('hex'), merkleRoot: root?.toString('hex') ?? null },
  });

/** The chain of a ballot begins, for the statement that opens it. */
export function opened(
  {
    id,
    communityCode,
    rollHash,
    closesAt,
    secret,
  }: {
    readonly id: string;
    readonly communityCode: string;
    readonly rollHash: string;
    readonly closesAt: string;
    readonly secret: boolean;
  },
  now: values.Instant,
): { readonly writes: readonly Write[]; readonly checkpoint: Happened } {
  const begun = { communityCode, rollHash, sequence: 0, head: chainStart(id, rollHash), merkleRoot: null, secret };
  const row = { ...begun, ballotId: id, open: true, closesAt, toldSequence: 0 };
  return { writes: [insert(BallotChain, row)], checkpoint: checkpoint('OPENED', id, begun, now) };
}

/** The chain takes no vote any more: those under way come in before, all others are refused. A secret ballot keeps no key and no box. */
export async function endChain(act: Act, ballotId: string): Promise<Chain | undefined> {
  const [chain] = await act.query<Chain>(end, [ballotId]);
  if (chain?.secret) await endSecrecy(act, ballotId);
  return chain;
}

/** The chain ends with the root over its votes, which other services keep. */
export async function sealChain(act: Act, ballotId: string): Promise<void> {
  const chain = (await endChain(act, ballotId))!;
  const secret = chain.secret ? await secretVotesOf(act, ballotId) : undefined;
  const root = rootOf(secret?.leaves ?? (await leavesOf(act, ballotId)));
  await act.query(seal, [ballotId, root]);
  act.emit(checkpoint('CLOSED', ballotId, secret ? { ...chain, sequence: secret.votes.length } : chain, act.now, root));
}

/** Tells other services how far an open chain has come; nothing when they know. */
export async function tellChain(act: Act, ballotId: string): Promise<void> {
  const [chain] = await act.query<Chain>(advance, [ballotId]);
  if (chain) act.emit(checkpoint('RUNNING', ballotId, chain, act.now));
}
