import {
  activatePartition,
  approveStrategy,
  collectProblem,
  completeMeasure,
  deployCadre,
  draftPartition,
  draftStrategy,
  endStrategy,
  gridsOfPlace,
  measureCompleted,
  readStrategy,
  recallCadre,
  registerCadre,
  strategiesOfPlace,
  strategyApproved,
  strategyEnded,
  strategyOfGrid,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { drawGrids } from '../partition/grid.fixture.js';
import { gridService } from '../service.module.js';
import { activeStrategyOf } from './active.queries.js';
import { measuresOwnedBy } from './owned.queries.js';

const street = '320404004';
const community = '320404004011';
const refusal = (code: string, details?: object) =>
  expect.objectContaining({ code: code.includes('.') ? code : `grid.strategy.${code}`, ...(details && { details }) });
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
const type = 'CONFLICT_RESOLUTION' as const;
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

let service: TestService;
let leader: TestCaller;
let secretary: TestCaller;
let worker: TestCaller;
let cadre: TestCaller;
let owner: string;
let successor: string;
let grids: string[];

async function draw(plan: { type: typeof type; boundary: values.Polygon; from: string[] }[]): Promise<string[]> {
  const { id } = await leader.call(draftPartition, { id: newId(), communityCode: community, grids: plan });
  await leader.call(activatePartition, { id });
  return (await leader.call(gridsOfPlace, { placeCode: community })).items.map(({ code }) => code);
}
const register = async (more: object = {}) => {
  const cadre = { id: newId(), personId: newId(), name: '样例某庚', homePlace: street };
  const kind = { sourceCategory: 'DEPARTMENT' as const, stratum: 'YOUNG' as const };
  return (await leader.call(registerCadre, { ...cadre, ...kind, ...more })).id;
};
const deploy = async (cadreId: string, gridCode: string) =>
  (await leader.call(deployCadre, { id: newId(), cadreId, gridCode, from: '2026-01-01' })).id;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  secretary = service.as({ roles: ['community-secretary'], place: community });
  const boundaries = [0, 1, 2, 3].map((index) => box(119 + index / 100, 119.01 + index / 100));
  grids = await draw(boundaries.map((boundary) => ({ type, boundary, from: [] })));
  worker = service.as({ roles: ['grid-worker'], place: community });
  cadre = service.as({ roles: ['cadre'], place: grids[0]! });
  [owner, successor] = [await register({ accountId: cadre.accountId }), await register()];
}, 120_000);
afterAll(() => service?.stop());

const measure = (more: object = {}) => ({ id: newId(), title: '样例：整治楼道', ownerCadreId: owner, dueAt: later(30), ...more });
const drafting = (gridCode: string, more: object = {}) => ({
  ...{ id: newId(), gridCode, goal: '样例：矛盾减少', measures: [measure()] },
  ...more,
});
const written = async () => {
  const count = `SELECT (SELECT count(*) FROM strategy) AS strategies, (SELECT count(*) FROM strategy_measure) AS measures,
    (SELECT count(*) FROM outbox) AS events`;
  return (await service.database.pool.query<object>(count)).rows[0];
};

describe('G-08, G-10 a strategy is drafted with the measures of the playbook', () => {
  it('once, however often it is sent, and shown as it is', async () => {
    const input = drafting(grids[0]!, { applyPlaybook: true, ownerCadreId: owner });
    const drafted = await secretary.call(draftStrategy, input, { key: newId() });
    expect(drafted).toMatchObject({ number: 1, status: 'DRAFT', gridType: type, draftedById: secretary.accountId, overdue: 0 });
    expect(drafted.measures.filter(({ code }) => code !== null).length).toBeGreaterThan(0);
    expect(drafted.progress).toMatchObject({ numerator: 0, denominator: drafted.measures.length });
    const read = await secretary.call(readStrategy, { id: input.id });
    expect({ ...read, measures: new Set(read.measures) }).toEqual({ ...drafted, measures: new Set(drafted.measures) });
    expect(await secretary.call(draftStrategy, input)).toEqual(read);
  });

  it('refuses what cannot be, and writes nothing', async () => {
    const gone = await register();
    await service.database.pool.query('UPDATE cadre SET active = false WHERE id = $1', [gone]);
    await drawGrids(service, '230521100001001');
    const foreign = await service.as({ roles: ['street-leader'], place: '230521' }).call(registerCadre, {
      id: newId(),
      personId: newId(),
      name: '样例某辛',
      homePlace: '230521',
      sourceCategory: 'DEPARTMENT',
      stratum: 'YOUNG',
    });
    const elsewhere = newId();
    await leader.call(collectProblem, { id: elsewhere, scope: 'INDIVIDUAL', class: 'SANITATION', summary: '样例', gridCodes: [grids[1]!] });
    const before = await written();
    for (const [more, code, details] of [
      [{ gridCode: `${community}099` }, 'grid-unknown', {}],
      [{ measures: [] }, 'measures-missing', {}],
      [{ measures: [measure({ dueAt: later(-1) })] }, 'due-past', {}],
      [{ measures: [measure({ ownerCadreId: gone })] }, 'owner-unknown', { ids: [gone] }],
      [{ measures: [measure({ ownerCadreId: foreign.id })] }, 'owner-unknown', { ids: [foreign.id] }],
      [{ applyPlaybook: true }, 'owner-unknown', { ids: [] }],
      [{ problemIds: [elsewhere] }, 'problem-unknown', { ids: [elsewhere] }],
    ] as const)
      await expect(secretary.call(draftStrategy, drafting(grids[0]!, more))).rejects.toEqual(refusal(code, details));
    const outside = service.as({ roles: ['community-secretary'], place: '320404004012' });
    await expect(outside.call(draftStrategy, drafting(grids[0]!))).rejects.toEqual(refusal('platform.request.not-found'));
    expect(await written()).toEqual(before);
  });
});

