import {
  activatePartition,
  addCaseEntry,
  addLine,
  assignCase,
  backlogCaseCleared,
  backlogCaseReopened,
  backlogCaseSettled,
  backlogCasesOfPlace,
  backlogClearance,
  caseEntries,
  clearBacklogCase,
  closeTaskForce,
  completeJointMeasure,
  deployCadre,
  draftPartition,
  formTaskForce,
  gridsOfPlace,
  hardCasePolicy,
  publishHardCasePolicy,
  readBacklogCase,
  recallCadre,
  registerBacklogCase,
  registerCadre,
  registerHousehold,
  reopenBacklogCase,
  taskForceClosed,
  taskForceOfCase,
  type DepartmentLine,
  type values,
} from '@gezhi/shared/contracts';
import { named, newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { drawGrids } from '../partition/grid.fixture.js';
import { gridService } from '../service.module.js';
import { defaultPolicy } from './hard-case-policy.rules.js';
import { HardCaseSchedule } from './hard-case.schedule.js';
import { openCasesOf } from './open.queries.js';
import { hardCasesOwnedBy } from './owned.queries.js';

const street = '320404004';
const community = '320404004003';
const day = 86_400_000;
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.hard-case.${code}` });
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
let operator: TestCaller;
let worker: TestCaller;
let ownerCaller: TestCaller;
let memberCaller: TestCaller;
let elsewhere: TestCaller;
let grid: string;
let household: string;
let [owner, governance, housing, economy] = ['', '', '', ''];

async function draw(place: string, grids: { boundary: values.Polygon; from: string[] }[]): Promise<string[]> {
  const typed = grids.map((one) => ({ ...one, type: 'CONFLICT_RESOLUTION' as const }));
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: place, grids: typed });
  await leader.call(activatePartition, { id: plan.id });
  return (await leader.call(gridsOfPlace, { placeCode: place })).items.map(({ code }) => code);
}
async function cadre(line?: DepartmentLine, accountId?: string): Promise<string> {
  const registering = { id: newId(), personId: newId(), name: '样例某庚', sourceCategory: 'DEPARTMENT' as const };
  return (
    await leader.call(registerCadre, {
      ...registering,
      stratum: 'MIDDLE_LEVEL',
      homePlace: street,
      ...(line && { line }),
      ...(accountId && { accountId }),
    })
  ).id;
}

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  operator = service.as({ roles: ['operator'], place: street });
  elsewhere = service.as({ roles: ['street-leader'], place: '230521100' });
  for (const place of ['008', '010', '011']) await drawGrids(service, `320404004${place}001`);
  grid = (await draw(community, [{ boundary: box(119, 119.02), from: [] }]))[0]!;
  worker = service.as({ roles: ['grid-worker'], place: grid });
  ownerCaller = service.as({ roles: ['cadre'], place: grid });
  // A member comes from wherever the line has somebody: here from another community.
  memberCaller = service.as({ roles: ['cadre'], place: `${street}009001` });
  owner = await cadre(undefined, ownerCaller.accountId);
  governance = await cadre('PUBLIC_SECURITY_GOVERNANCE', memberCaller.accountId);
  housing = await cadre('HOUSING_CONSTRUCTION');
  economy = await cadre('ECONOMIC_DEVELOPMENT');
  const door = {
    kind: 'RESIDENT' as const,
    communityCode: community,
    addressLabel: '样例1幢',
    lon: 119.005,
    lat: 31.005,
    externalRef: 'H-1',
  };
  household = (await leader.call(registerHousehold, { id: newId(), ...door })).id;
}, 120_000);
afterAll(() => service?.stop());

const registering = (changes: object = {}) => ({
  ...{ id: newId(), gridCode: grid, class: 'NEIGHBOUR', title: '灯笼之争', summary: '两户为一盏灯笼相争' },
  ...{ originOn: '2014-05-31', ownerCadreId: owner },
  ...changes,
});
const register = async (changes: object = {}) => (await leader.call(registerBacklogCase, registering(changes))).id;
const clearing = (id: string) => ({ id, clearing: '灯笼双方握手言和', evidenceIds: [newId()] });
const due = new Date(Date.now() + 400 * day).toISOString();
const forming = (caseId: string, changes: object = {}) => ({
  ...{ id: newId(), caseId, dueAt: due },
  members: [
    { line: 'PUBLIC_SECURITY_GOVERNANCE' as const, cadreId: governance },
    { line: 'HOUSING_CONSTRUCTION' as const, cadreId: housing },
  ],
  measures: [{ id: newId(), line: 'PUBLIC_SECURITY_GOVERNANCE' as const, title: '灯笼联合走访', dueAt: due }],
  ...changes,
});
const written = async () => {
  const tables = ['backlog_case', 'case_entry', 'task_force', 'task_force_line', 'joint_measure', 'outbox', 'audit'];
  const counts = tables.map((table) => service.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`));
  return (await Promise.all(counts)).map(({ rows }) => rows[0]!.n);
};

