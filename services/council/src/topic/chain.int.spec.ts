import {
  answerTopic,
  cancelBallot,
  cancelSession,
  changeAgenda,
  closeSession,
  giveSessionNotice,
  myTopics,
  openBallot,
  openSession,
  publicTopics,
  problemRectified,
  problemTransferred,
  readBallot,
  readCouncilSession,
  readTopic,
  scheduleSession,
  startTopicReview,
  submitTopic,
  takeUpCandidate,
  topicAccepted,
  topicRejected,
  topicsOfPlace,
  topicTimeline,
  unitRegistered,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually } from '@gezhi/shared/testing';
import { BallotScene, community, day, type Estate } from '../ballot/ballot.fixture.js';
import { foundedCouncil } from '../council/council.fixture.js';
import { inDays } from '../session/session.fixture.js';
import { acceptedTopic, certifiedTopic, submitted } from './topic.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.topic.${name}` });
const notFound = expect.objectContaining({ code: 'platform.request.not-found' });

let scene: BallotScene;
let estate: Estate;
let councilId: string;
beforeAll(async () => {
  scene = await BallotScene.start();
  estate = await scene.estate([[0], [1], [2]]);
  councilId = (await foundedCouncil(scene.service, community)).council.id;
}, 120_000);
afterAll(() => scene?.service.stop());

const owner = () => estate.owners[0]!.account;
const stageOf = async (id: string) => (await scene.secretary.call(readTopic, { id })).stage;

