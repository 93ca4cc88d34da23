import {
  addResolutionTask,
  adoptResolution,
  completeResolutionTask,
  myResolutionTasks,
  publishBulletin,
  readResolution,
  readTopic,
  reportTaskProgress,
  resolutionTaskOverdue,
  resolutionTasks,
  resolutionVerified,
  topicTimeline,
  verifyResolutionTask,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays } from '@gezhi/shared/domain';
import type { TestCaller } from '@gezhi/shared/testing';
import { BallotScene, community, day, type Estate } from '../ballot/ballot.fixture.js';
import { acceptedTopic, certifiedTopic } from '../topic/topic.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.resolution.${name}` });

let scene: BallotScene;
let estate: Estate;
let provider: TestCaller;
beforeAll(async () => {
  scene = await BallotScene.start();
  estate = await scene.estate([[0], [1], [2]]);
  provider = scene.service.as({ roles: ['property-company'], estate: estate.estateId });
}, 120_000);
afterAll(() => scene?.service.stop());

const proposer = () => estate.owners[0]!.account;
const task = (more: object = {}) => ({
  ...{ id: newId(), title: '演示任务', ownerId: provider.accountId, responsible: '演示物业', dueOn: addDays(scene.today, 10) },
  ...more,
});
const stageOf = async (id: string) => (await scene.secretary.call(readTopic, { id })).stage;
const adopt = (topicId: string, more: object = {}) =>
  scene.secretary.call(adoptResolution, { id: newId(), topicId, tasks: [task()], ...more });
const complete = (id: string) => provider.call(completeResolutionTask, { id, outcome: '演示完成', evidenceIds: [newId()] });
async function published(choice: 'FOR' | 'AGAINST' = 'FOR'): Promise<string> {
  const { topicId } = await certifiedTopic(scene, estate, choice);
  await scene.secretary.call(publishBulletin, {
    ...{ id: newId(), topicId, title: '演示公示', text: '演示' },
    channels: [{ channel: 'PLATFORM' }, { channel: 'NOTICE_BOARD', evidenceIds: [newId()] }],
  });
  return topicId;
}