describe('G-17 the register of backlog cases', () => {
  it('takes a case with its origin and history, once however often it comes, and shows its age and priority', async () => {
    const input = registering({ history: [{ onDate: '2015-01-01', text: '灯笼初次调解' }] });
    const first = await leader.call(registerBacklogCase, input, { key: 'register-1' });
    expect(await leader.call(registerBacklogCase, input, { key: 'register-1' })).toEqual(first);
    expect(await leader.call(registerBacklogCase, input)).toEqual(first);
    const read = await worker.call(readBacklogCase, { id: input.id });
    expect(read).toMatchObject({ status: 'OPEN', priority: 'FIRST', placeCode: grid, restricted: false });
    expect(read.age.years).toBeGreaterThanOrEqual(11);
    expect((await worker.call(caseEntries, { id: input.id })).items.map(({ kind, onDate }) => [kind, onDate])).toEqual([
      ['HISTORY', '2015-01-01'],
    ]);
  });

  it('refuses bad input, and writes nothing of it', async () => {
    const before = await written();
    const refused = (changes: object) => leader.call(registerBacklogCase, registering(changes));
    await expect(refused({ communityCode: community })).rejects.toEqual(refusal('place-missing'));
    await expect(refused({ gridCode: `${community}099` })).rejects.toEqual(refusal('grid-unknown'));
    await expect(refused({ gridCode: undefined, householdId: newId() })).rejects.toEqual(refusal('household-unknown'));
    await expect(refused({ class: 'LANTERN' })).rejects.toEqual(refusal('class-unknown'));
    await expect(refused({ ownerCadreId: newId() })).rejects.toEqual(refusal('owner-unknown'));
    await expect(refused({ originOn: '2999-01-01' })).rejects.toEqual(refusal('in-the-future'));
    await expect(refused({ originOn: '0202-05-31' })).rejects.toEqual(refusal('origin-implausible'));
    await expect(refused({ history: [{ onDate: '2014-05-30', text: '灯笼' }] })).rejects.toEqual(refusal('before-origin'));
    await expect(elsewhere.call(registerBacklogCase, registering({ ownerCadreId: undefined }))).rejects.toEqual(notFound);
    expect(await written()).toEqual(before);
  });

  it('pages the oldest first, and filters by the priority it shows', async () => {
    const place = '320404004008';
    const origins = ['2001-02-28', '2016-11-24', '2016-01-01', '2022-01-01', '2025-06-01', '2026-11-01'];
    for (const originOn of origins) await register({ gridCode: undefined, communityCode: place, originOn, ownerCadreId: undefined });
    const all = (await leader.call(backlogCasesOfPlace, { placeCode: place })).items;
    expect(all.map(({ originOn }) => originOn)).toEqual(origins.toSorted());
    for (const priority of ['FIRST', 'SECOND', 'THIRD', 'NONE']) {
      const { items } = await leader.call(backlogCasesOfPlace, { placeCode: place, priority });
      expect(items).toEqual(all.filter((item) => item.priority === priority));
    }
    const first = await leader.call(backlogCasesOfPlace, { placeCode: place, limit: 4 });
    const second = await leader.call(backlogCasesOfPlace, { placeCode: place, limit: 4, after: first.next! });
    expect([...first.items, ...second.items]).toEqual(all);
  });
});

