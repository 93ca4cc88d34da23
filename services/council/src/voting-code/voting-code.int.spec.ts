import { castVote, enterPaperVote, freezeRoll, issueToken, openBallot } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { testPrivateKey, type TestCaller } from '@gezhi/shared/testing';
import { finishToken, prepareToken } from '@gezhi/verify/token';
import { BallotScene, community, day, type Estate } from '../ballot/ballot.fixture.js';
import { SecretScene } from '../ballot/secret-ballot.fixture.js';
import { printCodes } from './voting-code.fixture.js';

const refusal = (name: string, details?: object) => expect.objectContaining({ code: `council.${name}`, ...(details && { details }) });
const wrong = '0000-0000-0000-0000';

let scene: BallotScene;
let estate: Estate;
let ballotId: string;
let codes: Map<number, string>;
const print = (...more: string[]) => printCodes({ databaseUrl: scene.service.databaseUrl, ballotKey: testPrivateKey }, ballotId, ...more);
const numberOf = async (n: number) => (await scene.entriesOf(estate.owners[n]!.account, ballotId))[0]!.entryNumber;
const vote = (by: TestCaller, entryNumber: number, votingCode?: string, id = newId()) =>
  by.call(castVote, { id, ballotId, entryNumber, choice: 'FOR', ...(votingCode !== undefined && { votingCode }) });
const stored = async () => (await scene.rows<{ n: number }>('SELECT count(*)::int AS n FROM vote WHERE ballot_id = $1', [ballotId]))[0]!.n;

beforeAll(async () => {
  scene = await BallotScene.start();
  estate = await scene.estate([[0], [1], [2], [3], [4, 5], [6], []]);
  ({ id: ballotId } = await scene.draft(estate.estateId, { demandsVotingCode: true }));
  await scene.notice(ballotId);
  await expect(print()).rejects.toThrow('the roll is not frozen');
  await scene.secretary.call(freezeRoll, { ballotId });
}, 120_000);
afterAll(() => scene?.service.stop());

