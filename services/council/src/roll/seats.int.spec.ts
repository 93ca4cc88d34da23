import {
  castVote,
  certifyBallot,
  closeBallot,
  draftBallot,
  entriesOfRoll,
  freezeRoll,
  giveBallotNotice,
  myBallots,
  openBallot,
  sessionDecided,
  tallyOfBallot,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, instantAt } from '@gezhi/shared/domain';
import { BallotScene, community } from '../ballot/ballot.fixture.js';
import { appointed, foundedCouncil } from '../council/council.fixture.js';
import { openRegular } from '../session/session.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.ballot.${name}` });

let scene: BallotScene;
beforeAll(async () => {
  scene = await BallotScene.start();
}, 120_000);
afterAll(() => scene?.service.stop());

describe('C-10, C-T16, C-T17 members vote in their session', () => {
  it('who is recused cannot vote and counts nowhere; who is present takes part; the session decides', async () => {
    const { council, secretary, organizations } = await foundedCouncil(scene.service, community);
    const at = (organizationId: string) => appointed(scene.service, secretary, { councilId: council.id, organizationId });
    const free = await Promise.all(Array.from({ length: 5 }, () => at(organizations.agency)));
    const bidder = await at(organizations.enterprise);
    const memberIds = [...free, bidder].map(({ id }) => id);
    const sessionId = await openRegular(scene.service, secretary, { councilId: council.id, memberIds: memberIds.slice(0, 4) });
    const id = newId();
    const about = { question: '演示采购', matter: 'OTHER' as const, subjectId: organizations.enterprise };
    const rule = { electorate: 'MEMBERS' as const, ruleId: 'PART_TIME_COUNCIL' as const };
    const times = { opensOn: scene.today, closesAt: instantAt(addDays(scene.today, 1)) };
    const ballot = { communityCode: community, councilId: council.id, ...about, ...rule, ...times };
    await expect(secretary.call(draftBallot, { ...ballot, id: newId() })).rejects.toEqual(refusal('session-wanted'));
    await secretary.call(draftBallot, { ...ballot, id, sessionId });
    await secretary.call(giveBallotNotice, { id, noticedOn: scene.today, evidenceIds: [newId()] });
    const frozen = await secretary.call(freezeRoll, { ballotId: id });
    expect(frozen.roll).toMatchObject({ entries: 5, heads: 5 });
    const { items } = await scene.service.public().call(entriesOfRoll, { ballotId: id });
    expect([items.length, items.filter(({ recused }) => recused).length, items.filter(({ attends }) => attends).length]).toEqual([6, 1, 4]);
    await secretary.call(openBallot, { id });
    const [barred] = (await bidder.caller.call(myBallots, { pending: false })).items;
    expect(barred).toMatchObject({ recused: true });
    const vote = { id: newId(), ballotId: id, entryNumber: barred!.entryNumber, choice: 'FOR' as const };
    await expect(bidder.caller.call(castVote, vote)).rejects.toEqual(refusal('recused'));
    for (const { caller } of free.slice(0, 3)) await scene.cast(caller, id, 'FOR');
    await secretary.call(closeBallot, { id });
    await secretary.call(certifyBallot, { ballotId: id });
    expect(await scene.leader.call(certifyBallot, { ballotId: id })).toMatchObject({ outcome: 'PASSED' });
    const { counts } = await scene.service.public().call(tallyOfBallot, { ballotId: id });
    expect(counts).toMatchObject({ all: { heads: 5 }, participating: { heads: 4 }, for: { heads: 3 }, silent: { heads: 1 } });
    const told = (await scene.service.told(sessionDecided)).map(({ data }) => data);
    expect(told).toEqual([expect.objectContaining({ decisionId: id, sessionId, outcome: 'PASSED', subjectId: organizations.enterprise })]);
  });
});
