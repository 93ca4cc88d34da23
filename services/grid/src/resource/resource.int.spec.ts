import {
  activatePartition,
  allocateResource,
  allocationsOfGrid,
  deployCadre,
  draftPartition,
  endAllocation,
  gridsOfPlace,
  registerCadre,
  resourceAllocated,
  resourceGaps,
  type GridType,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const community = '320404004013';
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.resource.${code}` });
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
let grids: string[];

async function draw(plan: { type: GridType; boundary: values.Polygon; from: string[] }[]): Promise<string[]> {
  const { id } = await leader.call(draftPartition, { id: newId(), communityCode: community, grids: plan });
  await leader.call(activatePartition, { id });
  return (await leader.call(gridsOfPlace, { placeCode: community })).items.map(({ code }) => code);
}

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
  grids = await draw([
    { type: 'CONFLICT_RESOLUTION', boundary: box(119, 119.01), from: [] },
    { type: 'COMMUNITY_BUILDING', boundary: box(119.01, 119.02), from: [] },
  ]);
}, 120_000);
afterAll(() => service?.stop());

const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
const fund = (gridCode: string, quantity: number, more: object = {}) => ({
  ...{ id: newId(), gridCode, kind: 'MONEY' as const, code: 'ANNUAL_FUND', quantity, source: 'BUDGET' as const, fromOn: '2026-01-01' },
  ...more,
});
const gapsAt = async (gridCode: string) => {
  const [grid] = (await leader.call(resourceGaps, { placeCode: gridCode })).grids;
  return Object.fromEntries(grid!.items.map(({ code, standard, actual, gap }) => [code, [standard, actual, gap]]));
};

describe('G-09 what is allocated is set beside the standard of the type', () => {
  it('people are counted where they serve, what is allocated from its first day to its last', async () => {
    const west = grids[0]!;
    expect(await gapsAt(west)).toMatchObject({ CADRE: [3, 0, 3], ANNUAL_FUND: [2_000_000, 0, 2_000_000], MEDIATION_ROOM: [1, 0, 1] });
    const person = { personId: newId(), name: '样例某壬', homePlace: community };
    const cadre = { id: newId(), ...person, sourceCategory: 'DEPARTMENT' as const, stratum: 'YOUNG' as const };
    await leader.call(registerCadre, cadre);
    await leader.call(deployCadre, { id: newId(), cadreId: cadre.id, gridCode: west, from: '2026-01-01' });
    const first = fund(west, 500_000, { note: '样例：年初下达' });
    const given = await leader.call(allocateResource, first);
    expect(await leader.call(allocateResource, first)).toEqual(given);
    const room = { kind: 'EQUIPMENT' as const, code: 'MEDIATION_ROOM', source: 'CADRE' as const };
    await leader.call(allocateResource, fund(west, 2, room));
    await leader.call(allocateResource, fund(west, 700_000, { fromOn: nextYear }));
    expect(await gapsAt(west)).toMatchObject({ CADRE: [3, 1, 2], ANNUAL_FUND: [2_000_000, 500_000, 1_500_000], MEDIATION_ROOM: [1, 2, 0] });
    expect(await leader.call(endAllocation, { id: first.id, endedOn: '2026-01-31', reason: '样例：收回' })).toMatchObject({
      endedOn: '2026-01-31',
    });
    expect(await gapsAt(west)).toMatchObject({ ANNUAL_FUND: [2_000_000, 0, 2_000_000] });
    expect((await service.told(resourceAllocated)).map(({ data }) => [data.code, data.quantity])).toEqual([
      ['ANNUAL_FUND', 500_000],
      ['MEDIATION_ROOM', 2],
      ['ANNUAL_FUND', 700_000],
    ]);
    const page = await leader.call(allocationsOfGrid, { gridCode: west, limit: 1 });
    const rest = await leader.call(allocationsOfGrid, { gridCode: west, after: page.next! });
    expect([...page.items, ...rest.items].map(({ fromOn }) => fromOn)).toEqual([nextYear, '2026-01-01', '2026-01-01']);
  });

  it('refuses what is not in the standard, no grid or elsewhere, and writes nothing', async () => {
    const count = 'SELECT (SELECT count(*) FROM resource_allocation) AS rows, (SELECT count(*) FROM outbox) AS events';
    const written = async () => (await service.database.pool.query<object>(count)).rows[0];
    const before = await written();
    const { id, fromOn } = (await leader.call(allocationsOfGrid, { gridCode: grids[0]! })).items.at(-1)!;
    await expect(leader.call(allocateResource, fund(grids[0]!, 1, { code: 'YACHT' }))).rejects.toEqual(refusal('resource-unknown'));
    await expect(leader.call(allocateResource, fund(`${community}099`, 1))).rejects.toEqual(refusal('grid-unknown'));
    const worker = service.as({ roles: ['grid-worker'], place: grids[0]! });
    await expect(worker.call(allocateResource, fund(grids[0]!, 1))).rejects.toEqual(refusal('platform.request.forbidden'));
    const outside = service.as({ roles: ['street-leader'], place: '230521' });
    await expect(outside.call(allocateResource, fund(grids[0]!, 1))).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(outside.call(endAllocation, { id, endedOn: fromOn, reason: '样例' })).rejects.toEqual(
      refusal('platform.request.not-found'),
    );
    expect(await outside.call(resourceGaps, { placeCode: community })).toEqual({ grids: [] });
    const future = await leader.call(allocationsOfGrid, { gridCode: grids[0]!, limit: 1 });
    const ending = { id: future.items[0]!.id, endedOn: '2026-01-01', reason: '样例' };
    await expect(leader.call(endAllocation, ending)).rejects.toEqual(refusal('period-invalid'));
    expect(await written()).toEqual(before);
  });

  it('ends once', async () => {
    const { id } = await leader.call(allocateResource, fund(grids[1]!, 5));
    await leader.call(endAllocation, { id, endedOn: '2026-01-01', reason: '样例：误录' });
    await expect(leader.call(endAllocation, { id, endedOn: '2026-01-01', reason: '样例' })).rejects.toEqual(refusal('already-ended'));
  });
});

describe('G-06 what a retired grid had goes to its one heir, else ends', () => {
  it('in one act with the redraw', async () => {
    const [west, east] = grids as [string, string];
    const kept = await leader.call(allocateResource, fund(east, 300));
    const lost = await leader.call(allocateResource, fund(west, 400));
    const type = 'COMMUNITY_BUILDING';
    const heirs = await draw([
      { type, boundary: box(119, 119.005), from: [west] },
      { type, boundary: box(119.005, 119.01), from: [west] },
      { type: 'ENTERPRISE_SERVICE', boundary: box(119.01, 119.02), from: [east] },
    ]);
    const itemsOf = async (gridCode: string) => (await leader.call(allocationsOfGrid, { gridCode })).items;
    await eventually(async () => (await itemsOf(west)).every(({ endedOn }) => endedOn !== null));
    expect((await itemsOf(west)).find(({ id }) => id === lost.id)).toMatchObject({ endReason: 'PARTITION' });
    const now = await Promise.all([...new Set([...heirs, east])].map(itemsOf));
    expect(now.flat().filter(({ id, endedOn }) => id === kept.id && endedOn === null)).toHaveLength(1);
    const { rowCount } = await service.database.pool.query(
      "SELECT 1 FROM outbox WHERE event LIKE '%样例：%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%样例：%'",
    );
    expect(rowCount).toBe(0);
  });
});
