import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { advanceClock, certifyBallot, closeBallot, tallyOfBallot } from '@gezhi/shared/contracts';
import { isProblem } from '../../demo/demo-api.js';
import { seconds, type Figure, type Ground } from '../ground.js';
import { openVote, type Polling } from './ballots.js';

const votes = 100_000;
const batch = 10_000;
const choices = ['FOR', 'FOR', 'FOR', 'AGAINST', 'ABSTAIN'] as const;

const insert = `INSERT INTO vote (id, version, ballot_id, community_code, entry_number, voice, choice, channel, cast_at, salt, leaf, signature, sequence, link)
  SELECT uuidv7(), 1, $1, $2, entry, 0, choice, 'ONLINE', $3, salt, leaf, '', entry, link
  FROM unnest($4::int[], $5::text[], $6::text[], $7::text[], $8::text[]) AS v (entry, choice, salt, leaf, link)`;

/** Closing, certifying and verifying a ballot of a hundred thousand votes, which are put into their table in one right chain. */
export async function measureProof(ground: Ground, polling: Polling): Promise<Figure[]> {
  const { cluster, operator } = ground;
  const { secretary, leader } = polling;
  const { id: ballotId, frozen } = await openVote(ground, polling, votes, 30);
  await castAll(ground, ballotId);
  await operator.do(advanceClock, { to: new Date(Date.now() + 31 * 60_000).toISOString() }, ballotId);
  const closed = await seconds(() => secretary.do(closeBallot, { id: ballotId }, ballotId).catch(ifClosed));
  await secretary.do(certifyBallot, { ballotId }, 'first', ballotId);
  const certified = await seconds(() => leader.do(certifyBallot, { ballotId }, 'second', ballotId));
  const { counts, outcome } = await leader.client.call(tallyOfBallot, { ballotId });
  if (counts.participating.heads !== votes || outcome !== 'PASSED') throw new Error(`${outcome}: ${JSON.stringify(counts)}`);
  const folder = await mkdtemp(join(tmpdir(), 'gezhi-verify-'));
  try {
    const file = join(folder, 'ballot.json');
    const verify = (...of: string[]) => seconds(() => promisify(execFile)(process.execPath, ['libs/verify/dist/main.js', ...of]));
    const fetched = await verify(`${cluster.url}/v1/ballots/${ballotId}`, file);
    const verified = await verify(file);
    const megabytes = ((await stat(file)).size / 1e6).toFixed(0);
    return [
      { name: `a roll of ${votes} entries frozen and hashed`, value: `${frozen.toFixed(2)} s` },
      { name: `a ballot of ${votes} votes closed: its Merkle root made and told`, value: `${closed.toFixed(2)} s` },
      { name: `${votes} votes certified: everything read and computed anew`, value: `${certified.toFixed(2)} s`, target: '≤ 5 s' },
      { name: `its roll and votes fetched over HTTP and verified (${megabytes} MB)`, value: `${fetched.toFixed(2)} s` },
      { name: `${votes} votes verified by the separate program, from the file`, value: `${verified.toFixed(2)} s`, target: '≤ 10 s' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The schedule may be quicker. */
function ifClosed(error: unknown): void {
  if (!isProblem(error, 'platform.request.wrong-state')) throw error;
}

/** One vote of every entry, the chain computed as the trigger of the database does; their receipts are left out. */
async function castAll({ cluster }: Ground, ballotId: string): Promise<void> {
  type Chain = { head: Buffer; castAt: string; communityCode: string };
  const [chain] = await cluster.query<Chain>(
    'council',
    `SELECT c.head, c.community_code AS "communityCode", to_char(b.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "castAt"
     FROM ballot_chain c JOIN ballot b ON b.id = c.ballot_id WHERE c.ballot_id = $1`,
    [ballotId],
  );
  let { head } = chain!;
  const { castAt, communityCode } = chain!;
  await cluster.query('council', 'ALTER TABLE vote DISABLE TRIGGER link_vote');
  for (let first = 1; first <= votes; first += batch) {
    const rows = Array.from({ length: batch }, (_, index) => {
      const [entry, choice, salt] = [first + index, choices[(first + index) % choices.length]!, randomBytes(16).toString('hex')];
      const leaf = sha256(JSON.stringify(['gezhi-vote/1', ballotId, entry, 0, choice, 'ONLINE', castAt, salt]));
      head = sha256(Buffer.of(2), head, leaf);
      return [entry, choice, salt, leaf.toString('hex'), head.toString('hex')] as const;
    });
    await cluster.query('council', insert, [ballotId, communityCode, castAt, ...columnsOf(rows)]);
  }
  await cluster.query('council', 'ALTER TABLE vote ENABLE TRIGGER link_vote');
  await cluster.query('council', 'UPDATE ballot_chain SET sequence = $2, head = $3 WHERE ballot_id = $1', [ballotId, votes, head]);
}

const columnsOf = (rows: readonly (readonly unknown[])[]): unknown[][] => rows[0]!.map((_, column) => rows.map((row) => row[column]));
const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
