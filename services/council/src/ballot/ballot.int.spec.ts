import {
  ballotCancelled,
  ballotCertified,
  ballotClosed,
  ballotOpened,
  ballotsOfCommunity,
  cancelBallot,
  certificateOfBallot,
  certifyBallot,
  closeBallot,
  freezeRoll,
  giveBallotNotice,
  openBallot,
  readBallot,
  tallyOfBallot,
  turnoutOfBallot,
  votesOfBallot,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays } from '@gezhi/shared/domain';
import { BallotScene, day, type Estate } from './ballot.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.ballot.${name}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

let scene: BallotScene;
let estate: Estate;
beforeAll(async () => {
  scene = await BallotScene.start();
  estate = await scene.estate([[0], [1], [2]]);
}, 120_000);
afterAll(() => scene?.service.stop());

describe('C-10 a ballot of owners from draft to certificate', () => {
  it('estate E1, C-T3: 33 single owners and O1 against 33 pass, and nobody sees a result before two have certified', async () => {
    const e1 = await scene.estate(Array.from({ length: 100 }, (_, n) => [n < 85 ? n : n < 90 ? 85 : 86]));
    const { id } = await scene.open(e1.estateId);
    const read = await scene.service.public().call(readBallot, { id });
    expect(read).toMatchObject({ state: 'OPEN', roll: { entries: 87, heads: 87, area: 900_000, units: 100, unitsWithoutOwner: 0 } });
    for (let n = 0; n < 66; n++) await scene.cast(e1.owners[n]!.account, id, n < 33 ? 'FOR' : 'AGAINST');
    await scene.cast(e1.owners[85]!.account, id, 'FOR');
    expect(await scene.service.public().call(turnoutOfBallot, { id })).toEqual({
      ...{ entries: 67, heads: 67, area: 639_000, heldEntries: 87, heldHeads: 87, heldArea: 900_000 },
    });
    const hidden = async () => {
      for (const caller of [scene.secretary, scene.leader, e1.owners[0]!.account, scene.service.public()])
        for (const contract of [tallyOfBallot, certificateOfBallot, votesOfBallot])
          await expect(caller.call(contract, { ballotId: id })).rejects.toEqual(refusal('tally-hidden'));
    };
    await hidden();
    await expect(scene.secretary.call(closeBallot, { id })).rejects.toEqual(refusal('still-running'));
    await expect(scene.secretary.call(certifyBallot, { ballotId: id })).rejects.toEqual(wrongState);
    await scene.closeInTime();
    await hidden();
    await scene.secretary.call(certifyBallot, { ballotId: id });
    await hidden();
    await expect(scene.secretary.call(certifyBallot, { ballotId: id })).rejects.toEqual(refusal('same-certifier'));
    const certified = await scene.leader.call(certifyBallot, { ballotId: id });
    expect(certified).toMatchObject({ state: 'CERTIFIED', outcome: 'PASSED' });
    const tally = await scene.service.public().call(tallyOfBallot, { ballotId: id });
    expect(tally.counts).toMatchObject({ for: { heads: 34, area: 342_000 }, participating: { heads: 67, area: 639_000 } });
    expect(tally.explanation.map(({ percent }) => percent)).toEqual(['71.00', '77.01', '53.52', '50.75']);
    const told = (await scene.service.told(ballotCertified)).filter(({ data }) => data.ballotId === id);
    expect(told.map(({ data }) => data)).toEqual([
      expect.objectContaining({ outcome: 'PASSED', majority: 'GENERAL', matter: 'PROVIDER', subjectId: read.subjectId }),
    ]);
    expect((await scene.service.told(ballotOpened)).length * (await scene.service.told(ballotClosed)).length).toBeGreaterThan(0);
  }, 120_000);

  it('C-T0 a notice too short, without its copy, or of a day to come is refused and changes nothing', async () => {
    const early = await scene.draft(estate.estateId, { opensOn: addDays(scene.today, 15) });
    await expect(scene.notice(early.id)).rejects.toMatchObject({
      ...{ definition: { code: 'council.ballot.notice-too-short' }, details: { opensFrom: addDays(scene.today, 16) } },
    });
    await expect(scene.secretary.call(giveBallotNotice, { id: early.id, noticedOn: scene.today, evidenceIds: [newId()] })).rejects.toEqual(
      refusal('committee-copy-missing'),
    );
    await expect(scene.notice(early.id, { noticedOn: addDays(scene.today, 1) })).rejects.toEqual(refusal('notice-in-future'));
    expect(await scene.service.public().call(readBallot, { id: early.id })).toMatchObject({ state: 'DRAFT', version: 1 });
    const unclear = await scene.draft(estate.estateId, { opensOn: addDays(scene.today, 15), clearDays: false });
    expect(await scene.notice(unclear.id)).toMatchObject({ state: 'NOTICED', noticedOn: scene.today });
  });

  it('C-T19 nothing opens without a frozen roll, before its day, or twice; nothing of an opened one is edited', async () => {
    const { id } = await scene.draft(estate.estateId);
    await expect(scene.secretary.call(freezeRoll, { ballotId: id })).rejects.toEqual(wrongState);
    await scene.notice(id);
    await expect(scene.secretary.call(openBallot, { id })).rejects.toEqual(refusal('roll-not-frozen'));
    const frozen = await scene.secretary.call(freezeRoll, { ballotId: id });
    expect(frozen).toMatchObject({ rollHash: expect.stringMatching(/^[0-9a-f]{64}$/), roll: { heads: 3 } });
    await expect(scene.secretary.call(freezeRoll, { ballotId: id })).rejects.toEqual(refusal('roll-frozen'));
    await expect(scene.secretary.call(openBallot, { id })).rejects.toEqual(refusal('notice-too-short'));
    await scene.service.advance(16 * day);
    await scene.secretary.call(openBallot, { id });
    await expect(scene.secretary.call(openBallot, { id })).rejects.toEqual(wrongState);
    for (const change of [`question = '另一个问题'`, `closes_at = closes_at + interval '1 day'`, `roll_hash = '0'`, `rule = '{}'`])
      await expect(scene.rows(`UPDATE ballot SET ${change} WHERE id = $1`, [id])).rejects.toThrow('not edited');
  });

  it('a ballot whose owners are not known has nobody to ask', async () => {
    const unknown = await scene.estate([[0], []]);
    const nobody = newId();
    await expect(scene.draft(nobody)).rejects.toEqual(refusal('estate-unknown'));
    await expect(scene.draft(unknown.estateId, { ruleId: 'PMR_2018_ART12' })).rejects.toEqual(refusal('rule-superseded'));
    await expect(scene.draft(unknown.estateId, { ruleId: 'RESIDENT_MEETING_2026' })).rejects.toEqual(refusal('rule-not-configured'));
    await expect(scene.draft(unknown.estateId, { ruleId: 'PART_TIME_COUNCIL' })).rejects.toEqual(refusal('electorate-mismatch'));
  });

  it('one that is cancelled says why and names what replaces it; a vote that was cast stays', async () => {
    const { id } = await scene.open(estate.estateId);
    await scene.cast(estate.owners[0]!.account, id, 'FOR');
    const cancelled = await scene.secretary.call(cancelBallot, { id, reason: '问题表述有误' });
    expect(cancelled).toMatchObject({ state: 'CANCELLED', cancelReason: '问题表述有误' });
    await expect(scene.cast(estate.owners[1]!.account, id, 'FOR')).rejects.toThrow();
    await expect(scene.secretary.call(cancelBallot, { id, reason: '再次' })).rejects.toEqual(wrongState);
    const next = await scene.draft(estate.estateId, { replacesId: id });
    expect(await scene.service.public().call(readBallot, { id })).toMatchObject({ replacedById: next.id });
    expect(await scene.rows('SELECT count(*)::int AS n FROM vote WHERE ballot_id = $1', [id])).toEqual([{ n: 1 }]);
    expect((await scene.service.told(ballotCancelled)).map(({ data }) => data.ballotId)).toContain(id);
    const listed = await scene.service.public().call(ballotsOfCommunity, { communityCode: next.communityCode, state: 'CANCELLED' });
    expect(listed.items.map((ballot) => ballot.id)).toContain(id);
  });

  it('a secretary of another place finds no ballot', async () => {
    const { id } = await scene.draft(estate.estateId);
    const stranger = scene.service.as({ roles: ['community-secretary'], place: '230521100002' });
    for (const call of [
      () => stranger.call(giveBallotNotice, { id, noticedOn: scene.today, evidenceIds: [newId()], committeeCopyId: newId() }),
      () => stranger.call(freezeRoll, { ballotId: id }),
      () => stranger.call(cancelBallot, { id, reason: '无权' }),
      () => stranger.call(certifyBallot, { ballotId: id }),
    ])
      await expect(call()).rejects.toEqual(expect.objectContaining({ code: 'platform.request.not-found' }));
  });
});
