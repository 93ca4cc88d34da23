import { checkReachable } from '@gezhi/shared/domain';
import { addTask, adopt, isCarriedOut, resolutionLife, verifiersOf, verifyResolution, type TaskState } from './resolution.rules.js';
import { complete, elapse, giveWord, report, settle, taskLife } from './task.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const refused = (name: string) => expect.objectContaining({ code: `council.resolution.${name}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });
const day = (n: number) => `2026-06-${String(n).padStart(2, '0')}T04:00:00.000Z`;
const [proposer, owner] = [id(1), id(2)];
const panel = [id(31), id(32), id(33)];
const topic = { id: id(10), communityCode: '230521100001', proposerId: proposer, source: 'RESIDENT' as const };
const wanted = { id: id(20), title: '演示任务', ownerId: owner, responsible: '演示物业', dueOn: '2026-06-10' };
const adopting = { id: id(11), topicId: topic.id, panelIds: [] as string[], tasks: [wanted] };
const adopted = adopt(adopting, topic, day(1));
const task = adopted.tasks[0]!;
const done = { outcome: '演示完成', evidenceIds: [id(40)] };
const completed = complete(task, done, day(9)).state;
const word = (task_: TaskState, by: string, confirmed = true, of: { panelIds: string[] } = adopted.state) =>
  giveWord(task_, { ...adopted.state, ...of }, { confirmed, reason: confirmed ? undefined : '演示' }, by, day(10));

describe('C-12 a topic that was passed is carried out by tasks', () => {
  it('each with an owner and a day', () => {
    expect(adopted.state).toMatchObject({ state: 'EXECUTING', topicId: topic.id, proposerId: proposer });
    expect(task).toMatchObject({ state: 'OPEN', percent: 0, ownerId: owner, dueOn: '2026-06-10', overdueAt: null });
  });

  it.each([
    ['of yesterday', { tasks: [{ ...wanted, dueOn: '2026-05-31' }] }, 'due-invalid'],
    ['twice', { tasks: [wanted, wanted] }, 'task-repeated'],
    ['owned by the proposer', { tasks: [{ ...wanted, ownerId: proposer }] }, 'own-task'],
    ['owned by a panelist', { panelIds: panel, tasks: [{ ...wanted, ownerId: panel[0]! }] }, 'own-task'],
    ['for a panel of two', { panelIds: panel.slice(1) }, 'panel-wanted'],
    ['for a panel of four', { panelIds: [...panel, id(34)] }, 'panel-wanted'],
    ['for a panel that names one twice', { panelIds: [panel[0]!, panel[0]!, panel[1]!] }, 'panel-wanted'],
  ])('no task %s', (_, more, code) => {
    expect(() => adopt({ ...adopting, ...more }, topic, day(1))).toThrow(refused(code));
  });

  it('what the community proposed itself needs a panel of residents', () => {
    expect(() => adopt(adopting, { ...topic, source: 'COMMUNITY' }, day(1))).toThrow(refused('panel-wanted'));
    expect(verifiersOf(adopt({ ...adopting, panelIds: panel }, { ...topic, source: 'COMMUNITY' }, day(1)).state)).toEqual(panel);
    expect(verifiersOf(adopted.state)).toEqual([proposer]);
  });

  it('is on time on its day and late after it', () => {
    const told = (n: number) => complete(task, done, day(n)).events[0]!.data;
    expect([told(10), told(11)]).toEqual([expect.objectContaining({ isOnTime: true }), expect.objectContaining({ isOnTime: false })]);
  });

  it('is overdue after its day, once, and can be completed still', () => {
    expect(() => elapse(task, day(10))).toThrow(wrongState);
    const overdue = elapse(task, day(11)).state;
    expect(overdue).toMatchObject({ state: 'OPEN', overdueAt: day(11) });
    expect(() => elapse(overdue, day(12))).toThrow(wrongState);
    expect(() => elapse(completed, day(12))).toThrow(wrongState);
    expect(complete(overdue, done, day(12)).state).toMatchObject({ state: 'COMPLETED', overdueAt: day(11) });
  });

  it('the proposer confirms, or refuses with a reason, and nobody else', () => {
    expect(settle(completed, adopted.state, [word(completed, proposer)], day(10)).state).toMatchObject({
      state: 'VERIFIED',
      verifiedAt: day(10),
    });
    const returned = settle(completed, adopted.state, [word(completed, proposer, false)], day(10)).state;
    expect(returned).toMatchObject({ state: 'OPEN', percent: 99, completedAt: null });
    expect(complete(returned, done, day(11)).state.round).toBe(2);
    for (const other of [owner, id(99)]) expect(() => word(completed, other)).toThrow(refused('not-verifier'));
    expect(() => giveWord(completed, adopted.state, { confirmed: false }, proposer, day(10))).toThrow(refused('refusal-reason-missing'));
    expect(() => word(task, proposer)).toThrow(wrongState);
  });

  it('of a panel more than half decide; until then the task waits', () => {
    const of = { ...adopted.state, panelIds: panel };
    const words = (...said: boolean[]) => said.map((confirmed, index) => word(completed, panel[index]!, confirmed, of));
    const after = (...said: boolean[]) => settle(completed, of, words(...said), day(10)).state.state;
    expect([after(true), after(true, false), after(true, true), after(false, false), after(true, false, true)]).toEqual([
      'COMPLETED',
      'COMPLETED',
      'VERIFIED',
      'OPEN',
      'VERIFIED',
    ]);
    expect(() => word(completed, proposer, true, of)).toThrow(refused('not-verifier'));
  });

  it('is verified as a whole once every task is, and takes none after', () => {
    expect([
      isCarriedOut([]),
      isCarriedOut([{ state: 'VERIFIED' }, { state: 'COMPLETED' }]),
      isCarriedOut([{ state: 'VERIFIED' }]),
    ]).toEqual([false, false, true]);
    expect(() => verifyResolution(adopted.state, [{ state: 'OPEN' }], day(12))).toThrow(wrongState);
    const verified = verifyResolution(adopted.state, [{ state: 'VERIFIED' }], day(12)).state;
    expect(verified).toMatchObject({ state: 'VERIFIED', verifiedAt: day(12) });
    expect(() => addTask(wanted, verified, day(12))).toThrow(wrongState);
    expect(() => verifyResolution(verified, [{ state: 'VERIFIED' }], day(12))).toThrow(wrongState);
  });

  it('every state is reached', () => {
    for (const life of [resolutionLife, taskLife])
      expect(checkReachable<string, string>(life as never)).toEqual({ unreachable: [], unknown: [] });
  });
});

describe('C-11 the progress of a task is shown', () => {
  it('which does not fall, and ends with completion', () => {
    const half = report(task, { percent: 50 }).state;
    expect(() => report(half, { percent: 49 })).toThrow(refused('progress-invalid'));
    expect(completed).toMatchObject({ state: 'COMPLETED', percent: 100, round: 1, completedAt: day(9) });
    expect(() => report(completed, { percent: 99 })).toThrow(wrongState);
    expect(() => complete(completed, done, day(9))).toThrow(wrongState);
  });
});
