import {
  activatePartition,
  cadreDeployed,
  cadreRecalled,
  cadresOfGrid,
  collectProblem,
  completeDuty,
  confirmDutyList,
  confirmHandOver,
  deployCadre,
  deploymentTermEnded,
  draftPartition,
  dutiesOfPlace,
  dutyAims,
  dutyCompleted,
  dutyListConfirmed,
  dutyListIssued,
  dutyListsOfPlace,
  extendDeployment,
  gridsOfPlace,
  handOver,
  issueDuty,
  issueDutyList,
  mergeProblems,
  myDutyLists,
  readDutyList,
  recallCadre,
  rectifyProblem,
  registerCadre,
  rotateCadre,
  transferToAnnual,
  verifyRectification,
  withdrawCadre,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { CadreQueries } from './cadre.queries.js';
import { CadreSchedule } from './cadre.schedule.js';

const street = '320404004';
const community = '320404004009';
const refusal = (code: string, details?: object) =>
  expect.objectContaining({ code: code.includes('.') ? code : `grid.cadre.${code}`, ...(details && { details }) });
const notFound = refusal('platform.request.not-found');
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 31],
      [east, 31],
      [east, 31.01],
      [west, 31.01],
      [west, 31],
    ],
  ],
});

let service: TestService;
let leader: TestCaller;
let elsewhere: TestCaller;
let [collector, checker]: TestCaller[] = [];
let [g1, g2, g3]: string[] = [];

const type = 'CONFLICT_RESOLUTION' as const;
async function draw(grids: { type: typeof type; boundary: values.Polygon; from: string[] }[]): Promise<string[]> {
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids });
  await leader.call(activatePartition, { id: plan.id });
  return (await leader.call(gridsOfPlace, { placeCode: community })).items.map(({ code }) => code);
}

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  elsewhere = service.as({ roles: ['street-leader'], place: '230521100' });
  collector = service.as({ roles: ['grid-worker'], place: community });
  checker = service.as({ roles: ['grid-worker'], place: community });
  [g1, g2, g3] = await draw([box(119, 119.01), box(119.01, 119.02), box(119.02, 119.03)].map((boundary) => ({ type, boundary, from: [] })));
}, 120_000);
afterAll(() => service?.stop());

const today = () => localDateOf(service.clock.now());
const later = (days: number) => addDays(today(), days);

async function registered(changes: object = {}): Promise<{ cadre: TestCaller; cadreId: string }> {
  const cadre = service.as({ roles: ['cadre'], place: community });
  const registering = {
    ...{ id: newId(), personId: newId(), name: '样例某壬', sourceCategory: 'DEPARTMENT' as const, stratum: 'YOUNG' as const },
    ...{ homePlace: street, accountId: cadre.accountId, ...changes },
  };
  return { cadre, cadreId: (await leader.call(registerCadre, registering)).id };
}
async function deployed(gridCode: string, changes: object = {}, term: object = {}) {
  const who = await registered(changes);
  const { id } = await leader.call(deployCadre, { id: newId(), cadreId: who.cadreId, gridCode, from: '2026-01-01', ...term });
  return { ...who, deploymentId: id };
}
const issue = (deploymentId: string, id = newId()) => leader.call(issueDutyList, { id, deploymentId });
const collecting = (gridCode: string) => ({
  ...{ id: newId(), scope: 'INDIVIDUAL' as const, class: 'SANITATION', summary: '样例：楼道堆物', gridCodes: [gridCode] },
});
const collect = async (gridCode: string) => (await collector!.call(collectProblem, collecting(gridCode))).id;
const recalling = (id: string, successorId?: string) => ({ id, reason: '样例轮岗', lastDay: today(), ...(successorId && { successorId }) });
const statusOf = async (id: string, gridCode: string) =>
  (await leader.call(dutiesOfPlace, { placeCode: gridCode })).items.find((duty) => duty.id === id)!.status;