describe('G-17 clearing, quiet period, relapse', () => {
  it('cleared with evidence by its owner alone, settled by time, open again on a relapse', async () => {
    const id = await register({ ownerCadreId: undefined });
    await expect(leader.call(clearBacklogCase, { ...clearing(id), evidenceIds: [] })).rejects.toEqual(refusal('evidence-missing'));
    await expect(leader.call(clearBacklogCase, clearing(id))).rejects.toEqual(refusal('owner-missing'));
    await leader.call(assignCase, { id, ownerCadreId: owner });
    await expect(elsewhere.call(clearBacklogCase, clearing(id))).rejects.toEqual(notFound);
    await expect(leader.call(clearBacklogCase, clearing(id), { match: 1 })).rejects.toEqual(refusal('platform.request.stale-version'));
    const cleared = await leader.call(clearBacklogCase, clearing(id));
    expect(cleared).toMatchObject({ status: 'CLEARED', version: 3 });
    await service.get(HardCaseSchedule).settleQuiet();
    expect((await worker.call(readBacklogCase, { id })).status).toBe('CLEARED');
    await service.advance(Date.parse(cleared.quietUntil!) - Date.now() + day);
    await service.get(HardCaseSchedule).settleQuiet();
    await service.get(HardCaseSchedule).settleQuiet();
    expect((await service.told(backlogCaseSettled)).map(({ data }) => data.caseId)).toEqual([id]);
    expect(await ownerCaller.call(reopenBacklogCase, { id, reason: '灯笼又起争执' })).toMatchObject({ status: 'OPEN', reopenings: 1 });
    expect((await service.told(backlogCaseReopened)).map(({ data }) => data.withinQuiet)).toEqual([false]);
    expect((await worker.call(caseEntries, { id })).items.map(({ kind }) => kind).toSorted()).toEqual(['CLEARING', 'RELAPSE']);
    await expect(leader.call(reopenBacklogCase, { id, reason: '样例' })).rejects.toEqual(refusal('platform.request.wrong-state'));
    await leader.call(clearBacklogCase, clearing(id));
    const another = service.as({ roles: ['cadre'], place: grid });
    await expect(another.call(reopenBacklogCase, { id, reason: '样例' })).rejects.toEqual(refusal('not-member'));
  });

  it('I-T5 nine cases, seven cleared and not reopened: 77.78 %; a relapse within the quiet period takes its clearing back', async () => {
    const place = '320404004010';
    const ids: string[] = [];
    for (let count = 0; count < 9; count++) ids.push(await register({ gridCode: undefined, communityCode: place }));
    for (const id of ids.slice(0, 8)) await leader.call(clearBacklogCase, clearing(id));
    const { now } = (await service.database.pool.query<{ now: string }>('SELECT gezhi_now()::text AS now')).rows[0]!;
    const from = new Date(Date.parse(now) - 2 * day).toISOString().slice(0, 10);
    const to = new Date(Date.parse(now) + 2 * day).toISOString().slice(0, 10);
    const clearance = (caller = leader) => caller.call(backlogClearance, { placeCode: place, from, to });
    expect((await clearance()).rate.value).toBe(88.89);
    await service.advance(30 * day);
    await leader.call(reopenBacklogCase, { id: ids[0]!, reason: '灯笼复发' });
    expect((await service.told(backlogCaseReopened)).at(-1)!.data).toMatchObject({ caseId: ids[0], withinQuiet: true });
    expect(await clearance()).toMatchObject({ openAtStart: 0, registered: 9, cleared: 7, reopened: 0, rate: { value: 77.78 } });
    const next = { placeCode: place, from: new Date(Date.parse(to) + 2 * day).toISOString().slice(0, 10), to: '2030-12-31' };
    expect(await leader.call(backlogClearance, next)).toMatchObject({
      openAtStart: 1,
      registered: 0,
      cleared: 0,
      reopened: 1,
      rate: { denominator: 2 },
    });
    expect(await clearance(elsewhere)).toMatchObject({ registered: 0, rate: { value: null } });
  });
});

describe('G-17 restricted cases', () => {
  it('a petition matter is there for those in confidence, its owner and its members alone: lists, counts and reads alike', async () => {
    const place = '320404004011';
    const id = await register({ gridCode: undefined, communityCode: place, petition: true });
    const secretary = service.as({ roles: ['community-secretary'], place });
    const local = service.as({ roles: ['grid-worker'], place });
    const period = { placeCode: place, from: '2020-01-01', to: '2030-12-31' };
    const seen = async (caller: TestCaller) => [
      (await caller.call(backlogCasesOfPlace, { placeCode: place })).items.length,
      (await caller.call(backlogClearance, period)).registered,
      await caller.call(readBacklogCase, { id }).then(
        () => 1,
        () => 0,
      ),
    ];
    expect(await Promise.all([leader, secretary, ownerCaller, operator, local, memberCaller, elsewhere].map(seen))).toEqual([
      ...Array<number[]>(3).fill([1, 1, 1]),
      ...Array<number[]>(4).fill([0, 0, 0]),
    ]);
    await expect(operator.call(clearBacklogCase, clearing(id))).rejects.toEqual(notFound);
    await expect(local.call(caseEntries, { id })).rejects.toEqual(notFound);
    await leader.call(formTaskForce, forming(id, { leadLine: 'PUBLIC_SECURITY_GOVERNANCE' }));
    expect(await seen(memberCaller)).toEqual([1, 1, 1]);
    await expect(local.call(taskForceOfCase, { id })).rejects.toEqual(notFound);
    const { rows } = await service.database.pool.query(openCasesOf.text, [place]);
    expect(rows).toEqual([{ cases: 0 }]);
  });
});

