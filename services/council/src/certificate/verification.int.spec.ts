import { spawnSync } from 'node:child_process';
import { sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ballotCheckpointed,
  castVote,
  certificateOfBallot,
  entriesOfRoll,
  votesOfBallot,
  type DecisionRule,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { canonical } from '@gezhi/shared/platform';
import { testPrivateKey } from '@gezhi/shared/testing';
import { rollRow, verify, voteRow, type Checkpoint, type Receipt, type VerificationFile } from '@gezhi/verify';
import fc from 'fast-check';
import { BallotScene } from '../ballot/ballot.fixture.js';
import { evaluate } from '../decision-rule/threshold.rules.js';
import { chainStart, leafOf, linkOf, rootOf } from '../proof/proof.plan.js';
import { countsOf, heardOf } from './tally.rules.js';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const folder = mkdtempSync(join(tmpdir(), 'gezhi-verify-'));
const program = join(process.cwd(), 'libs/verify/dist/main.js');
let scene: BallotScene;
let file: VerificationFile;
let checkpoints: Checkpoint[];
let receipt: Receipt;

beforeAll(async () => {
  scene = await BallotScene.start();
  const estate = await scene.estate([...Array.from({ length: 10 }, (_, n) => [n]), [9], [10, 11], []]);
  const { id: ballotId } = await scene.open(estate.estateId);
  for (let n = 0; n < 8; n++) {
    const id = newId();
    const [entry] = await scene.entriesOf(estate.owners[n]!.account, ballotId);
    const choice = n % 3 ? 'FOR' : 'AGAINST';
    receipt = await estate.owners[n]!.account.call(castVote, { id, ballotId, entryNumber: entry!.entryNumber, choice });
    if (n % 3 === 0) await scene.service.schedules.runAll();
  }
  await scene.cast(estate.owners[10]!.account, ballotId, 'FOR');
  await scene.cast(estate.owners[11]!.account, ballotId, 'AGAINST');
  await scene.certify(ballotId);
  const anyone = scene.service.public();
  const signed = await anyone.call(certificateOfBallot, { ballotId });
  const roll = (await anyone.call(entriesOfRoll, { ballotId, limit: 2000 })).items.map(rollRow);
  const votes = (await anyone.call(votesOfBallot, { ballotId, limit: 2000 })).items.map(voteRow);
  file = JSON.parse(JSON.stringify({ format: 'gezhi-verification/1', ...signed, roll, votes })) as VerificationFile;
  checkpoints = (await scene.service.told(ballotCheckpointed)).map(({ data }) => data as unknown as Checkpoint);
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await scene?.service.stop();
});

/** The paths of all values of a JSON document, and of all its arrays. */
function pathsOf(value: Json, path: (string | number)[] = []): { values: (string | number)[][]; arrays: (string | number)[][] } {
  if (value === null || typeof value !== 'object') return { values: [path], arrays: [] };
  const below = Object.entries(value).map(([name, member]) => pathsOf(member, [...path, Array.isArray(value) ? Number(name) : name]));
  return {
    values: below.flatMap(({ values }) => values),
    arrays: [...(Array.isArray(value) ? [path] : []), ...below.flatMap(({ arrays }) => arrays)],
  };
}
const at = (document: Json, path: readonly (string | number)[]): Json =>
  path.reduce<Json>((value, name) => (value as Json[])[name as number]!, document);

function changed(value: Json, random: number): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1 + (random % 5);
  if (value === null) return 'RESIDENTS_SIDE';
  const text = value as string;
  const index = random % text.length;
  return text.slice(0, index) + (text[index] === 'a' ? 'b' : 'a') + text.slice(index + 1);
}

/** One tampering: a value changed, a member of a list dropped, doubled, or two of them exchanged. */
function tamper(kind: 'change' | 'drop' | 'add' | 'reorder', where: number, how: number): VerificationFile {
  const document = structuredClone(file) as unknown as Json;
  const { values, arrays } = pathsOf(document);
  if (kind === 'change') {
    const path = values[where % values.length]!;
    const parent = at(document, path.slice(0, -1)) as Json[];
    const name = path.at(-1) as number;
    parent[name] = changed(parent[name]!, how);
    return document as unknown as VerificationFile;
  }
  const lists = arrays.map((path) => at(document, path) as Json[]).filter((list) => list.length > 1);
  const list = lists[where % lists.length]!;
  const index = how % list.length;
  if (kind === 'drop') list.splice(index, 1);
  else if (kind === 'add') list.splice(index, 0, structuredClone(list[index]!));
  else list.splice(index, 2, ...list.slice(index, index + 2).reverse());
  return document as unknown as VerificationFile;
}