const count = async (table: string): Promise<number> =>
  (await service.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n;

describe('G-11 G-14 a duty list from playbook, line and problems', () => {
  it('holds five duties in a conflict grid with two problems, for a cadre of 综治; repeated it is the same, a second is refused', async () => {
    const problems = [await collect(g1!), await collect(g1!)].toSorted();
    const { cadre, cadreId, deploymentId } = await deployed(g1!, { line: 'PUBLIC_SECURITY_GOVERNANCE' });
    const id = newId();
    const list = await issue(deploymentId, id);
    expect(list.duties.map(({ source }) => source).toSorted()).toEqual(['LINE', 'PLAYBOOK', 'PLAYBOOK', 'PROBLEM', 'PROBLEM']);
    expect(list.duties.flatMap(({ problemId }) => problemId ?? []).toSorted()).toEqual(problems);
    expect(list).toMatchObject({ deploymentId, cadreId, gridCode: g1, status: 'ISSUED', version: 1 });
    expect(
      list.duties.every(({ dutyListId, acceptanceCriterion, due }) => dutyListId === id && acceptanceCriterion && due > list.issuedAt),
    ).toBe(true);
    expect(await issue(deploymentId, id)).toEqual(list);
    const before = [await count('duty'), await count('outbox')];
    await expect(issue(deploymentId)).rejects.toEqual(refusal('list-exists'));
    expect([await count('duty'), await count('outbox')]).toEqual(before);
    expect((await service.told(dutyListIssued)).map(({ data }) => [data.dutyListId, data.duties])).toEqual([[id, 5]]);
    expect((await cadre.call(myDutyLists, {})).items).toEqual([list]);
    expect(await leader.call(readDutyList, { id })).toEqual(list);
    await expect(elsewhere.call(readDutyList, { id })).rejects.toEqual(notFound);
    await expect(elsewhere.call(issueDutyList, { id: newId(), deploymentId })).rejects.toEqual(notFound);
    await expect(leader.call(issueDutyList, { id: newId(), deploymentId: newId() })).rejects.toEqual(notFound);
  });

  it('is confirmed by the cadre alone, with all its duties', async () => {
    const { cadre, deploymentId } = await deployed(g2!);
    const colleague = service.as({ roles: ['cadre'], place: community });
    const { id, duties } = await issue(deploymentId);
    expect(duties.map(({ code }) => code).toSorted()).toEqual(['LEARN_MEDIATION', 'MEDIATE']);
    await expect(colleague.call(confirmDutyList, { id })).rejects.toEqual(refusal('duty-not-yours'));
    await expect(cadre.call(confirmDutyList, { id }, { match: 7 })).rejects.toEqual(
      refusal('platform.request.stale-version', { version: 1 }),
    );
    const key = newId();
    const confirmed = await cadre.call(confirmDutyList, { id }, { key });
    expect([confirmed.status, confirmed.version, confirmed.duties.map(({ status }) => status)]).toEqual([
      'CONFIRMED',
      2,
      ['CONFIRMED', 'CONFIRMED'],
    ]);
    expect(await cadre.call(confirmDutyList, { id }, { key })).toEqual(confirmed);
    expect(await leader.call(readDutyList, { id })).toEqual(confirmed);
    await expect(cadre.call(confirmDutyList, { id })).rejects.toEqual(refusal('duty-wrong-state'));
    expect((await service.told(dutyListConfirmed)).map(({ data }) => data.dutyListId)).toEqual([id]);
  });

  it('asked for many times at once, a deployment gets one list', async () => {
    const { deploymentId } = await deployed(g2!);
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => issue(deploymentId)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const rows = await service.database.pool.query('SELECT 1 FROM duty_list WHERE deployment_id = $1', [deploymentId]);
    expect(rows.rowCount).toBe(1);
  });

  it('lists stand by grid; what has none is found as missing', async () => {
    const { deploymentId } = await deployed(g2!);
    const missing = await leader.call(dutyListsOfPlace, { placeCode: g2!, missing: true });
    expect(missing.items).toEqual([expect.objectContaining({ deploymentId, gridCode: g2, list: null })]);
    const first = await leader.call(dutyListsOfPlace, { placeCode: community, limit: 1 });
    const second = await leader.call(dutyListsOfPlace, { placeCode: community, limit: 1, after: first.next! });
    expect([...first.items, ...second.items].map(({ gridCode, list }) => [gridCode, list!.dutyCount])).toEqual([
      [g1, 5],
      [g2, 2],
    ]);
    const confirmed = await leader.call(dutyListsOfPlace, { placeCode: community, status: 'CONFIRMED' });
    expect(confirmed.items.map(({ list }) => [list!.status, list!.openDuties])).toEqual([['CONFIRMED', 2]]);
    expect((await elsewhere.call(dutyListsOfPlace, { placeCode: community })).items).toEqual([]);
    expect((await elsewhere.call(dutyListsOfPlace, { placeCode: community, missing: true })).items).toEqual([]);
  });
});

describe('G-14 G-20 a duty follows its problem', () => {
  it('completed by the verified rectification alone, revived by a failed re-check', async () => {
    const problemId = await collect(g3!);
    const { cadre, deploymentId } = await deployed(g3!);
    const list = await issue(deploymentId);
    const { id } = list.duties.find((duty) => duty.problemId === problemId)!;
    await cadre.call(confirmDutyList, { id: list.id });
    await expect(cadre.call(completeDuty, { id })).rejects.toEqual(refusal('duty-of-problem'));
    await collector!.call(rectifyProblem, { id: problemId });
    await checker!.call(verifyRectification, { id: problemId, passed: true });
    await eventually(async () => (await statusOf(id, g3!)) === 'COMPLETED');
    expect((await service.told(dutyCompleted)).map(({ data }) => [data.dutyId, data.problemId])).toEqual([[id, problemId]]);
    await checker!.call(verifyRectification, { id: problemId, passed: false });
    await eventually(async () => (await statusOf(id, g3!)) === 'CONFIRMED');
  });

  it('never issued for a problem that is rectified at the same moment', async () => {
    const problemId = await collect(g3!);
    const { cadreId, deploymentId } = await deployed(g3!);
    const rectifying = await service.database.pool.connect();
    try {
      await rectifying.query('BEGIN');
      await rectifying.query('UPDATE problem SET version = version + 1 WHERE id = $1', [problemId]);
      const refused = expect(issue(deploymentId)).rejects.toEqual(refusal('platform.request.concurrent'));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await rectifying.query('COMMIT');
      await refused;
    } finally {
      rectifying.release();
    }
    expect((await leader.call(dutiesOfPlace, { placeCode: g3!, cadreId })).items).toEqual([]);
    expect((await issue(deploymentId)).duties.some((duty) => duty.problemId === problemId)).toBe(true);
  });

  it('withdrawn when its problem is merged into another', async () => {
    const [kept, gone] = [await collect(g3!), await collect(g3!)];
    const { deploymentId } = await deployed(g3!);
    const { duties } = await issue(deploymentId);
    const [stays, leaves] = [kept, gone].map((problemId) => duties.find((duty) => duty.problemId === problemId)!.id);
    await leader.call(mergeProblems, { id: kept, mergedIds: [gone] });
    await eventually(async () => (await statusOf(leaves!, g3!)) === 'WITHDRAWN');
    expect(await statusOf(stays!, g3!)).toBe('ISSUED');
  });
});

describe('G-15 results by aim', () => {
  it('counts what is due in the period, always by all three aims', async () => {
    const { cadre, cadreId } = await deployed(g2!);
    const due = '2031-03-15T16:00:00.000Z';
    const issuing = { cadreId, gridCode: g2!, aim: 'JOIN_FORCES' as const, acceptanceCriterion: '样例：联合走访一次', due };
    const [one] = [await leader.call(issueDuty, { id: newId(), ...issuing }), await leader.call(issueDuty, { id: newId(), ...issuing })];
    await service.database.pool.query("UPDATE duty SET status = 'CONFIRMED', version = 2 WHERE id = $1", [one.id]);
    await cadre.call(completeDuty, { id: one.id });
    const of = async (from: string, to: string) => (await leader.call(dutyAims, { placeCode: g2!, from, to })).aims;
    // Due at the end of the 15th: in the period that ends with that day, not in the one that begins the day after.
    expect(
      (await of('2031-03-01', '2031-03-15')).map(({ aim, issued, confirmed, completed, onTime }) => [
        aim,
        issued,
        confirmed,
        completed.value,
        onTime.value,
      ]),
    ).toEqual([
      ['SOLVE_PROBLEMS', 0, 0, null, null],
      ['BUILD_ABILITY', 0, 0, null, null],
      ['JOIN_FORCES', 2, 1, 50, 100],
    ]);
    expect((await of('2031-03-16', '2031-03-31')).map(({ issued }) => issued)).toEqual([0, 0, 0]);
    await expect(elsewhere.call(dutyAims, { placeCode: g2!, from: '2031-03-01', to: '2031-03-15' })).rejects.toThrow(
      'platform.request.not-found',
    );
  });
});

describe('G-27 what a cadre owns passes on with the recall', () => {
  it('duties and annual items, as a list kept and confirmed by the successor', async () => {
    const [leaving, successor, bystander] = [await deployed(g3!), await deployed(g3!), await deployed(g3!)];
    const problemId = await collect(g3!);
    const list = await issue(leaving.deploymentId);
    await leaving.cadre.call(confirmDutyList, { id: list.id });
    const annualItemId = newId();
    await leader.call(transferToAnnual, {
      ...{ id: problemId, annualItemId, year: 2027, title: '样例：增设充电设施', ownerCadreId: leaving.cadreId },
      milestones: [{ id: newId(), title: '样例节点', due: '2027-03-31' }],
    });
    const id = leaving.deploymentId;
    const live = await leader.call(handOver, { id });
    expect(live).toMatchObject({ successorId: null, confirmedAt: null });
    const owned = list.duties.length + 1;
    expect(live.items.map(({ kind }) => kind)).toEqual([...Array<string>(owned - 1).fill('DUTY'), 'ANNUAL_ITEM']);
    await expect(elsewhere.call(handOver, { id })).rejects.toEqual(notFound);
    const before = await count('outbox');
    await expect(leader.call(recallCadre, recalling(id))).rejects.toEqual(refusal('hand-over-missing', { openDuties: owned - 1, owned }));
    await expect(leader.call(recallCadre, recalling(id, leaving.cadreId))).rejects.toEqual(refusal('successor-unavailable'));
    expect(await count('outbox')).toBe(before);
    const recalled = await leader.call(recallCadre, recalling(id, successor.cadreId));
    expect(recalled).toMatchObject({ successorId: successor.cadreId, handOverConfirmedAt: null });
    expect((await leader.call(handOver, { id })).items).toEqual(live.items);
    expect(await leader.call(readDutyList, { id: list.id })).toMatchObject({ status: 'ENDED', endedAt: expect.any(String) as string });
    const duties = (await leader.call(dutiesOfPlace, { placeCode: g3!, cadreId: successor.cadreId })).items;
    expect(duties.map((duty) => duty.id).toSorted()).toEqual(list.duties.map((duty) => duty.id).toSorted());
    const ofSuccessor = async () => (await leader.call(handOver, { id: successor.deploymentId })).items;
    await eventually(async () => (await ofSuccessor()).some((item) => item.id === annualItemId));
    await expect(bystander.cadre.call(confirmHandOver, { id })).rejects.toEqual(refusal('not-successor'));
    await expect(successor.cadre.call(confirmHandOver, { id: successor.deploymentId })).rejects.toEqual(refusal('not-successor'));
    const { handOverConfirmedAt } = await successor.cadre.call(confirmHandOver, { id });
    expect(await leader.call(handOver, { id })).toEqual({
      successorId: successor.cadreId,
      confirmedAt: handOverConfirmedAt,
      items: live.items,
    });
    await expect(successor.cadre.call(confirmHandOver, { id })).rejects.toEqual(refusal('hand-over-confirmed'));
    const told = (await service.told(cadreRecalled)).find(({ data }) => data.deploymentId === id)!;
    expect(told.data.successorId).toBe(successor.cadreId);
  });

  it('nothing of what was said stands in events or audit', async () => {
    const words = await service.database.pool.query(
      `SELECT 1 FROM outbox WHERE event ~ '样例轮岗|充电设施|联合走访' UNION ALL SELECT 1 FROM audit WHERE changes::text ~ '样例轮岗|充电设施|联合走访'`,
    );
    expect(words.rowCount).toBe(0);
  });

  it('no duty is left behind when lists are issued while the recall is under way', async () => {
    for (let round = 0; round < 5; round++) {
      const { cadreId, deploymentId } = await deployed(g2!);
      await Promise.allSettled([issue(deploymentId), leader.call(recallCadre, recalling(deploymentId)), issue(deploymentId)]);
      const stray = await service.database.pool.query(
        `SELECT 1 FROM duty t WHERE t.cadre_id = $1 AND t.status IN ('ISSUED', 'CONFIRMED')
           AND NOT EXISTS (SELECT 1 FROM cadre_deployment d WHERE d.cadre_id = t.cadre_id AND d.grid_code = t.grid_code AND d.ended_on IS NULL)`,
        [cadreId],
      );
      expect(stray.rowCount).toBe(0);
    }
  });
});

describe('G-27 rotation, extension and terms', () => {
  it('a cadre goes on in another grid the day after; work goes to a successor', async () => {
    const [rotating, successor] = [await deployed(g1!), await deployed(g1!)];
    await issue(rotating.deploymentId);
    const input = { id: rotating.deploymentId, newId: newId(), gridCode: g2!, from: today(), to: later(365), reason: '样例：到期轮岗' };
    const before = [await count('cadre_deployment'), await count('outbox')];
    await expect(leader.call(rotateCadre, input)).rejects.toEqual(refusal('hand-over-missing'));
    const withSuccessor = { ...input, successorId: successor.cadreId };
    await expect(leader.call(rotateCadre, { ...withSuccessor, gridCode: g1! })).rejects.toEqual(refusal('already-deployed'));
    await expect(leader.call(rotateCadre, { ...withSuccessor, gridCode: `${community}099` })).rejects.toEqual(refusal('grid-unknown'));
    await expect(leader.call(rotateCadre, { ...withSuccessor, gridCode: '230521100001001' })).rejects.toEqual(notFound);
    await expect(leader.call(rotateCadre, { ...withSuccessor, from: '2026-01-01' })).rejects.toEqual(refusal('term-invalid'));
    await expect(elsewhere.call(rotateCadre, withSuccessor)).rejects.toEqual(notFound);
    expect([await count('cadre_deployment'), await count('outbox')]).toEqual(before);
    const { ended, begun } = await leader.call(rotateCadre, withSuccessor);
    expect(ended).toMatchObject({ endedOn: later(-1), successorId: successor.cadreId });
    expect(begun).toMatchObject({ gridCode: g2, from: today(), to: later(365), previousId: rotating.deploymentId, version: 1 });
    const told = (await service.told(cadreDeployed)).find(({ data }) => data.deploymentId === begun.id)!;
    expect(told.data).toMatchObject({ accountId: rotating.cadre.accountId, gridCode: g2 });
    expect((await leader.call(cadresOfGrid, { placeCode: g2!, limit: 100 })).items.map(({ id }) => id)).toContain(begun.id);
    await expect(leader.call(rotateCadre, withSuccessor)).rejects.toEqual(refusal('already-recalled'));
  });

  it('a cadre leaves the service when the last day of every deployment has come, and is served by no longer', async () => {
    const [ahead, gone] = [await deployed(g1!), await deployed(g1!)];
    const withdrawing = ({ cadreId }: { cadreId: string }) => leader.call(withdrawCadre, { id: cadreId, reason: '样例：调离' });
    await leader.call(recallCadre, { ...recalling(ahead.deploymentId), lastDay: later(1) });
    await expect(withdrawing(ahead)).rejects.toEqual(refusal('already-deployed'));
    await leader.call(recallCadre, recalling(gone.deploymentId));
    await withdrawing(gone);
    const serving = (await leader.call(cadresOfGrid, { placeCode: g1!, limit: 100 })).items.map(({ cadreId }) => cadreId);
    expect([serving.includes(ahead.cadreId), serving.includes(gone.cadreId)]).toEqual([true, false]);
  });

  it('no two deployments of a cadre in a grid share a day', async () => {
    const { cadreId, deploymentId } = await deployed(g1!);
    await leader.call(recallCadre, { ...recalling(deploymentId), lastDay: later(10) });
    const again = (from: string) => leader.call(deployCadre, { id: newId(), cadreId, gridCode: g1!, from });
    await expect(again(later(10))).rejects.toEqual(refusal('already-deployed'));
    expect((await again(later(11))).from).toBe(later(11));
  });

  it('a term that is over is told once, and again only when it is over after an extension', async () => {
    await expect(deployed(g1!, {}, { to: '2026-02-28' })).rejects.toEqual(refusal('term-past'));
    const { deploymentId: id } = await deployed(g1!);
    await service.database.pool.query("UPDATE cadre_deployment SET term_ends_on = '2026-02-28' WHERE id = $1", [id]);
    const told = async () =>
      (await service.told(deploymentTermEnded)).filter(({ data }) => data.deploymentId === id).map(({ data }) => data.to);
    const schedule = service.get(CadreSchedule);
    await schedule.endTerms();
    await schedule.endTerms();
    expect(await told()).toEqual(['2026-02-28']);
    await expect(leader.call(extendDeployment, { id, to: '2026-02-28', reason: '样例' })).rejects.toEqual(refusal('term-invalid'));
    await expect(leader.call(extendDeployment, { id, to: '2026-03-31', reason: '样例' })).rejects.toEqual(refusal('term-past'));
    await expect(elsewhere.call(extendDeployment, { id, to: later(1), reason: '样例' })).rejects.toEqual(notFound);
    const extended = await leader.call(extendDeployment, { id, to: later(1), reason: '样例：工作未了' });
    expect(extended.to).toBe(later(1));
    const deployedAgain = (await service.told(cadreDeployed))
      .filter(({ data }) => data.deploymentId === id)
      .map(({ data }) => [data.to, data.version]);
    expect(deployedAgain).toEqual([
      [null, 1],
      [later(1), 3],
    ]);
    await schedule.endTerms();
    expect(await told()).toHaveLength(1);
    const end = later(1);
    await service.advance(3 * 86_400_000);
    await Promise.all([schedule.endTerms(), schedule.endTerms()]);
    expect(await told()).toEqual(['2026-02-28', end]);
    await leader.call(recallCadre, recalling(id));
    await expect(leader.call(extendDeployment, { id, to: later(9), reason: '样例' })).rejects.toEqual(refusal('already-recalled'));
  });
});

describe('G-24 the freest cadre', () => {
  it('of the grid, with the fewest open duties; else of its community; nobody where nobody serves', async () => {
    const queries = service.get(CadreQueries);
    const gridless = '320404004008001';
    expect(await queries.freestAt(gridless)).toBeUndefined();
    const [busy, free] = [await deployed(g3!), await deployed(g3!)];
    await issue(busy.deploymentId);
    const found = await queries.freestAt(g3!);
    const loads = await service.database.pool.query<{ cadre: string; load: number }>(
      `SELECT d.cadre_id AS cadre, (SELECT count(*)::int FROM duty t WHERE t.cadre_id = d.cadre_id AND t.status IN ('ISSUED', 'CONFIRMED')) AS load
       FROM cadre_deployment d WHERE d.grid_code = $1 AND d.ended_on IS NULL ORDER BY 2, 1`,
      [g3],
    );
    expect([found!.cadreId, found!.gridCode, found!.cadreId === busy.cadreId]).toEqual([loads.rows[0]!.cadre, g3, false]);
    expect(loads.rows.find(({ cadre }) => cadre === free.cadreId)!.load).toBe(0);
    expect((await queries.freestAt(community))?.gridCode.startsWith(community)).toBe(true);
  });
});

describe('G-06 lists end with their grids', () => {
  it('the deployments that follow begin without a list, the duties go on', async () => {
    const { cadreId, deploymentId } = await deployed(g2!);
    const list = await issue(deploymentId);
    const heirs = await draw([
      { type, boundary: box(119, 119.01), from: [g1!] },
      ...[box(119.01, 119.015), box(119.015, 119.02)].map((boundary) => ({ type, boundary, from: [g2!] })),
      { type, boundary: box(119.02, 119.03), from: [g3!] },
    ]);
    const of = async (gridCode: string) =>
      (await leader.call(dutyListsOfPlace, { placeCode: gridCode, missing: true, limit: 100 })).items.filter(
        (item) => item.cadreId === cadreId,
      );
    await eventually(async () => (await Promise.all(heirs.map(of))).flat().length === 2);
    expect(await leader.call(readDutyList, { id: list.id })).toMatchObject({ status: 'ENDED', gridCode: g2 });
    const duties = (await leader.call(dutiesOfPlace, { placeCode: community, cadreId })).items;
    expect(duties.map(({ gridCode, status }) => [heirs.includes(gridCode), status])).toEqual([
      [true, 'ISSUED'],
      [true, 'ISSUED'],
    ]);
  });
});