describe('G-16 task forces', () => {
  it('led as the playbook of the grid type says, joined by lines, closed with the clearing when all measures are done', async () => {
    const id = await register();
    const input = forming(id);
    await expect(
      leader.call(formTaskForce, { ...input, members: input.members.map((member) => ({ ...member, cadreId: owner })) }),
    ).rejects.toEqual(refusal('line-mismatch'));
    const formed = await leader.call(formTaskForce, input);
    expect(formed).toMatchObject({ leadLine: 'PUBLIC_SECURITY_GOVERNANCE', status: 'FORMED', placeCode: grid });
    expect(await leader.call(formTaskForce, input)).toEqual(formed);
    await expect(leader.call(formTaskForce, forming(id))).rejects.toEqual(refusal('force-exists'));
    const joining = {
      id: formed.id,
      line: 'ECONOMIC_DEVELOPMENT' as const,
      cadreId: economy,
      measures: [{ id: newId(), title: '样例', dueAt: due }],
    };
    const late = { ...joining.measures[0]!, id: newId(), dueAt: new Date(Date.parse(due) + 1).toISOString() };
    await expect(leader.call(addLine, { ...joining, measures: [late] })).rejects.toEqual(refusal('measure-after-force'));
    expect((await leader.call(addLine, joining)).lines).toHaveLength(3);
    await expect(leader.call(addLine, joining)).rejects.toEqual(refusal('line-taken'));
    await expect(leader.call(clearBacklogCase, clearing(id))).rejects.toEqual(refusal('measures-open'));
    await expect(leader.call(closeTaskForce, { id: formed.id, outcome: '样例' })).rejects.toEqual(refusal('measures-open'));

    const stranger = service.as({ roles: ['cadre'], place: grid });
    const [measure] = formed.measures;
    await expect(stranger.call(completeJointMeasure, { id: measure!.id, evidenceIds: [newId()] })).rejects.toEqual(refusal('not-member'));
    await expect(memberCaller.call(completeJointMeasure, { id: measure!.id })).rejects.toEqual(refusal('evidence-missing'));
    await memberCaller.call(completeJointMeasure, { id: measure!.id, evidenceIds: [newId()] });
    await ownerCaller.call(completeJointMeasure, { id: joining.measures[0]!.id, evidenceIds: [newId()] });
    await expect(ownerCaller.call(completeJointMeasure, { id: measure!.id, evidenceIds: [newId()] })).rejects.toEqual(
      refusal('platform.request.wrong-state'),
    );
    const entry = { id, entryId: newId(), onDate: '2026-01-01', kind: 'STEP' as const, text: '灯笼现场' };
    await expect(stranger.call(addCaseEntry, entry)).rejects.toEqual(refusal('not-member'));
    await expect(memberCaller.call(addCaseEntry, { ...entry, onDate: '2014-05-30' })).rejects.toEqual(refusal('before-origin'));
    expect((await memberCaller.call(addCaseEntry, entry)).byId).toBe(memberCaller.accountId);

    // A member may lead elsewhere: that decides nothing here.
    const leads = service.as({ roles: ['community-secretary'], place: `${street}009`, accountId: memberCaller.accountId });
    await expect(leads.call(clearBacklogCase, clearing(id))).rejects.toEqual(notFound);
    await leader.call(clearBacklogCase, clearing(id));
    expect(await leader.call(taskForceOfCase, { id })).toMatchObject({ id: formed.id, status: 'CLOSED' });
    expect((await service.told(taskForceClosed)).map(({ data }) => [data.taskForceId, data.onTime])).toEqual([[formed.id, true]]);
    expect((await service.told(backlogCaseCleared)).at(-1)!.data).toMatchObject({ caseId: id, gridCode: grid });
  });

  it('forming and clearing at once end in one order or the other', async () => {
    const id = await register({ gridCode: undefined, communityCode: community });
    const outcomes = await Promise.allSettled([
      leader.call(formTaskForce, forming(id, { leadLine: 'HOUSING_CONSTRUCTION' })),
      leader.call(clearBacklogCase, clearing(id)),
    ]);
    const { status } = await leader.call(readBacklogCase, { id });
    expect(outcomes.map((outcome) => outcome.status === 'fulfilled')).toEqual([status === 'OPEN', status === 'CLEARED']);
  });

  it('X-T8 the words of people stay out of events and audit', async () => {
    const rows = await service.database.pool.query(
      "SELECT 1 FROM outbox WHERE event LIKE '%灯笼%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%灯笼%'",
    );
    expect(rows.rowCount).toBe(0);
  });
});