describe('C-10, C-T23 anyone recomputes a decision from what is published', () => {
  it('the file, the checkpoints that others keep and a receipt agree', () => {
    expect(verify(file, { key: file.publicKey, checkpoints, receipts: [receipt] })).toEqual([]);
    expect(file.votes).toHaveLength(10);
    expect(checkpoints.length).toBeGreaterThan(3);
  });

  it('of 1,000 random tamperings every one is found', () => {
    const original = JSON.stringify(file);
    let tampered = 0;
    const kinds = fc.constantFrom('change' as const, 'drop' as const, 'add' as const, 'reorder' as const);
    fc.assert(
      fc.property(kinds, fc.nat(), fc.nat(), (kind, where, how) => {
        const other = tamper(kind, where, how);
        fc.pre(JSON.stringify(other) !== original);
        tampered++;
        expect(verify(other).length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
    expect(tampered).toBeGreaterThanOrEqual(1000);
  }, 60_000);

  it('says what is wrong, by the part', () => {
    const parts = (other: Partial<VerificationFile>, given = {}) => new Set(verify({ ...file, ...other }, given).map(({ part }) => part));
    const flipped = file.votes.map((vote, n) =>
      n ? vote : (vote.with(3, vote[3] === 'FOR' ? 'AGAINST' : 'FOR') as unknown as typeof vote),
    );
    expect(parts({ votes: flipped })).toEqual(new Set(['CHAIN', 'MERKLE_ROOT', 'COUNTS', 'OUTCOME']));
    expect(parts({ certificate: { ...file.certificate, outcome: 'PASSED' } })).toEqual(new Set(['SIGNATURE', 'OUTCOME']));
    expect(parts({}, { key: 'another' })).toEqual(new Set(['KEY']));
    expect(parts({}, { receipts: [{ ...receipt, choice: 'ABSTAIN' }] })).toEqual(new Set(['RECEIPT']));
  });

  it('votes rewritten in the database, chained and signed anew with the service’s own key, disagree with what another service keeps', () => {
    const { ballotId } = file.certificate;
    const votes = file.votes.map((vote) => vote.with(3, 'FOR') as unknown as typeof vote);
    const leaves = votes.map(([, entryNumber, voice, choice, channel, castAt, salt]) =>
      leafOf({ ballotId, entryNumber, voice, choice, channel: channel as 'ONLINE', castAt, salt }),
    );
    const head = leaves.reduce(linkOf, chainStart(ballotId, file.certificate.rollHash));
    const chained = { headHash: head.toString('hex'), merkleRoot: rootOf(leaves).toString('hex') };
    const tables = file.roll.map(([number, heads, area, group, recused, attends, seal]) => ({
      number,
      heads,
      area,
      group: group as null,
      recused,
      attends,
      seal,
    }));
    const heard = heardOf(
      tables,
      votes.map(([, entryNumber, voice, choice]) => ({ entryNumber, voice, choice })),
    );
    const rule = file.certificate.rule as unknown as DecisionRule;
    const certificate = { ...file.certificate, ...chained, ...evaluate(rule, heard), counts: countsOf(heard) };
    const signature = sign(null, Buffer.from(canonical(certificate)), testPrivateKey).toString('base64');
    const forged: VerificationFile = { ...file, certificate, signature, votes };
    expect(verify(forged, { key: file.publicKey })).toEqual([]);
    const found = verify(forged, { key: file.publicKey, checkpoints, receipts: [{ ...receipt, choice: 'AGAINST' }] });
    expect(new Set(found.map(({ part }) => part))).toEqual(new Set(['CHECKPOINT', 'RECEIPT']));
  });

  it('the program reads a file and answers by its exit code', () => {
    const run = (content: object, ...more: string[]) => {
      const path = join(folder, `${newId()}.json`);
      writeFileSync(path, JSON.stringify(content));
      return spawnSync(process.execPath, [program, path, ...more], { encoding: 'utf8' });
    };
    const kept = join(folder, 'checkpoints.json');
    writeFileSync(kept, JSON.stringify({ items: checkpoints }));
    const fine = run(file, '--checkpoints', kept);
    expect([fine.status, fine.stderr]).toEqual([0, '']);
    expect(fine.stdout).toContain(file.certificate.outcome);
    const dropped = run({ ...file, votes: file.votes.slice(1) });
    expect(dropped.status).toBe(1);
    expect(dropped.stdout).toContain('CHAIN');
    expect(spawnSync(process.execPath, [program, join(folder, 'nowhere.json')]).status).toBe(2);
  });
});