describe('C-12, C-T18 what was passed is carried out until its proposer confirms', () => {
  it('from adoption to verification, shown to everyone on the way', async () => {
    const topicId = await published();
    const [first, second] = [task(), task({ dueOn: addDays(scene.today, 20) })];
    const resolution = await adopt(topicId, { tasks: [first, second] });
    expect(await stageOf(topicId)).toBe('EXECUTING');
    await expect(adopt(topicId)).rejects.toMatchObject({ code: 'council.topic.stage-order' });
    expect(await scene.leader.call(readResolution, { topicId })).toMatchObject({ id: resolution.id, state: 'EXECUTING', panelIds: [] });
    expect((await provider.call(myResolutionTasks, {})).items.map(({ id }) => id)).toEqual([first.id, second.id]);
    const report = { id: first.id, reportId: newId(), percent: 60, text: '演示进度' };
    await expect(proposer().call(reportTaskProgress, report)).rejects.toEqual(refusal('not-owner'));
    await provider.call(reportTaskProgress, report);
    await expect(provider.call(reportTaskProgress, { ...report, reportId: newId(), percent: 59 })).rejects.toEqual(
      refusal('progress-invalid'),
    );
    await complete(first.id);
    expect((await proposer().call(myResolutionTasks, { toVerify: true })).items.map(({ id }) => id)).toEqual([first.id]);
    const word = { id: first.id, confirmed: true };
    for (const other of [provider, scene.secretary, estate.owners[1]!.account])
      await expect(other.call(verifyResolutionTask, word)).rejects.toEqual(refusal('not-verifier'));
    await expect(proposer().call(verifyResolutionTask, { id: first.id, confirmed: false })).rejects.toEqual(
      refusal('refusal-reason-missing'),
    );
    expect(await proposer().call(verifyResolutionTask, { id: first.id, confirmed: false, reason: '演示返工' })).toMatchObject({
      state: 'OPEN',
    });
    await complete(first.id);
    const words = await Promise.allSettled(Array.from({ length: 20 }, () => proposer().call(verifyResolutionTask, word)));
    expect(words.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await stageOf(topicId)).toBe('EXECUTING');
    await complete(second.id);
    await proposer().call(verifyResolutionTask, { id: second.id, confirmed: true });
    expect(await stageOf(topicId)).toBe('VERIFIED');
    const { stages, tasks, bulletins } = await scene.service.public().call(topicTimeline, { id: topicId });
    expect(stages.map(({ stage }) => stage).slice(-4)).toEqual(['CERTIFIED', 'PUBLISHED', 'EXECUTING', 'VERIFIED']);
    expect(bulletins).toEqual([expect.objectContaining({ edition: 1 })]);
    expect(tasks).toEqual([
      expect.objectContaining({
        id: first.id,
        state: 'VERIFIED',
        percent: 100,
        reports: [expect.objectContaining({ percent: 60, text: '演示进度' })],
      }),
      expect.objectContaining({ id: second.id, state: 'VERIFIED', responsible: '演示物业' }),
    ]);
    expect((await scene.service.told(resolutionVerified)).map(({ data }) => data.topicId)).toContain(topicId);
    await expect(scene.secretary.call(addResolutionTask, { resolutionId: resolution.id, ...task() })).rejects.toMatchObject({
      code: 'platform.request.wrong-state',
    });
  }, 60_000);

  it('nothing is carried out that was not published, or not passed; owners and panels are of the community', async () => {
    const { id: waiting } = await acceptedTopic(scene, proposer());
    await expect(adopt(waiting)).rejects.toMatchObject({ code: 'council.topic.stage-order' });
    const failed = await published('AGAINST');
    await expect(adopt(failed)).rejects.toMatchObject({ code: 'council.topic.not-passed' });
    expect(await stageOf(failed)).toBe('PUBLISHED');
    const passed = await published();
    await expect(adopt(passed, { tasks: [task({ ownerId: newId() })] })).rejects.toEqual(refusal('owner-unknown'));
    await expect(adopt(passed, { tasks: [task({ dueOn: addDays(scene.today, -1) })] })).rejects.toEqual(refusal('due-invalid'));
    await expect(adopt(passed, { tasks: [task({ ownerId: proposer().accountId })] })).rejects.toEqual(refusal('own-task'));
    const panelIds = [...estate.owners.slice(0, 2).map(({ account }) => account.accountId), scene.secretary.accountId];
    await expect(adopt(passed, { panelIds })).rejects.toEqual(refusal('panelist-unknown'));
    expect(await stageOf(passed)).toBe('PUBLISHED');
  }, 90_000);

  it('a panel of residents decides by more than half, and the last tasks confirmed at once verify the topic once', async () => {
    const topicId = await published();
    const panel = estate.owners.map(({ account }) => account);
    const tasks = [task(), task()];
    await adopt(topicId, { panelIds: panel.map(({ accountId }) => accountId), tasks });
    for (const { id } of tasks) await complete(id);
    for (const { id } of tasks)
      expect(await panel[0]!.call(verifyResolutionTask, { id, confirmed: true })).toMatchObject({ state: 'COMPLETED' });
    await expect(panel[0]!.call(verifyResolutionTask, { id: tasks[0]!.id, confirmed: true })).rejects.toEqual(refusal('verified'));
    await Promise.all(tasks.map(({ id }) => panel[1]!.call(verifyResolutionTask, { id, confirmed: true })));
    expect(await stageOf(topicId)).toBe('VERIFIED');
    expect((await scene.service.told(resolutionVerified)).filter(({ data }) => data.topicId === topicId)).toHaveLength(1);
  }, 60_000);

  it('a task whose day went by is overdue once, for leaders to see, and told once', async () => {
    const topicId = await published();
    const late = task({ dueOn: addDays(scene.today, 1) });
    await adopt(topicId, { tasks: [late, task({ dueOn: addDays(scene.today, 30) })] });
    await scene.service.advance(2 * day);
    for (const _ of [1, 2]) await scene.service.schedules.runAll();
    const { items } = await scene.leader.call(resolutionTasks, { placeCode: community, topicId, overdue: true });
    expect(items.map(({ id }) => id)).toEqual([late.id]);
    expect(items[0]!.overdueAt).not.toBeNull();
    expect((await scene.service.told(resolutionTaskOverdue)).map(({ data }) => data.taskId).filter((id) => id === late.id)).toHaveLength(1);
    expect(await complete(late.id)).toMatchObject({ state: 'COMPLETED' });
  }, 60_000);
});