describe('C-10 codes of a ballot that demands them', () => {
  it('it opens when every entry has its code; the list is for its owner alone, and is made once', async () => {
    await scene.service.advance(16 * day);
    await expect(scene.secretary.call(openBallot, { id: ballotId })).rejects.toEqual(refusal('ballot.voting-codes-missing'));
    const printed = await print();
    expect([printed.codes.size, printed.mode, new Set(printed.codes.values()).size]).toEqual([6, 0o600, 6]);
    await scene.secretary.call(openBallot, { id: ballotId });
    await expect(print()).rejects.toThrow('ENOENT');
    ({ codes } = printed);
  });

  it('with an account of the voter, and without the code, nobody votes; with the code whoever acts for the entry does, once', async () => {
    const entryNumber = await numberOf(0);
    const account = estate.owners[0]!.account;
    await expect(vote(account, entryNumber)).rejects.toEqual(refusal('voting-code.wanted'));
    await expect(vote(account, entryNumber, codes.get(await numberOf(1))!)).rejects.toEqual(refusal('voting-code.wrong', { left: 4 }));
    expect(await stored()).toBe(0);
    const id = newId();
    const receipt = await vote(account, entryNumber, codes.get(entryNumber)!.toLowerCase().replaceAll('-', ' '), id);
    expect(await vote(account, entryNumber, codes.get(entryNumber)!.toLowerCase().replaceAll('-', ' '), id)).toEqual(receipt);
    await expect(vote(account, entryNumber, codes.get(entryNumber)!)).rejects.toEqual(refusal('ballot.already-voted'));
    const stranger = scene.service.as({ roles: ['resident'], household: newId() });
    await expect(vote(stranger, await numberOf(1), codes.get(await numberOf(1))!)).rejects.toEqual(refusal('ballot.not-eligible'));
    expect(await stored()).toBe(1);
  });

  it('of twenty wrong ones at once five are compared; then the right one is void as well, until another is made with a reason', async () => {
    const entryNumber = await numberOf(1);
    const account = estate.owners[1]!.account;
    const guesses = await Promise.allSettled(Array.from({ length: 20 }, () => vote(account, entryNumber, wrong)));
    const answers = guesses.map((one) => (one as { reason: { code: string } }).reason.code.split('.').at(-1));
    expect([answers.filter((code) => code === 'wrong').length, answers.filter((code) => code === 'locked').length]).toEqual([5, 15]);
    await expect(vote(account, entryNumber, codes.get(entryNumber)!)).rejects.toEqual(refusal('voting-code.locked'));
    const again = await print('--entry', String(entryNumber), '--reason', '演示：业主遗失');
    expect([...again.codes.keys()]).toEqual([entryNumber]);
    await expect(vote(account, entryNumber, codes.get(entryNumber)!)).rejects.toEqual(refusal('voting-code.wrong', { left: 4 }));
    expect(await vote(account, entryNumber, again.codes.get(entryNumber)!)).toMatchObject({ entryNumber });
    const trail = await scene.rows(
      'SELECT serial, reason, wrong_attempts AS wrong, voided_at IS NOT NULL AS void FROM voting_code WHERE ballot_id = $1 AND entry_number = $2 ORDER BY serial',
      [ballotId, entryNumber],
    );
    expect(trail).toEqual([
      { serial: 1, reason: null, wrong: 5, void: true },
      { serial: 2, reason: '演示：业主遗失', wrong: 1, void: false },
    ]);
    expect(
      await scene.rows(
        `SELECT reason, actor_id AS actor FROM audit WHERE operation = 'council.schedule.voting-code.print' AND reason IS NOT NULL`,
      ),
    ).toEqual([{ reason: '演示：业主遗失', actor: 'system:council/voting-code' }]);
    for (const sql of ['DELETE FROM voting_code', 'UPDATE voting_code SET wrong_attempts = 0', 'UPDATE voting_code SET voided_at = NULL'])
      await expect(scene.rows(sql)).rejects.toThrow(/never changed|nothing else/);
  });

  it('C-T12 co-owners who share a code speak for all of their entry with it', async () => {
    const entryNumber = await numberOf(4);
    expect(await vote(estate.owners[5]!.account, entryNumber, codes.get(entryNumber)!)).toMatchObject({ voice: 0 });
    await expect(vote(estate.owners[4]!.account, entryNumber, codes.get(entryNumber)!)).rejects.toEqual(refusal('ballot.already-voted'));
  });

  it('a sheet of paper needs the code of its entry too, at each entry', async () => {
    const entryNumber = await numberOf(2);
    const enter = (votingCode?: string) =>
      scene.service.as({ roles: ['grid-worker'], place: community }).call(enterPaperVote, {
        id: newId(),
        ballotId,
        entryNumber,
        choice: 'FOR',
        evidenceId: newId(),
        ...(votingCode && { votingCode }),
      });
    await expect(enter()).rejects.toEqual(refusal('voting-code.wanted'));
    await expect(enter(wrong)).rejects.toEqual(refusal('voting-code.wrong', { left: 4 }));
    expect(await enter(codes.get(entryNumber)!)).toMatchObject({ state: 'ENTERED_ONCE' });
    expect(await enter(codes.get(entryNumber)!)).toMatchObject({ state: 'COUNTED' });
  });

  it('no table and no event holds a code', async () => {
    const tables = await scene.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    for (const code of [...codes.values()].slice(0, 2).flatMap((printed) => [printed, printed.replaceAll('-', '')]))
      for (const { name } of tables)
        expect([name, await scene.rows(`SELECT 1 FROM "${name}" t WHERE t::text ILIKE '%' || $1 || '%'`, [code])]).toEqual([name, []]);
  });
});

describe('C-T21 a secret ballot that demands codes', () => {
  it('the code is asked for the token, not for the vote', async () => {
    const secret = await SecretScene.open(scene, { voters: 2, demandsVotingCode: true }, async (id) => {
      ballotId = id;
      ({ codes } = await print());
    });
    const prepared = await prepareToken(secret.tokenKey);
    const entryNumber = await secret.numberOf(0);
    const ask = (votingCode?: string) =>
      secret.voters[0]!.call(issueToken, { ballotId, entryNumber, blinded: prepared.blinded, ...(votingCode && { votingCode }) });
    await expect(ask()).rejects.toEqual(refusal('voting-code.wanted'));
    await expect(ask(wrong)).rejects.toEqual(refusal('voting-code.wrong', { left: 4 }));
    const { blindSignature } = await ask(codes.get(entryNumber)!);
    const signature = await finishToken(secret.tokenKey, prepared, blindSignature);
    expect(await secret.cast({ token: prepared.token, signature }, 'FOR')).toMatchObject({ choice: 'FOR' });
  });
});