describe('C-09 topics come from whoever lives or works in the community', () => {
  it('an owner, who lives there, its member, its grid worker and its provider propose; nobody from elsewhere does', async () => {
    const { service } = scene;
    const householdId = newId();
    const unit = {
      unitId: newId(),
      estateId: estate.estateId,
      communityCode: community,
      buildingId: newId(),
      kind: 'RESIDENTIAL' as const,
    };
    await service.publish(unitRegistered, {
      ...unit,
      areaSource: 'TITLE_REGISTER',
      area: 9_000,
      householdId,
      at: service.clock.now(),
      version: 1,
    });
    await eventually(async () =>
      expect(await scene.rows('SELECT 1 AS n FROM known_unit WHERE household_id = $1', [householdId])).toHaveLength(1),
    );
    const sources = [
      [owner(), 'RESIDENT'],
      [service.as({ roles: ['resident'], household: householdId }), 'RESIDENT'],
      [service.as({ roles: ['part-time-member'], council: councilId }), 'MEMBER'],
      [service.as({ roles: ['grid-worker'], place: `${community}001` }), 'GRID'],
      [service.as({ roles: ['property-company'], estate: estate.estateId }), 'PROPERTY'],
      [scene.secretary, 'COMMUNITY'],
    ] as const;
    for (const [account, source] of sources) {
      const topic = await submitted(account);
      expect(topic).toMatchObject({ source, stage: 'SUBMITTED', proposerId: account.accountId, origin: 'PROPOSAL' });
      expect((await account.call(myTopics, {})).items.map(({ id }) => id)).toContain(topic.id);
    }
    const strangers = [
      service.as({ roles: ['resident'], household: newId() }),
      service.as({ roles: ['part-time-member'], council: newId() }),
      service.as({ roles: ['property-company'], estate: newId() }),
      service.as({ roles: ['community-secretary'], place: '230521100002' }),
    ];
    for (const stranger of strangers) await expect(submitted(stranger)).rejects.toEqual(refusal('not-of-community'));
    await expect(strangers[3]!.call(readTopic, { id: (await submitted(owner())).id })).rejects.toEqual(notFound);
  });

  it('one that is sent again, later and under another key, is the same', async () => {
    const input = { id: newId(), communityCode: community, title: '演示议题', detail: '演示详情' };
    const first = await owner().call(submitTopic, input);
    expect(await owner().call(submitTopic, input)).toEqual(first);
    expect(await scene.rows('SELECT number FROM topic_stage WHERE topic_id = $1', [input.id])).toEqual([{ number: 1 }]);
  });

  it('is answered once whoever races, with a reason that its proposer reads, and shows to everyone when accepted alone', async () => {
    const { id } = await submitted(owner());
    await expect(scene.secretary.call(answerTopic, { id, answer: 'ACCEPTED', reason: '演示' })).rejects.toEqual(refusal('stage-order'));
    const starts = await Promise.allSettled(Array.from({ length: 20 }, () => scene.secretary.call(startTopicReview, { id })));
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(scene.secretary.call(answerTopic, { id, answer: 'REJECTED' })).rejects.toEqual(refusal('reason-missing'));
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        scene.secretary.call(answerTopic, { id, answer: n % 2 ? 'REJECTED' : 'ACCEPTED', reason: `演示${n}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const { reason } of answers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[])
      expect(reason).toEqual(refusal('stage-order'));
    const { items } = await owner().call(myTopics, {});
    const mine = items.find((topic) => topic.id === id)!;
    expect(mine.reason).toMatch(/^演示\d+$/);
    const told = [...(await scene.service.told(topicAccepted)), ...(await scene.service.told(topicRejected))].filter(
      ({ data }) => data.topicId === id,
    );
    expect(told.map(({ data }) => data.proposerId)).toEqual([owner().accountId]);
    const shown = (await scene.service.public().call(publicTopics, { communityCode: community })).items.map((topic) => topic.id);
    expect(shown.includes(id)).toBe(mine.stage === 'ACCEPTED');
  });

  it('one is merged into another that is in hand, or referred; what was rejected is nobody’s business', async () => {
    const target = await acceptedTopic(scene, owner());
    const reviewed = async () => {
      const { id } = await submitted(owner());
      await scene.secretary.call(startTopicReview, { id });
      return id;
    };
    const [merged, referred, rejected] = [await reviewed(), await reviewed(), await reviewed()];
    const answer = (id: string, more: object) => scene.secretary.call(answerTopic, { id, answer: 'MERGED', reason: '演示', ...more });
    await expect(answer(merged, { mergedIntoId: newId() })).rejects.toEqual(refusal('merge-target-invalid'));
    expect(await answer(merged, { mergedIntoId: target.id })).toMatchObject({ stage: 'MERGED', mergedIntoId: target.id });
    await expect(answer(referred, { mergedIntoId: merged })).rejects.toEqual(refusal('merge-target-invalid'));
    expect(await answer(referred, { answer: 'REFERRED', referredTo: '演示街道办' })).toMatchObject({ stage: 'REFERRED' });
    await answer(rejected, { answer: 'REJECTED' });
    for (const id of [merged, referred, rejected])
      await expect(scene.service.public().call(topicTimeline, { id })).rejects.toEqual(notFound);
    const { items } = await scene.leader.call(topicsOfPlace, { placeCode: community, stage: 'REFERRED' });
    expect(items.map(({ id }) => id)).toEqual([referred]);
  });

  it('an unmet problem of the grids becomes a topic in one step, once, with the link kept', async () => {
    const about = (problemId: string) => ({
      problemId,
      scope: 'COMMON' as const,
      class: 'CHARGING',
      placeCode: `${community}001`,
      communityCode: community,
      gridCodes: [`${community}001`],
      campaignId: null,
    });
    const [problemId, met] = [newId(), newId()];
    const transfer = {
      annualItemId: newId(),
      year: 2027,
      ownerCadreId: newId(),
      milestones: 1,
      transferredAt: scene.service.clock.now(),
      version: 2,
    };
    for (const id of [problemId, met]) await scene.service.publish(problemTransferred, { ...about(id), ...transfer });
    await scene.service.publish(problemRectified, {
      ...{ ...about(met), rectifiedAt: scene.service.clock.now(), track: 'ORDINARY', version: 3 },
      ...{ collectedById: null, rectifiedById: null, verifiedById: null, imported: false },
    });
    await eventually(async () =>
      expect(await scene.rows('SELECT state FROM topic_candidate ORDER BY version')).toEqual([{ state: 'open' }, { state: 'withdrawn' }]),
    );
    const take = (id: string, communityCode = community) =>
      scene.leader.call(takeUpCandidate, { id: newId(), problemId: id, communityCode, title: '演示议题', detail: '演示' });
    await expect(take(met)).rejects.toEqual(refusal('candidate-not-open'));
    await expect(take(problemId, '230521100002')).rejects.toEqual(refusal('candidate-not-open'));
    const taken = await Promise.allSettled(Array.from({ length: 20 }, () => take(problemId)));
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const { reason } of taken.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[])
      expect(reason).toEqual(refusal('taken-up'));
    const { items } = await scene.leader.call(topicsOfPlace, { placeCode: community, origin: 'PROBLEM' });
    expect(items).toEqual([expect.objectContaining({ originId: problemId, stage: 'SUBMITTED', source: 'COMMUNITY' })]);
  });
});

describe('C-08, C-T18 no stage is skipped by anyone', () => {
  it('ballots move their topic in their own commits, and are refused with it', async () => {
    const waiting = await submitted(owner());
    const early = await scene.draft(estate.estateId, { topicId: waiting.id });
    await expect(scene.notice(early.id)).rejects.toEqual(refusal('stage-order'));
    expect(await scene.service.public().call(readBallot, { id: early.id })).toMatchObject({ state: 'DRAFT', version: 1 });
    await expect(scene.draft(estate.estateId, { topicId: newId() })).rejects.toEqual(refusal('topic-unknown'));
    const { topicId, ballotId } = await certifiedTopic(scene, estate);
    expect(await scene.secretary.call(readTopic, { id: topicId })).toMatchObject({ stage: 'CERTIFIED', outcome: 'PASSED', ballotId });
    const { topic, stages } = await scene.service.public().call(topicTimeline, { id: topicId });
    expect(topic).toMatchObject({ id: topicId, origin: 'PROPOSAL', stage: 'CERTIFIED', outcome: 'PASSED' });
    expect(stages.map(({ stage }) => stage)).toEqual([
      'SUBMITTED',
      'UNDER_REVIEW',
      'ACCEPTED',
      'SCHEDULED',
      'VOTING',
      'PASSED',
      'CERTIFIED',
    ]);
    expect(stages.map(({ referenceId }) => referenceId).slice(3)).toEqual([ballotId, ballotId, ballotId, ballotId]);
  }, 60_000);

  it('a cancelled ballot frees its topic for the one that replaces it; of two ballots one takes it', async () => {
    const { id: topicId } = await acceptedTopic(scene, owner());
    const first = await scene.open(estate.estateId, { topicId });
    expect(await stageOf(topicId)).toBe('VOTING');
    const second = await scene.draft(estate.estateId, { topicId });
    await expect(scene.notice(second.id)).rejects.toEqual(refusal('stage-order'));
    await scene.secretary.call(cancelBallot, { id: second.id, reason: '演示' });
    expect(await stageOf(topicId)).toBe('VOTING');
    await scene.secretary.call(cancelBallot, { id: first.id, reason: '演示' });
    expect(await stageOf(topicId)).toBe('ACCEPTED');
    const third = await scene.open(estate.estateId, { topicId, replacesId: first.id });
    await expect(scene.secretary.call(openBallot, { id: third.id })).rejects.toThrow();
    expect(await stageOf(topicId)).toBe('VOTING');
  });

  it('a session schedules what comes onto its agenda and frees what leaves it, or what it does not come to', async () => {
    const topic = await acceptedTopic(scene, owner());
    const pending = await submitted(owner());
    const item = (topicId: string) => ({ id: newId(), title: '演示议程', topicId });
    const arranged = (agenda: object[]) => ({
      ...{ id: newId(), councilId, kind: 'REGULAR' as const, venue: '演示会议室', startsAt: inDays(scene.service, 5) },
      agenda: agenda as ReturnType<typeof item>[],
    });
    await expect(scene.secretary.call(scheduleSession, arranged([item(pending.id)]))).rejects.toEqual(refusal('stage-order'));
    await expect(scene.secretary.call(scheduleSession, arranged([item(newId())]))).rejects.toEqual(refusal('topic-unknown'));
    const input = arranged([item(topic.id)]);
    const session = await scene.secretary.call(scheduleSession, input);
    expect(await scene.secretary.call(readTopic, { id: topic.id })).toMatchObject({ stage: 'SCHEDULED', sessionId: session.id });
    expect((await scene.secretary.call(scheduleSession, input)).id).toBe(session.id);
    await expect(scene.secretary.call(scheduleSession, arranged([item(topic.id)]))).rejects.toEqual(refusal('stage-order'));
    await scene.secretary.call(changeAgenda, { id: session.id, agenda: [] });
    expect(await stageOf(topic.id)).toBe('ACCEPTED');
    await scene.secretary.call(changeAgenda, { id: session.id, agenda: [item(topic.id)] });
    await scene.secretary.call(cancelSession, { id: session.id, reason: '演示' });
    expect(await stageOf(topic.id)).toBe('ACCEPTED');
    const missed = await scene.secretary.call(scheduleSession, arranged([item(topic.id)]));
    await scene.service.advance(6 * day);
    await scene.service.schedules.runAll();
    expect((await scene.secretary.call(readCouncilSession, { id: missed.id })).state).toBe('LAPSED');
    expect(await stageOf(topic.id)).toBe('ACCEPTED');
    const held = (await scene.secretary.call(scheduleSession, arranged([item(topic.id)]))).id;
    await scene.secretary.call(giveSessionNotice, { id: held });
    await scene.service.advance(5 * day);
    await scene.secretary.call(openSession, { id: held });
    expect(await stageOf(topic.id)).toBe('SCHEDULED');
    await scene.secretary.call(closeSession, { id: held });
    expect(await stageOf(topic.id)).toBe('ACCEPTED');
  }, 60_000);

  it('nor by whoever writes to the database', async () => {
    const { id } = await submitted(owner());
    for (const stage of ['ACCEPTED', 'VOTING', 'CERTIFIED', 'VERIFIED'])
      await expect(scene.rows('INSERT INTO topic_stage VALUES ($1, 2, $2, gezhi_now())', [id, stage])).rejects.toThrow('no topic goes');
    await expect(scene.rows('INSERT INTO topic_stage VALUES ($1, 3, $2, gezhi_now())', [id, 'ACCEPTED'])).rejects.toThrow('no topic goes');
    await expect(scene.rows(`UPDATE topic_stage SET stage = 'VERIFIED' WHERE topic_id = $1`, [id])).rejects.toThrow('never changed');
  });
});
