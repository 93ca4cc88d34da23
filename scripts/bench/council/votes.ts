import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { castVote } from '@gezhi/shared/contracts';
import { keyId, tokenAudience, tokenIssuer } from '@gezhi/shared/auth';
import { SignJWT } from 'jose';
import type { Figure, Ground } from '../ground.js';
import { loadOf, median, type Shot } from '../load.js';
import { perAnswer, processorTime } from '../processor-time.js';
import { startBare } from '../requests.js';
import { openVote, type Polling } from './ballots.js';

const households = 5_000;
const connections = 64;

/** As if the gateway had told of an account for every owner of the roll. */
const assign = `INSERT INTO known_assignment (id, account_id, role, axis, scope, version)
  SELECT uuidv7(), uuidv7(), 'resident', 'self', voter_ids[1]::text, 1 FROM roll_entry WHERE ballot_id = $1`;
const voters = `SELECT e.number AS "entryNumber", k.account_id AS "accountId" FROM roll_entry e
  JOIN known_assignment k ON k.scope = e.voter_ids[1]::text WHERE e.ballot_id = $1 ORDER BY e.number`;
const stored = 'SELECT count(*)::int AS votes, count(DISTINCT entry_number)::int AS voters FROM vote WHERE ballot_id = $1';

/** Every household votes once, with a token that nobody has seen, against the reference that inserts rows of the same columns. */
export async function measureVotes(ground: Ground, polling: Polling, rounds: number): Promise<Figure[]> {
  const { cluster } = ground;
  const [turns, ratios]: [number[], number[]] = [[], []];
  let processor = '';
  let reference: (() => Promise<number>) | undefined;
  let stop = (): void => undefined;
  try {
    for (let round = 0; round <= rounds; round++) {
      const { id } = await openVote(ground, polling, households, 60);
      const shots = await shotsOf(ground, id);
      const before = processorTime(ground.pids);
      const { perSecond, failures } = await loadOf(cluster.url, connections, households, () => shots.pop()!);
      processor = perAnswer(before, processorTime(ground.pids), households);
      const [count] = await cluster.query<{ votes: number; voters: number }>('council', stored, [id]);
      if (failures || count!.votes !== households || count!.voters !== households)
        throw new Error(`${failures} votes failed; stored ${JSON.stringify(count)}`);
      if (!reference) [reference, stop] = await plainRows(ground);
      const plain = await reference();
      // The first round compiles the code.
      if (round) turns.push(perSecond);
      if (round) ratios.push(perSecond / plain);
    }
  } finally {
    stop();
  }
  const all = turns.map((each) => Math.round(each)).join(' ');
  return [
    {
      name: `votes of ${households} households from ${connections} connections, all stored, one each (median of ${all})`,
      value: `${Math.round(median(turns))}/s`,
      target: '≥ 600/s',
    },
    {
      name: `votes: gezhi / ordinary, median of rounds ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`,
      value: median(ratios).toFixed(2),
    },
    { name: 'votes: µs of processor time an answer', value: processor },
  ];
}

async function shotsOf({ cluster }: Ground, ballotId: string): Promise<Shot[]> {
  await cluster.query('council', assign, [ballotId]);
  await cluster.query('council', 'ANALYZE known_assignment, roll_entry');
  const key = createPrivateKey(cluster.privateKey);
  const kid = keyId(createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString());
  const token = (accountId: string) =>
    new SignJWT({ sid: randomUUID(), roles: ['resident'] })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setSubject(accountId)
      .setIssuer(tokenIssuer)
      .setAudience(tokenAudience)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key);
  const rows = await cluster.query<{ entryNumber: number; accountId: string }>('council', voters, [ballotId]);
  return Promise.all(
    rows.map(async ({ entryNumber, accountId }) => {
      const id = randomUUID();
      const headers = { authorization: `Bearer ${await token(accountId)}`, 'content-type': 'application/json', 'idempotency-key': id };
      const choice = (['FOR', 'FOR', 'AGAINST', 'ABSTAIN'] as const)[entryNumber % 4]!;
      return { method: 'POST', path: castVote.path!, headers, body: JSON.stringify({ id, ballotId, entryNumber, choice }) };
    }),
  );
}

/** The reference inserts into a table of the same columns that has neither chain nor roll. */
async function plainRows(ground: Ground): Promise<[run: () => Promise<number>, stop: () => void]> {
  await ground.cluster.query('council', 'CREATE TABLE IF NOT EXISTS plain_vote (LIKE vote, PRIMARY KEY (id))');
  const bare = await startBare(ground, 'ordinary', { service: 'council', table: 'plain_vote', sampled: 'vote' });
  const headers = { 'content-type': 'application/json' };
  const next = (): Shot => ({ method: 'POST', path: '/rows', headers, body: JSON.stringify([randomUUID(), ...bare.row]) });
  const run = async () => (await loadOf(bare.url, connections, households, next)).perSecond;
  return [run, () => void bare.child.kill()];
}
