import {
  ballotCheckpointed,
  castVote,
  certifyBallot,
  closeBallot,
  draftBallot,
  enterPaperVote,
  entriesOfRoll,
  freezeRoll,
  giveBallotNotice,
  openBallot,
  paperVotesWaiting,
  previewRoll,
  readReceipt,
  recordProxy,
  sessionDecided,
  tallyOfBallot,
  transfersSinceRoll,
  type VoteChoice,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { instantAt, addDays } from '@gezhi/shared/domain';
import { eventually, type TestCaller } from '@gezhi/shared/testing';
import { BallotScene, community, type Estate } from '../ballot/ballot.fixture.js';
import { chainStart, leafOf, linkOf, sealOf } from '../proof/proof.plan.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.ballot.${name}` });
const paperRefusal = (name: string) => expect.objectContaining({ code: `council.paper-vote.${name}` });

let scene: BallotScene;
let estate: Estate;
let ballotId: string;
beforeAll(async () => {
  scene = await BallotScene.start();
}, 120_000);
afterAll(() => scene?.service.stop());
beforeEach(async () => {
  estate = await scene.estate([[0], [1], [2], [3, 4], [5], []]);
  ({ id: ballotId } = await scene.open(estate.estateId));
});

const account = (n: number) => estate.owners[n]!.account;
const numberOf = async (n: number) => (await scene.entriesOf(account(n), ballotId))[0]!.entryNumber;
const stored = async () => (await scene.rows<{ n: number }>('SELECT count(*)::int AS n FROM vote WHERE ballot_id = $1', [ballotId]))[0]!.n;
const staff = () => scene.service.as({ roles: ['grid-worker'], place: community });
const counts = async () => {
  await scene.certify(ballotId);
  return (await scene.service.public().call(tallyOfBallot, { ballotId })).counts;
};
const paper = (by: TestCaller, entryNumber: number, choice: VoteChoice) =>
  by.call(enterPaperVote, { id: newId(), ballotId, entryNumber, choice, evidenceId: newId() });

describe('C-T22 one vote for each entry of the roll', () => {
  it('a resend is answered with the same receipt, a second vote names the channel of the first, and what needs a vote gets less', async () => {
    expect(await scene.entriesOf(account(0), ballotId, true)).toHaveLength(1);
    const id = newId();
    const receipt = await scene.cast(account(0), ballotId, 'FOR', id);
    expect(await scene.cast(account(0), ballotId, 'FOR', id)).toEqual(receipt);
    await expect(scene.cast(account(0), ballotId, 'FOR')).rejects.toMatchObject({ details: { channel: 'ONLINE' } });
    await expect(scene.cast(account(0), ballotId, 'AGAINST', id)).rejects.toThrow();
    expect(await scene.entriesOf(account(0), ballotId, true)).toEqual([]);
    expect((await scene.entriesOf(account(0), ballotId))[0]).toMatchObject({ votedBy: 'ONLINE', receiptIds: [id] });
    expect(await account(0).call(readReceipt, { id })).toEqual(receipt);
    await expect(account(1).call(readReceipt, { id })).rejects.toEqual(expect.objectContaining({ code: 'platform.request.not-found' }));
    // C-T20 nor does whoever is named afterwards read it.
    const late = { id: newId(), ballotId, entryNumber: await numberOf(0), holderId: newId(), evidenceIds: [newId()] };
    await expect(scene.secretary.call(recordProxy, late)).rejects.toEqual(refusal('already-voted'));
    await scene.closeInTime();
    expect(await scene.cast(account(0), ballotId, 'FOR', id)).toEqual(receipt);
    expect(await stored()).toBe(1);
  });

  it.each([20, 100])('of %i casts raced exactly one is stored', async (racers) => {
    const entryNumber = await numberOf(0);
    const choices = ['FOR', 'AGAINST', 'ABSTAIN'] as const;
    const results = await Promise.allSettled(
      Array.from({ length: racers }, (_, n) => account(0).call(castVote, { id: newId(), ballotId, entryNumber, choice: choices[n % 3]! })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toEqual(refusal('already-voted'));
    expect(await stored()).toBe(1);
  });

  it('votes of many at once make one chain, which ends where the database says', async () => {
    await Promise.all([0, 1, 2, 5].map((n) => scene.cast(account(n), ballotId, 'FOR')));
    const votes = await scene.rows<Parameters<typeof leafOf>[0] & { link: string; sequence: number }>(
      `SELECT ballot_id AS "ballotId", entry_number AS "entryNumber", voice, choice, channel, cast_at AS "castAt", salt, link, sequence FROM vote
       WHERE ballot_id = $1 ORDER BY sequence`,
      [ballotId],
    );
    const [chain] = await scene.rows<{ head: Buffer; rollHash: string }>(
      'SELECT head, roll_hash AS "rollHash" FROM ballot_chain WHERE ballot_id = $1',
      [ballotId],
    );
    let head = chainStart(ballotId, chain!.rollHash);
    for (const [index, vote] of votes.entries()) {
      head = linkOf(head, leafOf({ ...vote, castAt: new Date(vote.castAt).toISOString() }));
      expect([vote.sequence, vote.link]).toEqual([index + 1, head.toString('hex')]);
    }
    expect(chain!.head.equals(head)).toBe(true);
  });

  it('nothing that was cast or frozen is changed or deleted, nor read in the audit', async () => {
    await scene.cast(account(0), ballotId, 'AGAINST');
    for (const sql of [`UPDATE vote SET choice = 'FOR'`, 'DELETE FROM vote', 'UPDATE roll_entry SET heads = 2', 'DELETE FROM roll_entry'])
      await expect(scene.rows(sql)).rejects.toThrow('never changed');
    const audit = await scene.rows<{ changes: object }>(`SELECT changes FROM audit WHERE operation = $1`, [castVote.subject]);
    expect(JSON.stringify(audit)).not.toContain('AGAINST');
  });

  it('the end is kept to by the clock of the database, whether the schedule has run or not', async () => {
    const [{ closesAt }] = (await scene.rows<{ closesAt: string }>('SELECT closes_at AS "closesAt" FROM ballot WHERE id = $1', [
      ballotId,
    ])) as [{ closesAt: string }];
    await scene.service.advance(Date.parse(closesAt) - Date.parse(scene.service.clock.now()));
    await expect(scene.cast(account(0), ballotId, 'FOR')).rejects.toEqual(refusal('closed'));
    await scene.service.schedules.runAll();
    await expect(scene.cast(account(0), ballotId, 'FOR')).rejects.toEqual(refusal('closed'));
    expect(await stored()).toBe(0);
  });
});

describe('C-10 who may vote for an entry', () => {
  it('C-T13 a tenant without written proxy is not eligible, and with one votes instead of the owner', async () => {
    const tenant = scene.service.as({ roles: ['resident'], household: newId() });
    const entryNumber = await numberOf(0);
    const vote = (by: TestCaller, id = newId()) => by.call(castVote, { id, ballotId, entryNumber, choice: 'FOR' });
    await expect(vote(tenant)).rejects.toEqual(refusal('not-eligible'));
    const holderId = newId();
    const holder = scene.service.as({ roles: ['resident'], household: holderId });
    const proxy = { id: newId(), ballotId, entryNumber, holderId, evidenceIds: [newId()] };
    await scene.secretary.call(recordProxy, proxy);
    await expect(scene.secretary.call(recordProxy, { ...proxy, id: newId() })).rejects.toEqual(refusal('proxy-given'));
    expect(await scene.entriesOf(holder, ballotId, true)).toHaveLength(1);
    expect(await vote(holder)).toMatchObject({ voice: 0, choice: 'FOR' });
    await expect(vote(account(0))).rejects.toEqual(refusal('already-voted'));
    await expect(account(0).call(castVote, { id: newId(), ballotId, entryNumber: 99, choice: 'FOR' })).rejects.toEqual(
      refusal('entry-unknown'),
    );
  });

  it('C-T12 co-owners who differ take no part, until the one they designated has confirmed', async () => {
    await scene.cast(account(3), ballotId, 'FOR');
    await scene.cast(account(4), ballotId, 'AGAINST');
    await expect(scene.cast(account(4), ballotId, 'FOR')).rejects.toEqual(refusal('already-voted'));
    const entryNumber = await numberOf(3);
    const holderId = estate.owners[4]!.ownerId;
    await scene.secretary.call(recordProxy, { id: newId(), ballotId, entryNumber, holderId, evidenceIds: [newId()] });
    expect(await scene.cast(account(4), ballotId, 'AGAINST')).toMatchObject({ voice: 0 });
    await expect(scene.cast(account(3), ballotId, 'FOR')).rejects.toEqual(refusal('already-voted'));
    expect(await counts()).toMatchObject({ against: { heads: 1 }, for: { heads: 0 }, inConflict: { heads: 0 } });
  });

  it('C-T12 a conflict that nobody settled did not take part', async () => {
    await scene.cast(account(3), ballotId, 'FOR');
    await scene.cast(account(4), ballotId, 'AGAINST');
    expect(await counts()).toMatchObject({ participating: { heads: 0 }, inConflict: { heads: 1, area: 9_000 } });
  });

  it('C-T14 who bought after the freezing has no vote; who sold keeps it, and the sale is noted', async () => {
    const buyerId = newId();
    await scene.sell(estate.estateId, estate.unitIds[0]!, [buyerId], 3);
    const transfers = () => scene.secretary.call(transfersSinceRoll, { ballotId });
    const { items } = await eventually(async () => {
      const found = await transfers();
      expect(found.items).toHaveLength(1);
      return found;
    });
    expect(items[0]).toMatchObject({ unitId: estate.unitIds[0], entryNumber: await numberOf(0) });
    const buyer = scene.service.as({ roles: ['resident'], household: buyerId });
    expect(await scene.entriesOf(buyer, ballotId)).toEqual([]);
    expect(await scene.cast(account(0), ballotId, 'FOR')).toMatchObject({ choice: 'FOR' });
  });

  it('everyone reads the roll by number; an owner can show that the seal of an entry is of him', async () => {
    const preview = await scene.secretary.call(previewRoll, { estateId: estate.estateId });
    expect(preview).toEqual({ entries: 6, heads: 6, area: 54_000, units: 6, unitsWithoutOwner: 1 });
    const { items } = await scene.service.public().call(entriesOfRoll, { ballotId });
    expect(Object.keys(items[0]!)).toEqual(['number', 'heads', 'area', 'group', 'recused', 'attends', 'seal']);
    const [mine] = await scene.entriesOf(account(3), ballotId);
    expect(mine!.voterIds).toEqual([estate.owners[3]!.ownerId, estate.owners[4]!.ownerId].sort());
    expect(items.find(({ number }) => number === mine!.entryNumber)!.seal).toBe(mine!.seal);
    expect(sealOf(ballotId, mine!.entryNumber, mine!.voterIds, mine!.salt)).toBe(mine!.seal);
  });
});

describe('C-10 paper sheets', () => {
  it('two persons enter a sheet alike and it counts, against the vote online that comes later', async () => {
    const entryNumber = await numberOf(0);
    const first = staff();
    expect(await paper(first, entryNumber, 'FOR')).toMatchObject({ state: 'ENTERED_ONCE', voteId: null });
    await expect(paper(first, entryNumber, 'FOR')).rejects.toEqual(paperRefusal('same-person'));
    expect((await first.call(paperVotesWaiting, { ballotId })).items).toMatchObject([{ entryNumber, state: 'ENTERED_ONCE' }]);
    expect(await paper(staff(), entryNumber, 'FOR')).toMatchObject({ state: 'COUNTED' });
    await expect(paper(staff(), entryNumber, 'FOR')).rejects.toEqual(paperRefusal('entered'));
    await expect(scene.cast(account(0), ballotId, 'FOR')).rejects.toMatchObject({ details: { channel: 'PAPER' } });
    const [mine] = await scene.entriesOf(account(0), ballotId);
    expect(await account(0).call(readReceipt, { id: mine!.receiptIds[0]! })).toMatchObject({ channel: 'PAPER', choice: 'FOR' });
    expect((await first.call(paperVotesWaiting, { ballotId })).items).toEqual([]);
  });

  it('entered differently it waits for a third look, and does not count without', async () => {
    const entryNumber = await numberOf(1);
    await paper(staff(), entryNumber, 'FOR');
    expect(await paper(staff(), entryNumber, 'AGAINST')).toMatchObject({ state: 'CONFLICT' });
    expect(await stored()).toBe(0);
    expect((await staff().call(paperVotesWaiting, { ballotId })).items).toMatchObject([
      { state: 'CONFLICT', evidenceIds: [expect.any(String), expect.any(String)] },
    ]);
    expect(await paper(staff(), entryNumber, 'AGAINST')).toMatchObject({ state: 'COUNTED', round: 3 });
    expect(await counts()).toMatchObject({ against: { heads: 1 }, for: { heads: 0 } });
  });

  it('a sheet comes too late after a vote online, after the end, or of no entry', async () => {
    const entryNumber = await numberOf(2);
    await scene.cast(account(2), ballotId, 'FOR');
    await expect(paper(staff(), entryNumber, 'FOR')).rejects.toMatchObject({ details: { channel: 'ONLINE' } });
    await expect(paper(staff(), 99, 'FOR')).rejects.toEqual(refusal('entry-unknown'));
    await scene.closeInTime();
    await expect(paper(staff(), await numberOf(1), 'FOR')).rejects.toEqual(refusal('closed'));
  });

  it('of one online and two paper entries raced exactly one vote is stored', async () => {
    const entryNumber = await numberOf(0);
    await paper(staff(), entryNumber, 'FOR');
    const all = [paper(staff(), entryNumber, 'FOR'), scene.cast(account(0), ballotId, 'AGAINST'), paper(staff(), entryNumber, 'FOR')];
    await Promise.allSettled(all);
    expect(await stored()).toBe(1);
  });
});

describe('C-T23 a vote that was changed is found', () => {
  it('another service is told of the chain at opening, as it grows and at closing, and no certificate comes of a rewritten one', async () => {
    await scene.cast(account(0), ballotId, 'FOR');
    await scene.service.schedules.runAll();
    await scene.service.schedules.runAll();
    await scene.cast(account(1), ballotId, 'AGAINST');
    await scene.closeInTime();
    const told = (await scene.service.told(ballotCheckpointed)).filter(({ data }) => data.ballotId === ballotId).map(({ data }) => data);
    expect(told.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['OPENED', 0],
      ['RUNNING', 1],
      ['CLOSED', 2],
    ]);
    expect(told.map(({ merkleRoot }) => merkleRoot)).toEqual([null, null, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    await scene.rows('ALTER TABLE vote DISABLE TRIGGER vote_kept');
    await scene.rows(`UPDATE vote SET choice = 'FOR' WHERE ballot_id = $1`, [ballotId]);
    await scene.rows('ALTER TABLE vote ENABLE TRIGGER vote_kept');
    await scene.secretary.call(certifyBallot, { ballotId });
    await expect(scene.leader.call(certifyBallot, { ballotId })).rejects.toEqual(refusal('proof-broken'));
  });
});

describe('C-T15 a meeting of residents’ representatives', () => {
  it('of 41 the 21 who came decide by 11 to 10, who voted silently on the list taking part; it is told as the decision of a meeting', async () => {
    const meeting = { electorate: 'RESIDENT_REPRESENTATIVES' as const, ruleId: 'RESIDENT_MEETING_2018' as const, matter: 'OTHER' as const };
    const times = { opensOn: scene.today, closesAt: instantAt(addDays(scene.today, 1)) };
    const id = newId();
    await scene.secretary.call(draftBallot, { id, communityCode: community, question: '演示议题', ...meeting, ...times });
    await scene.secretary.call(giveBallotNotice, { id, noticedOn: scene.today, evidenceIds: [newId()] });
    const people = Array.from({ length: 41 }, () => newId());
    const representatives = people.map((representativeId, n) => ({ representativeId, attends: n < 21 }));
    await expect(scene.secretary.call(freezeRoll, { ballotId: id })).rejects.toEqual(refusal('roll-given'));
    await scene.secretary.call(freezeRoll, { ballotId: id, representatives });
    await scene.secretary.call(openBallot, { id });
    for (const [n, household] of people.slice(0, 21).entries())
      await scene.cast(scene.service.as({ roles: ['resident'], household }), id, n < 11 ? 'FOR' : 'AGAINST');
    await scene.secretary.call(closeBallot, { id });
    await scene.secretary.call(certifyBallot, { ballotId: id });
    expect(await scene.leader.call(certifyBallot, { ballotId: id })).toMatchObject({ outcome: 'PASSED' });
    const told = (await scene.service.told(sessionDecided)).filter(({ data }) => data.decisionId === id);
    expect(told.map(({ data }) => data.outcome)).toEqual(['PASSED']);
  });
});