describe('G-10 exactly one active, approved strategy per grid', () => {
  it('approved by a leader who did not draft it, replaced by name alone', async () => {
    const gridCode = grids[1]!;
    const [one, two] = [drafting(gridCode), drafting(gridCode)];
    await leader.call(draftStrategy, one);
    await secretary.call(draftStrategy, two);
    await expect(secretary.call(approveStrategy, { id: two.id })).rejects.toEqual(refusal('platform.request.forbidden'));
    await expect(leader.call(approveStrategy, { id: one.id })).rejects.toEqual(refusal('own-draft'));
    await expect(leader.call(approveStrategy, { id: two.id, replacesId: one.id })).rejects.toEqual(refusal('strategy-not-active'));
    await expect(leader.call(approveStrategy, { id: two.id }, { match: 9 })).rejects.toEqual(refusal('platform.request.stale-version'));
    await expect(leader.call(strategyOfGrid, { gridCode })).rejects.toEqual(refusal('platform.request.not-found'));
    const key = newId();
    const approved = await leader.call(approveStrategy, { id: two.id }, { key, match: 1 });
    expect(approved).toMatchObject({ status: 'ACTIVE', number: 2, version: 2, approvedById: leader.accountId });
    expect(await leader.call(approveStrategy, { id: two.id }, { key, match: 1 })).toEqual(approved);
    expect(await worker.call(strategyOfGrid, { gridCode })).toEqual(approved);
    const boss = service.as({ roles: ['street-leader'], place: street });
    await expect(boss.call(approveStrategy, { id: one.id })).rejects.toEqual(refusal('active-exists', { activeId: two.id }));
    expect(await boss.call(approveStrategy, { id: one.id, replacesId: two.id })).toMatchObject({ status: 'ACTIVE', number: 1 });
    expect(await leader.call(readStrategy, { id: two.id })).toMatchObject({ status: 'ENDED', version: 3 });
    expect((await service.told(strategyApproved)).map(({ data }) => data.strategyId)).toEqual([two.id, one.id]);
    expect((await service.told(strategyEnded)).map(({ data }) => [data.strategyId, data.cause])).toEqual([[two.id, 'REPLACED']]);
  });

  it('of drafts approved at once, one', async () => {
    const gridCode = grids[2]!;
    const drafts = [drafting(gridCode), drafting(gridCode), drafting(gridCode)];
    for (const input of drafts) await secretary.call(draftStrategy, input);
    const outcomes = await Promise.allSettled(drafts.map(({ id }) => leader.call(approveStrategy, { id })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('active-exists'));
  });

  it('ends with its reason, and only at the own place', async () => {
    const { id } = await secretary.call(draftStrategy, drafting(grids[3]!));
    const outside = service.as({ roles: ['street-leader'], place: '230521' });
    for (const contract of [approveStrategy, readStrategy])
      await expect(outside.call(contract, { id })).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(outside.call(endStrategy, { id, reason: '样例' })).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(leader.call(endStrategy, { id: newId(), reason: '样例' })).rejects.toEqual(refusal('platform.request.not-found'));
    expect(await leader.call(endStrategy, { id, reason: '样例：不再需要' })).toMatchObject({
      status: 'ENDED',
      endReason: '样例：不再需要',
    });
    await expect(leader.call(endStrategy, { id, reason: '样例' })).rejects.toEqual(refusal('platform.request.wrong-state'));
  });

  it('lists by grid and number', async () => {
    const first = await secretary.call(strategiesOfPlace, { placeCode: community, limit: 2 });
    const rest = await secretary.call(strategiesOfPlace, { placeCode: community, after: first.next! });
    const all = [...first.items, ...rest.items].map(({ gridCode, number }) => [gridCode, number]);
    expect(all).toEqual([1, 2, 2, 3, 3, 3, 4].map((grid, index) => [grids[grid - 1], [1, 1, 2, 1, 2, 3, 1][index]]));
    const ended = await secretary.call(strategiesOfPlace, { placeCode: grids[3]!, status: 'ENDED' });
    expect(ended.items).toMatchObject([{ number: 1, progress: { numerator: 0, denominator: 1 } }]);
  });
});

describe('G-10 measures are completed with evidence by their owner or a leader', () => {
  it('and told of on time', async () => {
    const gridCode = grids[0]!;
    const { items } = await secretary.call(strategiesOfPlace, { placeCode: gridCode });
    const { id, measures } = await secretary.call(readStrategy, { id: items[0]!.id });
    const [one, two] = measures.map((each) => each.id) as [string, string];
    const evidenceIds = [newId()];
    await expect(cadre.call(completeMeasure, { id: one, evidenceIds })).rejects.toEqual(refusal('strategy-not-active'));
    await leader.call(approveStrategy, { id });
    await expect(worker.call(completeMeasure, { id: one, evidenceIds })).rejects.toEqual(refusal('not-owner'));
    await expect(cadre.call(completeMeasure, { id: one })).rejects.toEqual(refusal('evidence-missing'));
    await expect(cadre.call(completeMeasure, { id: newId(), evidenceIds })).rejects.toEqual(refusal('platform.request.not-found'));
    expect(await cadre.call(completeMeasure, { id: one, evidenceIds })).toMatchObject({ evidenceIds, completedById: cadre.accountId });
    await expect(cadre.call(completeMeasure, { id: one, evidenceIds })).rejects.toEqual(refusal('measure-completed'));
    await secretary.call(completeMeasure, { id: two, evidenceIds });
    expect(await worker.call(strategyOfGrid, { gridCode })).toMatchObject({ progress: { numerator: 2, denominator: measures.length } });
    expect((await service.told(measureCompleted)).map(({ data }) => [data.measureId, data.onTime])).toEqual([
      [one, true],
      [two, true],
    ]);
    expect(await service.database.read(activeStrategyOf, [gridCode])).toEqual([{ id, number: 1, measures: measures.length, completed: 2 }]);
  });

  it('counts what is overdue', async () => {
    const gridCode = grids[3]!;
    const { id } = await secretary.call(draftStrategy, drafting(gridCode, { measures: [measure({ dueAt: later(1) }), measure()] }));
    await leader.call(approveStrategy, { id });
    await service.advance(2 * 86_400_000);
    expect(await worker.call(strategyOfGrid, { gridCode })).toMatchObject({ overdue: 1, progress: { numerator: 0, denominator: 2 } });
  });
});

describe('G-27 the measures of a recalled cadre pass to the successor', () => {
  it('those of the grid that are not completed', async () => {
    const gridCode = grids[0]!;
    const owned = (id: string) => service.database.read<{ id: string }>(measuresOwnedBy, [id, gridCode]);
    const open = await owned(owner);
    expect(open.length).toBeGreaterThan(0);
    const deployment = await deploy(owner, gridCode);
    await deploy(successor, gridCode);
    await leader.call(recallCadre, { id: deployment, reason: '样例轮岗', lastDay: '2026-06-30', successorId: successor });
    await eventually(async () => (await owned(successor)).length === open.length);
    expect([await owned(owner), await owned(successor)]).toEqual([[], open]);
  });
});

describe('G-06 what is open of the strategy of a retired grid is a draft of its heir', () => {
  it('of several the lowest code', async () => {
    const { measures, ...before } = await leader.call(strategyOfGrid, { gridCode: grids[0]! });
    const split = [box(119, 119.005), box(119.005, 119.01)].map((boundary) => ({ type, boundary, from: [grids[0]!] }));
    const kept = grids.slice(1).map((code, index) => ({ type, boundary: box(119.01 + index / 100, 119.02 + index / 100), from: [code] }));
    const now = await draw([...split, ...kept]);
    const heirs = now.filter((code) => !grids.includes(code));
    await eventually(async () => (await leader.call(readStrategy, { id: before.id })).status === 'ENDED');
    const [heir] = (await leader.call(strategiesOfPlace, { placeCode: heirs[0]! })).items;
    expect(heir).toMatchObject({ number: 1, status: 'DRAFT', goal: before.goal, draftedById: before.draftedById });
    const inherited = (await leader.call(readStrategy, { id: heir!.id })).measures;
    const open = measures.filter(({ completedAt }) => completedAt === null);
    const plain = ({ title, dueAt, ownerCadreId, code }: (typeof open)[number]) => ({ title, dueAt, ownerCadreId, code });
    expect(new Set(inherited.map(plain))).toEqual(new Set(open.map(plain)));
    expect((await service.told(strategyEnded)).map(({ data }) => [data.strategyId, data.cause])).toContainEqual([before.id, 'PARTITION']);
    expect((await leader.call(strategiesOfPlace, { placeCode: heirs[1]! })).items).toEqual([]);
  });

  it('nothing people wrote is in events or audit', async () => {
    const { rowCount } = await service.database.pool.query(
      "SELECT 1 FROM outbox WHERE event LIKE '%样例：%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%样例：%'",
    );
    expect(rowCount).toBe(0);
  });
});
