import {
  abandonMicroProject,
  acceptMicroProject,
  activatePartition,
  collectProblem,
  deployCadre,
  draftPartition,
  gridsOfPlace,
  microProjectAccepted,
  microProjectsOfPlace,
  microProjectStarted,
  microProjectSummary,
  readMicroProject,
  recallCadre,
  registerCadre,
  startMicroProject,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { microProjectsOwnedBy } from './owned.queries.js';

const street = '320404004';
const community = '320404004014';
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.micro-project.${code}` });
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
const type = 'COMMUNITY_BUILDING' as const;
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

let service: TestService;
let leader: TestCaller;
let secretary: TestCaller;
let owner: string;
let successor: string;
let gridCode: string;

async function draw(plan: { type: typeof type; boundary: values.Polygon; from: string[] }[], at = community): Promise<string[]> {
  const { id } = await leader.call(draftPartition, { id: newId(), communityCode: at, grids: plan });
  await leader.call(activatePartition, { id });
  return (await leader.call(gridsOfPlace, { placeCode: at })).items.map(({ code }) => code);
}
const register = async () => {
  const cadre = { id: newId(), personId: newId(), name: '样例某癸', homePlace: street };
  return (await leader.call(registerCadre, { ...cadre, sourceCategory: 'DEPARTMENT', stratum: 'YOUNG' })).id;
};

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  secretary = service.as({ roles: ['community-secretary'], place: community });
  gridCode = (await draw([{ type, boundary: box(119, 119.02), from: [] }]))[0]!;
  [owner, successor] = [await register(), await register()];
}, 120_000);
afterAll(() => service?.stop());

const starting = (more: object = {}) => ({
  ...{ id: newId(), gridCode, kind: 'GREEN_SPACE' as const, title: '样例：边角料地块变小花园', costFen: 80_000_00, ownerCadreId: owner },
  ...{ dueOn: day(30), before: { evidenceIds: [newId()] } },
  ...more,
});
const after = () => ({ evidenceIds: [newId()] });

describe('G-18 micro-projects with before and after', () => {
  it('start once and are accepted by another', async () => {
    const topicId = newId();
    const input = starting({ topicId, thirdParty: '样例：演示停车服务公司' });
    const started = await secretary.call(startMicroProject, input);
    expect(started).toMatchObject({ status: 'STARTED', placeCode: gridCode, before: input.before, after: { evidenceIds: [] }, topicId });
    expect(await secretary.call(startMicroProject, input)).toEqual(started);
    await expect(secretary.call(acceptMicroProject, { id: input.id, after: after() })).rejects.toEqual(refusal('own-project'));
    await expect(leader.call(acceptMicroProject, { id: input.id, after: {} })).rejects.toEqual(refusal('after-missing'));
    const given = after();
    const accepted = await leader.call(acceptMicroProject, { id: input.id, after: given, costFen: 79_000_00 });
    expect(accepted).toMatchObject({ status: 'ACCEPTED', after: given, costFen: 79_000_00, acceptedById: leader.accountId });
    expect(await secretary.call(readMicroProject, { id: input.id })).toEqual({ ...accepted, overdue: false });
    await expect(leader.call(abandonMicroProject, { id: input.id, reason: '样例' })).rejects.toEqual(
      refusal('platform.request.wrong-state'),
    );
    expect((await service.told(microProjectStarted)).map(({ data }) => [data.projectId, data.topicId])).toEqual([[input.id, topicId]]);
    expect((await service.told(microProjectAccepted)).map(({ data }) => [data.projectId, data.onTime])).toEqual([[input.id, true]]);
  });

  it('refuses what cannot be, and writes nothing', async () => {
    const elsewhere = newId();
    await draw([{ type, boundary: box(119.1, 119.12), from: [] }], '320404004015');
    await leader.call(collectProblem, {
      ...{ id: elsewhere, scope: 'COMMON', class: 'SANITATION', summary: '样例', communityCode: '320404004015' },
    });
    const count = 'SELECT (SELECT count(*) FROM micro_project) AS rows, (SELECT count(*) FROM outbox) AS events';
    const written = async () => (await service.database.pool.query<object>(count)).rows[0];
    const before = await written();
    for (const [more, code] of [
      [{ gridCode: undefined }, 'place-missing'],
      [{ communityCode: community }, 'place-missing'],
      [{ gridCode: `${community}099` }, 'grid-unknown'],
      [{ ownerCadreId: newId() }, 'owner-unknown'],
      [{ dueOn: day(-2) }, 'due-past'],
      [{ before: {} }, 'before-missing'],
      [{ problemId: elsewhere }, 'problem-unknown'],
      [{ problemId: newId() }, 'problem-unknown'],
    ] as const)
      await expect(secretary.call(startMicroProject, starting(more))).rejects.toEqual(refusal(code));
    const outside = service.as({ roles: ['street-leader'], place: '230521' });
    const { items } = await secretary.call(microProjectsOfPlace, { placeCode: community });
    await expect(outside.call(startMicroProject, starting())).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(outside.call(readMicroProject, { id: items[0]!.id })).rejects.toEqual(refusal('platform.request.not-found'));
    const accepting = { id: items[0]!.id, after: after() };
    await expect(outside.call(acceptMicroProject, accepting)).rejects.toEqual(refusal('platform.request.not-found'));
    const worker = service.as({ roles: ['grid-worker'], place: gridCode });
    await expect(worker.call(startMicroProject, starting())).rejects.toEqual(refusal('platform.request.forbidden'));
    expect(await written()).toEqual(before);
  });

  it('are listed by their last day and added up', async () => {
    const problemId = newId();
    await leader.call(collectProblem, { id: problemId, scope: 'INDIVIDUAL', class: 'SANITATION', summary: '样例', gridCodes: [gridCode] });
    const parking = await secretary.call(startMicroProject, starting({ kind: 'PARKING', dueOn: day(2), costFen: 100, problemId }));
    const shared = starting({ gridCode: undefined, communityCode: community, kind: 'PARKING', dueOn: day(3) });
    await secretary.call(startMicroProject, shared);
    await leader.call(abandonMicroProject, { id: shared.id, reason: '样例：改由物业实施' });
    await service.advance(4 * 86_400_000);
    const first = await secretary.call(microProjectsOfPlace, { placeCode: community, limit: 1 });
    const rest = await secretary.call(microProjectsOfPlace, { placeCode: community, after: first.next! });
    expect([...first.items, ...rest.items].map(({ status, overdue }) => [status, overdue])).toEqual([
      ['STARTED', true],
      ['ABANDONED', false],
      ['ACCEPTED', false],
    ]);
    const kinds = await secretary.call(microProjectsOfPlace, { placeCode: community, kind: 'PARKING', status: 'STARTED' });
    expect(kinds.items.map(({ id }) => id)).toEqual([parking.id]);
    const both = { started: 1, accepted: 1, abandoned: 1, overdue: 1, costFen: 79_001_00, acceptedCostFen: 79_000_00 };
    expect(await leader.call(microProjectSummary, { placeCode: community })).toEqual({
      ...both,
      kinds: [
        { kind: 'GREEN_SPACE', started: 0, accepted: 1, abandoned: 0, overdue: 0, costFen: 79_000_00, acceptedCostFen: 79_000_00 },
        { kind: 'PARKING', started: 1, accepted: 0, abandoned: 1, overdue: 1, costFen: 100, acceptedCostFen: 0 },
      ],
    });
    const elsewhere = service.as({ roles: ['operator'], place: '230521' });
    await expect(elsewhere.call(microProjectSummary, { placeCode: community })).rejects.toThrow('platform.request.not-found');
  });
});

describe('G-06, G-27 micro-projects go on with the successor and in the heir', () => {
  it('of several heirs in the community', async () => {
    const owned = (cadreId: string) => service.database.read<{ id: string; due: string }>(microProjectsOwnedBy, [cadreId, gridCode]);
    const open = await owned(owner);
    expect(open).toHaveLength(1);
    const deploy = async (cadreId: string) => (await leader.call(deployCadre, { id: newId(), cadreId, gridCode, from: '2026-01-01' })).id;
    const [deployment] = [await deploy(owner), await deploy(successor)];
    await leader.call(recallCadre, { id: deployment, reason: '样例轮岗', lastDay: '2026-06-30', successorId: successor });
    await eventually(async () => (await owned(successor)).length === 1);
    expect([await owned(owner), await owned(successor)]).toEqual([[], open]);
    const placed = async () => {
      const { placeCode, gridCode: grid } = await leader.call(readMicroProject, { id: open[0]!.id });
      return [placeCode, grid];
    };
    await draw([box(119, 119.01), box(119.01, 119.02)].map((boundary) => ({ type, boundary, from: [gridCode] })));
    await eventually(async () => (await placed())[1] === null);
    expect(await placed()).toEqual([community, null]);
  });

  it('nothing people wrote is in events or audit', async () => {
    const { rowCount } = await service.database.pool.query(
      "SELECT 1 FROM outbox WHERE event LIKE '%样例：%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%样例：%'",
    );
    expect(rowCount).toBe(0);
  });
});
