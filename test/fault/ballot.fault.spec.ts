import { join } from 'node:path';
import {
  castVote,
  certificateOfBallot,
  entriesOfRoll,
  enterPaperVote,
  issueToken,
  votesOfBallot,
  type VoteChoice,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { rollRow, verify, voteRow, type VerificationFile } from '@gezhi/verify';
import { prepareToken } from '@gezhi/verify/token';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { printCodes } from '../../services/council/src/voting-code/voting-code.fixture.js';
import { BallotPlatform, type Minted } from '../support/ballot-scene.js';
import { uploadPicture } from '../support/billed-estate.js';
import { jixian } from '../support/community.js';
import { hold } from '../support/held.js';
import { appoint, newId, operatorOf, refusal, visitor, type Person } from '../support/people.js';

const day = 86_400_000;
const moved = (milliseconds: number) => ({
  NODE_OPTIONS: `--import=${join(process.cwd(), 'test/support/moved-clock.mjs')}`,
  MOVED_CLOCK_MS: String(milliseconds),
});

describe('C-10, C-T22 whatever breaks, an entry has one vote, and no vote is lost or late', () => {
  let cluster: Cluster;
  let operator: Person;
  let platform: BallotPlatform;
  const community = `${jixian}100001`;

  beforeAll(async () => {
    cluster = await startCluster({
      processes: ['council', 'gateway'],
      environmentOf: (name): Record<string, string> =>
        name === 'council-behind' ? moved(-3 * day) : name === 'council-ahead' ? moved(3 * day) : {},
    });
    operator = await operatorOf(cluster);
    platform = await BallotPlatform.on(cluster, operator, community);
    await cluster.start('council', 'council-2');
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  const cast = ({ client }: Minted, ballotId: string, entryNumber: number, choice: VoteChoice = 'FOR') =>
    client.call(castVote, { id: newId(), ballotId, entryNumber, choice });
  const file = async (ballotId: string): Promise<VerificationFile> => {
    const [anyone, limit] = [visitor(cluster), 2000];
    const signed = await anyone.call(certificateOfBallot, { ballotId });
    const roll = (await anyone.call(entriesOfRoll, { ballotId, limit })).items.map(rollRow);
    const votes = (await anyone.call(votesOfBallot, { ballotId, limit })).items.map(voteRow);
    return JSON.parse(JSON.stringify({ format: 'gezhi-verification/1', ...signed, roll, votes })) as VerificationFile;
  };

  it('two votes of one voter raced a hundred times on two replicas: one counts each time', async () => {
    const { id, representativeIds } = await platform.ballot(100);
    const voter = await platform.mint(representativeIds);
    const entries = await platform.entries(voter, id);
    expect(entries).toHaveLength(100);
    for (const entry of entries) {
      const raced = await Promise.all([refusal(cast(voter, id, entry, 'FOR')), refusal(cast(voter, id, entry, 'AGAINST'))]);
      expect(raced.filter((one) => one === undefined)).toHaveLength(1);
      expect(raced.find((one) => one !== undefined)).toMatchObject({ code: 'council.ballot.already-voted' });
    }
    expect(await platform.stored(id)).toBe(100);
    await platform.close(id);
    await platform.certify(id);
    expect(verify(await file(id))).toEqual([]);
  });

  it('C-10 a gateway that mints tokens for voters votes for nobody who has not named a code, online, on paper or in secret', async () => {
    const { id, representativeIds } = await platform.ballot(3, { demandsVotingCode: true, opened: false });
    const secrets = { databaseUrl: cluster.databases.council!.url, ballotKey: cluster.privateKey };
    const { codes } = await printCodes(secrets, id);
    await platform.open(id);
    const minted = await platform.mint(representativeIds);
    const entries = await platform.entries(minted, id);
    const code = (votingCode?: string) => ({ ...(votingCode !== undefined && { votingCode }) });
    const vote = (entryNumber: number, votingCode?: string) =>
      refusal(minted.client.call(castVote, { id: newId(), ballotId: id, entryNumber, choice: 'FOR', ...code(votingCode) }));
    for (const entry of entries) expect(await vote(entry)).toMatchObject({ code: 'council.voting-code.wanted' });
    // One who voted through it showed it a code: that of this entry, and no other.
    expect(await vote(entries[0]!, codes.get(entries[0]!))).toBeUndefined();
    const guesses = await Promise.all(Array.from({ length: 20 }, () => vote(entries[1]!, codes.get(entries[0]!))));
    expect(guesses.filter((one) => one?.code === 'council.voting-code.wrong')).toHaveLength(5);
    expect(new Set(guesses.map((one) => one?.code))).toEqual(new Set(['council.voting-code.wrong', 'council.voting-code.locked']));
    const clerk = await appoint(cluster, operator, { role: 'community-secretary', scope: community });
    const sheet = { id: newId(), ballotId: id, entryNumber: entries[2]!, choice: 'FOR' as const, evidenceId: await uploadPicture(clerk) };
    expect(await refusal(clerk.call(enterPaperVote, sheet))).toMatchObject({ code: 'council.voting-code.wanted' });
    expect(await platform.stored(id)).toBe(1);

    const secret = await platform.ballot(1, { demandsVotingCode: true, secret: true, opened: false });
    await printCodes(secrets, secret.id);
    const { tokenKey } = await platform.open(secret.id);
    const thief = await platform.mint(secret.representativeIds);
    const [entryNumber] = await platform.entries(thief, secret.id);
    const asked = { ballotId: secret.id, entryNumber: entryNumber!, blinded: (await prepareToken(tokenKey!)).blinded };
    expect(await refusal(thief.client.call(issueToken, asked))).toMatchObject({ code: 'council.voting-code.wanted' });
    expect(await cluster.query('council', 'SELECT 1 FROM ballot_token WHERE ballot_id = $1', [secret.id])).toEqual([]);
  });

  it('a vote a millisecond before the end counts and one at the end or after does not, on either replica: the database says when', async () => {
    const { id, closesAt, representativeIds } = await platform.ballot(60, { forMs: 600_000 });
    const voter = await platform.mint(representativeIds);
    const entries = await platform.entries(voter, id);
    const offset = await cluster.query<{ text: string }>('council', `SELECT pg_get_functiondef('gezhi_now'::regproc) AS text`);
    const standAt = (milliseconds: number) =>
      cluster.query(
        'council',
        `CREATE OR REPLACE FUNCTION gezhi_now() RETURNS timestamptz LANGUAGE sql STABLE AS
        $$ SELECT '${new Date(Date.parse(closesAt) + milliseconds).toISOString()}'::timestamptz $$`,
      );
    const outcomes: (string | undefined)[][] = [];
    try {
      for (const [round, milliseconds] of [-1, 0, 1].entries()) {
        await standAt(milliseconds);
        const tries = entries.slice(round * 20, round * 20 + 20).map((entry) => refusal(cast(voter, id, entry)));
        outcomes.push((await Promise.all(tries)).map((one) => one?.code));
      }
    } finally {
      await cluster.query('council', offset[0]!.text);
    }
    const all = (outcome: string | undefined) => Array.from({ length: 20 }, () => outcome);
    expect(outcomes).toEqual([all(undefined), all('council.ballot.closed'), all('council.ballot.closed')]);
    expect(await platform.stored(id)).toBe(20);
    const [{ late }] = (await cluster.query<{ late: number }>(
      'council',
      'SELECT count(*)::int AS late FROM vote WHERE ballot_id = $1 AND cast_at >= $2',
      [id, closesAt],
    )) as [{ late: number }];
    expect(late).toBe(0);
  });

  it('C-T14 a roll changed after freezing is refused, and past every guard it is found when two persons certify', async () => {
    const { id, representativeIds } = await platform.ballot(2);
    const voter = await platform.mint(representativeIds);
    for (const entry of await platform.entries(voter, id)) await cast(voter, id, entry);
    const change = (sql: string) => cluster.query('council', sql, [id]);
    const doubled = 'UPDATE roll_entry SET heads = 2 WHERE ballot_id = $1 AND number = 1';
    await expect(change(doubled)).rejects.toThrow('never changed');
    await expect(change('DELETE FROM roll_entry WHERE ballot_id = $1')).rejects.toThrow('never changed');
    await cluster.query('council', 'ALTER TABLE roll_entry DISABLE TRIGGER roll_entry_kept');
    await change(doubled);
    await cluster.query('council', 'ALTER TABLE roll_entry ENABLE TRIGGER roll_entry_kept');
    await platform.close(id);
    expect(await refusal(platform.certify(id))).toMatchObject({ code: 'council.ballot.proof-broken' });
    expect(await platform.read(id)).toMatchObject({ state: 'CLOSED', outcome: null });
  });

  it('killed while closing: nothing of it remains, and afterwards the ballot is closed once with every vote', async () => {
    const { id, representativeIds } = await platform.ballot(10);
    const voter = await platform.mint(representativeIds);
    for (const entry of await platform.entries(voter, id)) await cast(voter, id, entry);
    // Everything of the closing is written but the audit.
    const lock = await hold(cluster.databases.council!.url, 'BEGIN', 'LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE');
    const gone = new AbortController();
    const lost = platform.close(id, gone.signal).then(
      () => 'closed',
      () => 'lost',
    );
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await eventually(async () => (await cluster.query('council', waiting)).length > 0, { everyMs: 5, withinMs: 10_000 });
    await Promise.all(['council', 'council-2'].map((name) => cluster.nodes.get(name)!.end('SIGKILL')));
    gone.abort();
    await lock.release();
    await cluster.restart('council');
    expect([await lost, (await platform.read(id)).state]).toEqual(['lost', 'OPEN']);
    await platform.close(id);
    expect(await refusal(platform.close(id))).toMatchObject({ code: 'platform.request.wrong-state' });
    const closings = await cluster.query(
      'council',
      `SELECT 1 FROM outbox WHERE subject = 'council.event.ballot.checkpointed.v1' AND event::jsonb->'data'->>'ballotId' = $1
         AND event::jsonb->'data'->>'kind' = 'CLOSED'`,
      [id],
    );
    expect(closings).toHaveLength(1);
    await platform.certify(id);
    const whole = await file(id);
    expect([whole.votes.length, verify(whole)]).toEqual([10, []]);
  });

  it('the wall clock of a replica three days behind: it takes what is in time, and nothing later', async () => {
    await cluster.start('council', 'council-behind');
    await cluster.nodes.get('council')!.end('SIGKILL');
    const { id, closesAt, representativeIds } = await platform.ballot(2, { forMs: 4_000 });
    const voter = await platform.mint(representativeIds);
    const [first, second] = await platform.entries(voter, id);
    const receipt = await cast(voter, id, first!);
    expect([receipt.castAt < closesAt, Math.abs(Date.parse(receipt.castAt) - Date.now()) < day]).toEqual([true, true]);
    await eventually(() => Date.now() > Date.parse(closesAt) + 50, { withinMs: 10_000 });
    expect(await refusal(cast(voter, id, second!))).toMatchObject({ code: 'council.ballot.closed' });
    await platform.close(id);
    await platform.certify(id);
    expect([(await file(id)).votes.length, verify(await file(id))]).toEqual([1, []]);
  });

  it('the wall clock of a replica three days ahead: it answers and writes nothing, and no ballot ends by it', async () => {
    const { id, representativeIds } = await platform.ballot(2, { forMs: day });
    const voter = await platform.mint(representativeIds);
    const [first] = await platform.entries(voter, id);
    await cluster.start('council', 'council-ahead');
    await cluster.nodes.get('council-behind')!.end('SIGKILL');
    expect(await cluster.query('council', 'SELECT state FROM ballot WHERE id = $1', [id])).toEqual([{ state: 'OPEN' }]);
    // What it is asked seems to be days old: it answers nothing, and writes nothing.
    expect(await refusal(cast(voter, id, first!))).toMatchObject({ status: 503 });
    expect(await platform.stored(id)).toBe(0);
  });
});