describe('G-27 what a recalled cadre owned passes to the successor', () => {
  it('open cases of the grid, and the seat of the line', async () => {
    const next = await cadre('PUBLIC_SECURITY_GOVERNANCE', service.as({ roles: ['cadre'], place: community }).accountId);
    const deployments = await Promise.all(
      [governance, next].map((cadreId) => leader.call(deployCadre, { id: newId(), cadreId, gridCode: grid, from: '2026-01-01' })),
    );
    const id = await register({ ownerCadreId: governance });
    const { measures } = await leader.call(formTaskForce, forming(id));
    const owned = (cadreId: string) => service.database.read(named(hardCasesOwnedBy.name, hardCasesOwnedBy.text), [cadreId, grid]);
    expect(await owned(governance)).toEqual([
      expect.objectContaining({ kind: 'JOINT_MEASURE', id: measures[0]!.id, title: '灯笼联合走访' }),
      expect.objectContaining({ kind: 'BACKLOG_CASE', id, title: '灯笼之争', due: null }),
    ]);
    const recalling = { id: deployments[0]!.id, reason: '样例轮岗', lastDay: '2026-12-31' };
    await expect(leader.call(recallCadre, recalling)).rejects.toEqual(refusal('grid.cadre.hand-over-missing'));
    await leader.call(recallCadre, { ...recalling, successorId: next });
    await eventually(async () => (await leader.call(readBacklogCase, { id })).ownerCadreId === next);
    expect((await leader.call(taskForceOfCase, { id })).lines.map(({ cadreId }) => cadreId).toSorted()).toEqual([housing, next].toSorted());
    expect([await owned(governance), (await owned(next)).length]).toEqual([[], 2]);
  });
});

describe('G-06 cases follow the grids that came from theirs', () => {
  it('those of a household with it, those of a place to the community of several heirs', async () => {
    const [ofPlace, ofHousehold] = [await register(), await register({ gridCode: undefined, householdId: household })];
    const { id: forceId } = await leader.call(formTaskForce, forming(ofHousehold));
    const heirs = await draw(
      community,
      [box(119, 119.01), box(119.01, 119.02)].map((boundary) => ({ boundary, from: [grid] })),
    );
    await eventually(async () => (await leader.call(readBacklogCase, { id: ofPlace })).gridCode === null);
    await eventually(async () => heirs.includes((await leader.call(readBacklogCase, { id: ofHousehold })).placeCode));
    expect((await leader.call(readBacklogCase, { id: ofPlace })).placeCode).toBe(community);
    const { placeCode } = await leader.call(readBacklogCase, { id: ofHousehold });
    expect(await leader.call(taskForceOfCase, { id: ofHousehold })).toMatchObject({ id: forceId, placeCode });
  });
});

describe('G-17 X-T11 a jurisdiction lays down its classes, priorities and quiet period', () => {
  it('which hold at home alone', async () => {
    const at = (placeCode: string) => service.public().call(hardCasePolicy, { placeCode });
    expect(await at(grid)).toEqual({ jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy });
    const lantern = { code: 'LANTERN', zh: '灯笼', source: '测试', assumed: true };
    const policy = { ...defaultPolicy, classes: [lantern], quietDays: 1, priorities: [{ years: 1, code: 'OLD', zh: '陈年' }] };
    const input = { id: newId(), jurisdictionId: street, ...policy };
    await expect(leader.call(publishHardCasePolicy, { ...input, classes: [lantern, lantern] })).rejects.toEqual(refusal('policy-invalid'));
    await expect(elsewhere.call(publishHardCasePolicy, input)).rejects.toEqual(notFound);
    expect((await leader.call(publishHardCasePolicy, input)).version).toBe(1);
    expect([await at(community), await at('230521100001')]).toMatchObject([{ version: 1, quietDays: 1 }, { version: 0 }]);
    const id = await register({ gridCode: undefined, communityCode: community, class: 'LANTERN' });
    expect((await leader.call(readBacklogCase, { id })).priority).toBe('OLD');
    expect((await leader.call(backlogCasesOfPlace, { placeCode: street, priority: 'OLD' })).items.map((item) => item.id)).toContain(id);
    const { clearedAt, quietUntil } = await leader.call(clearBacklogCase, clearing(id));
    expect(Date.parse(quietUntil!) - Date.parse(clearedAt!)).toBeLessThanOrEqual(2 * day);
  });
});
