import { ballotCheckpointed, type EventData, type Happened, type values } from '@gezhi/shared/contracts';
import { insert, type Act, type Write } from '@gezhi/shared/database';
import { chainStart, rootOf } from '../proof/proof.plan.js';
import { leavesOf } from '../vote/vote.plan.js';
import { BallotChain } from './chain.entity.js';

type Checkpoint = EventData<typeof ballotCheckpointed>;

export interface Chain {
  readonly communityCode: string;
  readonly rollHash: string;
  readonly sequence: number;
  readonly head: Buffer;
  readonly merkleRoot: Buffer | null;
}

export const chainColumns = 'community_code AS "communityCode", roll_hash AS "rollHash", sequence, head, merkle_root AS "merkleRoot"';
const end = `UPDATE ballot_chain SET open = false, told_sequence = sequence WHERE ballot_id = $1 RETURNING ${chainColumns}`;
const seal = 'UPDATE ballot_chain SET merkle_root = $2 WHERE ballot_id = $1';
const advance = `UPDATE ballot_chain SET told_sequence = sequence WHERE ballot_id = $1 AND open AND sequence > told_sequence RETURNING ${chainColumns}`;

const checkpoint = (
  kind: Checkpoint['kind'],
  ballotId: string,
  chain: Omit<Chain, 'merkleRoot'>,
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
  }: { readonly id: string; readonly communityCode: string; readonly rollHash: string; readonly closesAt: string },
  now: values.Instant,
): { readonly writes: readonly Write[]; readonly checkpoint: Happened } {
  const begun = { communityCode, rollHash, sequence: 0, head: chainStart(id, rollHash), merkleRoot: null };
  const row = { ...begun, ballotId: id, open: true, closesAt, toldSequence: 0 };
  return { writes: [insert(BallotChain, row)], checkpoint: checkpoint('OPENED', id, begun, now) };
}

/** The chain takes no vote any more: those under way come in before, all others are refused. */
export const endChain = async (act: Act, ballotId: string): Promise<Chain | undefined> => (await act.query<Chain>(end, [ballotId]))[0];

/** The chain ends with the root over its votes, which other services keep. */
export async function sealChain(act: Act, ballotId: string): Promise<void> {
  const chain = await endChain(act, ballotId);
  const root = rootOf(await leavesOf(act, ballotId));
  await act.query(seal, [ballotId, root]);
  act.emit(checkpoint('CLOSED', ballotId, chain!, act.now, root));
}

/** Tells other services how far an open chain has come; nothing when they know. */
export async function tellChain(act: Act, ballotId: string): Promise<void> {
  const [chain] = await act.query<Chain>(advance, [ballotId]);
  if (chain) act.emit(checkpoint('RUNNING', ballotId, chain, act.now));
}
