import { createPrivateKey, generateKeyPairSync, privateDecrypt, constants, randomBytes, webcrypto } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import {
  ballotCheckpointed,
  cancelBallot,
  castSecretVote,
  castVote,
  enterPaperVote,
  issueToken,
  myBallots,
  secretVotesOfBallot,
  turnoutOfBallot,
  type VoteChoice,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { verify, type Checkpoint, type SecretReceipt, type SecretVerificationFile } from '@gezhi/verify';
import { prepareToken } from '@gezhi/verify/token';
import fc from 'fast-check';
import { BallotScene, community } from '../ballot/ballot.fixture.js';
import { SecretScene } from '../ballot/secret-ballot.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.${name}` });
const choices: readonly VoteChoice[] = ['FOR', 'FOR', 'AGAINST', 'FOR'];

let scene: BallotScene;
beforeAll(async () => {
  scene = await BallotScene.start();
}, 120_000);
afterAll(() => scene?.service.stop());

describe('C-T21 a secret ballot, from the token to the recount', () => {
  let secret: SecretScene;
  const receipts: SecretReceipt[] = [];
  const tokens: { token: string; signature: string }[] = [];
  beforeAll(async () => {
    secret = await SecretScene.open(scene, { voters: 6 });
    for (const [voter, choice] of choices.entries()) {
      tokens.push(await secret.token(voter));
      receipts.push(await secret.cast(tokens[voter]!, choice));
    }
    tokens.push(await secret.token(4));
  }, 60_000);
  const read = () => scene.rows<{ n: number }>('SELECT count(*)::int AS n FROM ballot_box WHERE ballot_id = $1', [secret.ballotId]);

  it('each entry is given one token, and the same again; the vote stays open to nobody but its token', async () => {
    const { ballotId } = secret;
    const entryNumber = await secret.numberOf(5);
    const ask = (blinded: string) => secret.voters[5]!.call(issueToken, { ballotId, entryNumber, blinded });
    const prepared = await prepareToken(secret.tokenKey);
    const first = await ask(prepared.blinded);
    expect(await ask(prepared.blinded)).toEqual(first);
    await expect(ask((await prepareToken(secret.tokenKey)).blinded)).rejects.toEqual(refusal('secret-vote.token-issued'));
    const stranger = scene.service.as({ roles: ['resident'], household: newId() });
    await expect(stranger.call(issueToken, { ballotId, entryNumber, blinded: prepared.blinded })).rejects.toEqual(
      refusal('ballot.not-eligible'),
    );
    const { items } = await secret.voters[5]!.call(myBallots, { pending: false });
    expect(items.find((item) => item.ballotId === ballotId)).toMatchObject({ secret: true, tokenIssued: true, votedBy: null });
  });

  it('what is no number below the modulus is refused, and takes the token of nobody', async () => {
    const other = await SecretScene.open(scene, { voters: 1 });
    const ask = async (blinded: string) =>
      other.voters[0]!.call(issueToken, { ballotId: other.ballotId, entryNumber: await other.numberOf(0), blinded });
    await expect(ask(Buffer.alloc(256, 255).toString('base64'))).rejects.toEqual(refusal('secret-vote.blinded-invalid'));
    expect(await other.cast(await other.token(0), 'FOR')).toMatchObject({ choice: 'FOR' });
  });

  it('the first vote of a token counts: a resend answers the same, another choice is refused, and of twenty at once one is in the box', async () => {
    expect(await secret.cast(tokens[0]!, choices[0]!)).toEqual(receipts[0]);
    await expect(secret.cast(tokens[0]!, 'AGAINST')).rejects.toMatchObject({ details: { channel: 'ONLINE' } });
    const before = (await read())[0]!.n;
    const raced = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => secret.cast(tokens[4]!, (['FOR', 'AGAINST', 'ABSTAIN'] as const)[n % 3]!)),
    );
    const counted = new Set(raced.flatMap((one) => (one.status === 'fulfilled' ? [one.value.choice] : [])));
    expect([counted.size, (await read())[0]!.n - before]).toEqual([1, 1]);
    expect(await scene.service.public().call(turnoutOfBallot, { id: secret.ballotId })).toMatchObject({ entries: 5, heldEntries: 6 });
  });

  it('what the key of this ballot did not sign is not counted', async () => {
    const strange = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signature = privateDecrypt({ key: strange.privateKey, padding: constants.RSA_NO_PADDING }, Buffer.alloc(256, 1));
    const forged = { token: randomBytes(64).toString('base64'), signature: signature.toString('base64') };
    await expect(secret.cast(forged, 'FOR')).rejects.toEqual(refusal('secret-vote.token-invalid'));
    await expect(secret.cast({ ...tokens[0]!, signature: tokens[1]!.signature }, 'FOR')).rejects.toEqual(
      refusal('secret-vote.token-invalid'),
    );
    const other = await SecretScene.open(scene, { voters: 1 });
    await expect(other.cast(tokens[0]!, 'FOR')).rejects.toEqual(refusal('secret-vote.token-invalid'));
  });

  it('named votes and sheets of paper have no place in it, nor tokens in a named one', async () => {
    const entryNumber = await secret.numberOf(0);
    const { ballotId } = secret;
    await expect(secret.voters[0]!.call(castVote, { id: newId(), ballotId, entryNumber, choice: 'FOR' })).rejects.toEqual(
      refusal('ballot.secret'),
    );
    const staff = scene.service.as({ roles: ['grid-worker'], place: community });
    const sheet = { id: newId(), ballotId, entryNumber, choice: 'FOR' as const, evidenceId: newId() };
    await expect(staff.call(enterPaperVote, sheet)).rejects.toEqual(refusal('paper-vote.secret'));
    const estate = await scene.estate([[0]]);
    const named = await scene.open(estate.estateId);
    const cast = { ballotId: named.id, ...tokens[0]!, choice: 'FOR' as const };
    await expect(scene.service.public().call(castSecretVote, cast)).rejects.toEqual(refusal('ballot.not-secret'));
  });

  it('nothing is changed or taken out of the box while it is open, and nothing read before it is certified', async () => {
    for (const sql of [
      `UPDATE ballot_box SET choice = 'FOR'`,
      'DELETE FROM ballot_box',
      'TRUNCATE ballot_box',
      'DELETE FROM ballot_token',
      'UPDATE ballot SET secret = false',
    ])
      await expect(scene.rows(sql)).rejects.toThrow(/never changed|has ended|not edited/);
    const anyone = scene.service.public();
    await expect(anyone.call(secretVotesOfBallot, { ballotId: secret.ballotId })).rejects.toEqual(refusal('ballot.tally-hidden'));
  });

  it('an account that is signed in leaves no trace of it when it casts', async () => {
    const ready = await (async () => {
      const other = await SecretScene.open(scene, { voters: 1 });
      return { ballotId: other.ballotId, ...(await other.token(0)), voter: other.voters[0]! };
    })();
    const { voter, ...cast } = ready;
    await voter.call(castSecretVote, { ...cast, choice: 'FOR' }, { key: newId() });
    const rows = await scene.rows<Record<string, unknown>>('SELECT * FROM audit WHERE operation = $1 AND aggregate_id = $2', [
      castSecretVote.subject,
      cast.ballotId,
    ]);
    expect(rows).toMatchObject([{ actor_id: 'public', input_hash: null, trace_id: null, changes: {} }]);
    expect(await scene.rows('SELECT 1 FROM idempotency WHERE operation = $1', [castSecretVote.subject])).toEqual([]);
  });

  it('no column anywhere holds who, with what was chosen; and after the end rows tell neither order nor transaction', async () => {
    await secret.certify();
    expect(await read()).toEqual([{ n: 0 }]);
    expect(await scene.rows('SELECT 1 FROM ballot_token_key WHERE ballot_id = $1', [secret.ballotId])).toEqual([]);
    const rows = await scene.rows<{ hash: string; xmin: string }>(
      `SELECT encode(token_hash, 'hex') AS hash, xmin::text FROM secret_vote WHERE ballot_id = $1 ORDER BY ctid`,
      [secret.ballotId],
    );
    expect(rows.map(({ hash }) => hash)).toEqual(rows.map(({ hash }) => hash).toSorted());
    expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1);
    const columns = await scene.rows<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name IN ('ballot_box', 'secret_vote') ORDER BY 1`,
    );
    expect(new Set(columns.map(({ name }) => name))).toEqual(new Set(['ballot_id', 'choice', 'signature', 'token', 'token_hash']));
    // Whatever tells a token from another stands where votes lie, and nowhere else.
    const told = await scene.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const { token } = tokens[0]!;
    const signs = [receipts[0]!.tokenHash, receipts[0]!.leaf, receipts[0]!.signature, token, Buffer.from(token, 'base64').toString('hex')];
    for (const { name } of told.filter((table) => table.name !== 'secret_vote'))
      for (const sign of signs)
        expect([name, await scene.rows(`SELECT 1 FROM "${name}" t WHERE to_jsonb(t)::text LIKE '%' || $1 || '%'`, [sign])]).toEqual([
          name,
          [],
        ]);
  });

  it('anyone recounts it, and finds the own token; a resend is answered still', async () => {
    const file = await secret.file();
    const told = await scene.service.told(ballotCheckpointed);
    const checkpoints = told.map(({ data }) => data as unknown as Checkpoint & { ballotId: string });
    const given = { key: file.publicKey, checkpoints: checkpoints.filter(({ ballotId }) => ballotId === secret.ballotId), receipts };
    expect(verify(file, given)).toEqual([]);
    expect(given.checkpoints.map(({ kind }) => kind)).toEqual(['OPENED', 'CLOSED']);
    expect(file.certificate).toMatchObject({ votes: 5, secrecy: { issued: 6 }, outcome: 'PASSED' });
    expect(await secret.cast(tokens[0]!, choices[0]!)).toEqual(receipts[0]);
    expect(verify(file, { receipts: [{ ...receipts[0]!, choice: 'ABSTAIN' }] }).map(({ part }) => part)).toContain('RECEIPT');
  });
});

describe('C-T21, C-T23 tampering with a published secret ballot', () => {
  it('of 1,000 random changes every one is found', async () => {
    const secret = await SecretScene.open(scene, { voters: 5 });
    for (const [voter, choice] of choices.entries()) await secret.cast(await secret.token(voter), choice);
    await secret.certify();
    const file = await secret.file();
    expect(verify(file)).toEqual([]);
    const whole = JSON.stringify(file);
    const kinds = fc.constantFrom(
      'drop' as const,
      'double' as const,
      'swap' as const,
      'choice' as const,
      'token' as const,
      'issued' as const,
    );
    let tampered = 0;
    fc.assert(
      fc.property(kinds, fc.nat(), fc.nat(), (kind, where, how) => {
        const other = JSON.parse(whole) as { votes: string[][]; issued: number[] };
        const index = where % other.votes.length;
        const vote = other.votes[index]!;
        if (kind === 'drop') other.votes.splice(index, 1);
        else if (kind === 'double') other.votes.splice(index, 0, vote);
        else if (kind === 'swap') other.votes.reverse();
        else if (kind === 'choice') vote[3] = ['FOR', 'AGAINST', 'ABSTAIN'][how % 3]!;
        else if (kind === 'token') vote[how % 3] = `${vote[how % 3]!.slice(0, how % 60)}A${vote[how % 3]!.slice((how % 60) + 1)}`;
        else other.issued[where % other.issued.length] = (how % 5) + 1;
        fc.pre(JSON.stringify(other) !== whole);
        tampered++;
        expect(verify(other as unknown as SecretVerificationFile).length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
    expect(tampered).toBeGreaterThanOrEqual(1000);
  }, 60_000);
});

describe('C-T21 who may have one', () => {
  it('what is weighed by area is named', async () => {
    const estate = await scene.estate([[0]]);
    await expect(scene.draft(estate.estateId, { secret: true })).rejects.toEqual(refusal('ballot.secret-weighted'));
  });

  it('in a meeting those who are present alone are given a token, and who of them is silent took part', async () => {
    const meeting = await SecretScene.open(scene, { voters: 4, present: (n) => n < 3 });
    await expect(meeting.token(3)).rejects.toEqual(refusal('secret-vote.not-present'));
    await meeting.cast(await meeting.token(0), 'FOR');
    await meeting.certify();
    const { certificate } = await meeting.file();
    expect(certificate.counts).toMatchObject({ all: { heads: 4 }, participating: { heads: 3 }, silent: { heads: 2 }, for: { heads: 1 } });
    expect(verify(await meeting.file())).toEqual([]);
  });

  it('after its end neither tokens are given nor votes taken, also when it was cancelled', async () => {
    const other = await SecretScene.open(scene, { voters: 3 });
    const ready = await other.token(0);
    await other.cast(await other.token(2), 'FOR');
    const asked = { ballotId: other.ballotId, entryNumber: await other.numberOf(1), blinded: (await prepareToken(other.tokenKey)).blinded };
    await scene.secretary.call(cancelBallot, { id: other.ballotId, reason: '演示' });
    await expect(other.cast(ready, 'FOR')).rejects.toEqual(refusal('ballot.closed'));
    await expect(other.voters[1]!.call(issueToken, asked)).rejects.toEqual(refusal('ballot.closed'));
    const kept = await scene.rows(
      'SELECT (SELECT count(*) FROM ballot_token_key WHERE ballot_id = $1)::int AS keys, (SELECT count(*) FROM secret_vote WHERE ballot_id = $1)::int AS votes',
      [other.ballotId],
    );
    expect(kept).toEqual([{ keys: 0, votes: 1 }]);
  });
});

describe('C-T21 the plain RSA operation', () => {
  it('signs as the library for RFC 9474 does', async () => {
    const suite = RSABSSA.SHA384.PSS.Randomized();
    const pair = await suite.generateKey({ publicExponent: Uint8Array.from([1, 0, 1]), modulusLength: 2048 });
    const { blindedMsg } = await suite.blind(pair.publicKey, suite.prepare(new Uint8Array(32)));
    const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey));
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    const ours = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, blindedMsg);
    expect(ours.equals(await suite.blindSign(pair.privateKey, blindedMsg))).toBe(true);
  });
});
