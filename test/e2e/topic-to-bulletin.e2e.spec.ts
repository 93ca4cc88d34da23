import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  adoptResolution,
  advanceClock,
  answerTopic,
  attendSession,
  castVote,
  certifyBallot,
  closeBallot,
  completeResolutionTask,
  draftBallot,
  freezeRoll,
  giveBallotNotice,
  giveSessionNotice,
  myBallots,
  myTopics,
  openBallot,
  openSession,
  publishBulletin,
  readBulletin,
  scheduleSession,
  startTopicReview,
  submitTopic,
  tallyOfBallot,
  topicTimeline,
  verifyResolutionTask,
  type TopicStage,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { communityCode, foundScene, pictureOf, type CouncilScene } from '../support/council.js';
import { newId, refusal, visitor, type Person } from '../support/people.js';

const day = 86_400_000;
const dateOf = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
const [topicId, sessionId, ballotId, bulletinId, resolutionId, taskId] = Array.from({ length: 6 }, () => newId()) as [
  ...[string, string, string, string, string, string],
];
const counted = ['topic', 'topic_stage', 'council_session', 'ballot', 'vote', 'bulletin', 'resolution', 'outbox', 'audit'];

describe('C-T18 a topic from a resident to its result, over HTTP, and no stage is skipped', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gezhi-verify-'));
  let cluster: Cluster;
  let scene: CouncilScene;
  let board: string;
  let now = Date.now();

  beforeAll(async () => {
    cluster = await startCluster({ oneProcess: true });
    scene = await foundScene(cluster, 3);
    board = await pictureOf(scene.secretary);
  }, 120_000);
  afterAll(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const stage = async (): Promise<TopicStage> =>
    (await cluster.query<{ stage: TopicStage }>('council', 'SELECT stage FROM topic WHERE id = $1', [topicId]))[0]!.stage;
  const tables = async () => {
    const counts = counted.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join();
    return (await cluster.query<Record<string, number>>('council', `SELECT ${counts}`))[0]!;
  };
  const channels = () => [{ channel: 'PLATFORM' as const }, { channel: 'NOTICE_BOARD' as const, evidenceIds: [board] }];
  const bulletin = (id = bulletinId) => ({ id, topicId, title: '演示公示', text: '演示结果', channels: channels() });
  const resolution = (id = resolutionId) => {
    const task = { title: '演示任务', ownerId: scene.members[0]!.accountId, responsible: '演示单位', dueOn: dateOf(now + 9 * day) };
    return { id, topicId, tasks: [{ id: id === resolutionId ? taskId : newId(), ...task }] };
  };
  const arranged = (id: string) => ({
    ...{ id, councilId: scene.councilId, kind: 'REGULAR' as const, venue: '演示会议室', startsAt: new Date(now + 5 * day).toISOString() },
    agenda: [{ id: newId(), title: '演示议程', topicId }],
  });
  const drafted = (id: string, session: string) => ({
    ...{ id, communityCode, electorate: 'MEMBERS' as const, sessionId: session, topicId, question: '是否通过演示议题？' },
    ...{ matter: 'OTHER' as const, ruleId: 'PART_TIME_COUNCIL' as const },
    ...{ opensOn: dateOf(now), closesAt: new Date(now + day).toISOString() },
  });
  /** Every step that may follow some stage; those of the stage itself are left out. */
  const steps = {
    review: () => scene.secretary.call(startTopicReview, { id: topicId }),
    answer: () => scene.secretary.call(answerTopic, { id: topicId, answer: 'ACCEPTED', reason: '演示' }),
    schedule: () => scene.secretary.call(scheduleSession, arranged(newId())),
    publish: () => scene.secretary.call(publishBulletin, bulletin(newId())),
    carryOut: () => scene.secretary.call(adoptResolution, resolution(newId())),
  };
  const nothingBut = async (at: TopicStage, ...next: (keyof typeof steps)[]) => {
    const before = await tables();
    for (const [name, step] of Object.entries(steps))
      if (!next.includes(name as keyof typeof steps))
        expect([name, await refusal(step())]).toEqual([name, { status: 409, code: 'council.topic.stage-order' }]);
    expect(await tables()).toEqual(before);
    expect(await stage()).toBe(at);
  };
  const program = (...of: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) =>
      execFile(process.execPath, ['libs/verify/dist/main.js', ...of], (error, output) =>
        resolve({ code: error ? Number(error.code) : 0, output }),
      ),
    );
  const vote = async (member: Person, choice: 'FOR' | 'AGAINST', id = newId()) => {
    const { items } = await member.call(myBallots, {});
    const { entryNumber } = items.find((mine) => mine.ballotId === ballotId)!;
    return { entryNumber, receipt: await member.call(castVote, { id, ballotId, entryNumber, choice }) };
  };

  it('proposed by a resident, reviewed, and accepted with a reason', async () => {
    const proposal = { id: topicId, communityCode, title: '演示议题', detail: '演示详情' };
    // Where the household lives is heard from the grids.
    await eventually(async () => expect(await refusal(scene.resident.call(submitTopic, proposal))).toBeUndefined());
    await nothingBut('SUBMITTED', 'review');
    await steps.review();
    await nothingBut('UNDER_REVIEW', 'answer');
    const silent = scene.secretary.call(answerTopic, { id: topicId, answer: 'ACCEPTED' });
    expect(await refusal(silent)).toEqual({ status: 422, code: 'council.topic.reason-missing' });
    await steps.answer();
    await nothingBut('ACCEPTED', 'schedule');
    expect((await scene.resident.call(myTopics, {})).items).toMatchObject([{ id: topicId, stage: 'ACCEPTED', reason: '演示' }]);
  });

  it('put on the agenda, and to the vote of those present, whose roll is frozen', async () => {
    const { secretary, operator, members } = scene;
    await secretary.call(scheduleSession, arranged(sessionId));
    await nothingBut('SCHEDULED');
    await secretary.call(giveSessionNotice, { id: sessionId });
    now += 5 * day;
    await operator.call(advanceClock, { to: new Date(now).toISOString() });
    await secretary.call(openSession, { id: sessionId });
    for (const member of members) await member.call(attendSession, { id: sessionId });
    await secretary.call(draftBallot, drafted(ballotId, sessionId));
    await secretary.call(giveBallotNotice, { id: ballotId, noticedOn: dateOf(now), evidenceIds: [board] });
    expect(await refusal(secretary.call(openBallot, { id: ballotId }))).toEqual({ status: 422, code: 'council.ballot.roll-not-frozen' });
    await nothingBut('SCHEDULED');
    await secretary.call(freezeRoll, { ballotId });
    await secretary.call(openBallot, { id: ballotId });
    await nothingBut('VOTING');
  });

  it('decided by two of three, certified by two persons, and recounted by a program that shares nothing with the service', async () => {
    const { secretary, leader, members, resident } = scene;
    const { entryNumber } = await vote(members[0]!, 'FOR');
    const again = members[0]!.call(castVote, { id: newId(), ballotId, entryNumber, choice: 'AGAINST' });
    expect(await refusal(again)).toEqual({ status: 409, code: 'council.ballot.already-voted' });
    const foreign = resident.call(castVote, { id: newId(), ballotId, entryNumber, choice: 'FOR' });
    expect(await refusal(foreign)).toEqual({ status: 403, code: 'council.ballot.not-eligible' });
    await vote(members[1]!, 'FOR');
    await vote(members[2]!, 'AGAINST');
    await secretary.call(closeBallot, { id: ballotId });
    expect(await refusal(secretary.call(tallyOfBallot, { ballotId }))).toEqual({ status: 403, code: 'council.ballot.tally-hidden' });
    await nothingBut('VOTING');
    await secretary.call(certifyBallot, { ballotId });
    expect(await refusal(secretary.call(certifyBallot, { ballotId }))).toEqual({ status: 422, code: 'council.ballot.same-certifier' });
    await leader.call(certifyBallot, { ballotId });
    await nothingBut('CERTIFIED', 'publish');

    const file = join(folder, 'ballot.json');
    const checked = await program(`${cluster.url}/v1/ballots/${ballotId}`, file);
    expect([checked.code, checked.output]).toEqual([0, expect.stringContaining('PASSED')]);
    const forged = readFileSync(file, 'utf8').replace('"AGAINST"', '"FOR"');
    writeFileSync(file, forged);
    expect(await program(file)).toEqual({ code: 1, output: expect.stringContaining('✗') });
    const votes = await cluster.query<{ choice: string }>('council', 'SELECT choice FROM vote WHERE ballot_id = $1', [ballotId]);
    expect(votes.map(({ choice }) => choice).toSorted()).toEqual(['AGAINST', 'FOR', 'FOR']);
  });

  it('published on two channels, carried out, and confirmed by who proposed it', async () => {
    const { secretary, members, resident } = scene;
    const few = secretary.call(publishBulletin, { ...bulletin(), channels: channels().slice(0, 1) });
    expect(await refusal(few)).toEqual({ status: 422, code: 'council.bulletin.channels-insufficient' });
    await secretary.call(publishBulletin, bulletin());
    await nothingBut('PUBLISHED', 'carryOut');
    await secretary.call(adoptResolution, resolution());
    await nothingBut('EXECUTING');
    const confirm = (by: Person) => by.call(verifyResolutionTask, { id: taskId, confirmed: true });
    expect(await refusal(confirm(resident))).toMatchObject({ code: 'platform.request.wrong-state' });
    const owner = members[0]!;
    await owner.call(completeResolutionTask, { id: taskId, outcome: '演示完成', evidenceIds: [await pictureOf(owner)] });
    expect(await refusal(confirm(owner))).toEqual({ status: 422, code: 'council.resolution.not-verifier' });
    expect(await stage()).toBe('EXECUTING');
    await confirm(resident);
    await nothingBut('VERIFIED');
  });

  it('everyone reads the whole way of it, with the day of each stage, without a name', async () => {
    const everyone = visitor(cluster);
    const { topic, stages, bulletins, tasks } = await everyone.call(topicTimeline, { id: topicId });
    expect(topic).toMatchObject({ stage: 'VERIFIED', outcome: 'PASSED', source: 'RESIDENT' });
    const way = [
      'SUBMITTED',
      'UNDER_REVIEW',
      'ACCEPTED',
      'SCHEDULED',
      'VOTING',
      'PASSED',
      'CERTIFIED',
      'PUBLISHED',
      'EXECUTING',
      'VERIFIED',
    ];
    expect(stages.map((entry) => entry.stage)).toEqual(way);
    expect(stages.map(({ at }) => at)).toEqual(stages.map(({ at }) => at).toSorted());
    expect(bulletins.map(({ id }) => id)).toEqual([bulletinId]);
    expect(tasks).toMatchObject([{ id: taskId, state: 'VERIFIED', percent: 100 }]);
    const read = await everyone.call(readBulletin, { id: bulletinId });
    expect(read).toMatchObject({ outcome: 'PASSED', challengePresumed: true, edition: 1 });
    expect(read.deliveries.map(({ channel }) => channel).toSorted()).toEqual(['NOTICE_BOARD', 'PLATFORM']);
    expect(JSON.stringify({ topic, stages, bulletins, tasks, read })).not.toContain(scene.resident.accountId);
    const told = await cluster.query<{ n: number }>(
      'council',
      `SELECT count(*)::int AS n FROM outbox WHERE subject = 'council.event.session.decided.v1' AND event::json -> 'data' ->> 'decisionId' = $1`,
      [ballotId],
    );
    expect(told[0]!.n).toBe(1);
  });
});
