import {
  activatePartition,
  classifyGrid,
  draftPartition,
  gridClassified,
  gridLineage,
  gridOverview,
  gridsOfPlace,
  householdCounts,
  householdPlaced,
  importHouseholds,
  partitionActivated,
  partitionPolicy,
  publishPartitionPolicy,
  readGrid,
  readHousehold,
  readPartitionPlan,
  registerHousehold,
  simulatePartition,
  withdrawPartition,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const community = '320404004001';
const code = (serial: string) => `${community}${serial}`;
const refusal = (name: string) => expect.objectContaining({ code: `grid.partition.${name}` });
const notFound = expect.objectContaining({ code: 'platform.request.not-found' });
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
const [a, a1, a2] = [box(119, 119.02), box(119, 119.01), box(119.01, 119.02)];
const grid = (boundary: values.Polygon, more: { code?: string; serial?: string; from?: string[]; reason?: string } = {}) => ({
  type: 'COMMUNITY_BUILDING' as const,
  boundary,
  ...more,
});

let service: TestService;
let leader: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
}, 120_000);
afterAll(() => service?.stop());

async function draw(communityCode: string, ...grids: ReturnType<typeof grid>[]): Promise<string> {
  const { id } = await leader.call(draftPartition, { id: newId(), communityCode, grids });
  await leader.call(activatePartition, { id });
  return id;
}

/** 450 households on each side of the meridian 119.01, of evidently invented doors. */
const doors = (side: 'west' | 'east') =>
  Array.from({ length: 450 }, (_, index) => ({
    ...{ externalRef: `${side}-${index}`, kind: 'RESIDENT' as const, communityCode: community, addressLabel: `试${index}` },
    ...{ lon: (side === 'west' ? 119.0002 : 119.0102) + (index % 30) / 3500, lat: 31.0005 + Math.floor(index / 30) / 1800 },
  }));
const importDoors = (side: 'west' | 'east') => leader.call(importHouseholds, { batchId: newId(), placeCode: community, rows: doors(side) });
const reasonOf = async (gridCode: string): Promise<string | null | undefined> =>
  (await service.database.pool.query<{ reason: string | null }>('SELECT reason FROM grid WHERE code = $1 AND valid_to IS NULL', [gridCode]))
    .rows[0]?.reason;
const stored = async (table: string): Promise<number> =>
  (await service.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n;

describe('G-06 bad boundaries are refused and nothing is written', () => {
  it.each([
    ['overlap', [grid(box(119, 119.011)), grid(a2)]],
    [
      'self-crossing',
      [
        grid({
          type: 'Polygon',
          coordinates: [
            [
              [119, 31],
              [119.02, 31.01],
              [119.02, 31],
              [119, 31.02],
              [119, 31],
            ],
          ],
        }),
      ],
    ],
    [
      'not-closed',
      [
        grid({
          type: 'Polygon',
          coordinates: [
            [
              [119, 31],
              [119.02, 31],
              [119.02, 31.01],
              [119, 31.01],
            ],
          ],
        }),
      ],
    ],
  ])('%s', async (name, grids) => {
    const before = [await stored('partition_plan'), await stored('outbox'), await stored('audit')];
    await expect(leader.call(draftPartition, { id: newId(), communityCode: '320404004099', grids })).rejects.toThrow(refusal(name));
    expect([await stored('partition_plan'), await stored('outbox'), await stored('audit')]).toEqual(before);
  });
});

describe('G-06, G-T2, G-T3 a partition comes into force as one act', () => {
  let before: string;

  it('places the households of a first partition', async () => {
    await draw(community, grid(a));
    expect(await importDoors('west')).toEqual({ imported: 450, repeated: 0, refused: [] });
    expect(await importDoors('east')).toMatchObject({ imported: 450 });
    expect(await leader.call(householdCounts, { placeCode: community })).toEqual({
      resident: 900,
      shop: 0,
      enterprise: 0,
      grids: [{ gridCode: code('001'), resident: 900, shop: 0, enterprise: 0 }],
    });
  });

  it('simulates what it would do, with the size band of the jurisdiction', async () => {
    const { id } = await leader.call(draftPartition, {
      id: newId(),
      communityCode: community,
      grids: [grid(a1, { from: [code('001')] }), grid(a2, { from: [code('001')] })],
    });
    expect(await leader.call(simulatePartition, { id })).toMatchObject({
      ...{ acceptable: true, moving: 900, retired: [code('001')], band: { minimum: 300, maximum: 500, assumed: true } },
      grids: [code('002'), code('003')].map((one) => ({ code: one, households: 450, warning: null })),
    });
    await leader.call(withdrawPartition, { id });
    await expect(leader.call(activatePartition, { id })).rejects.toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });

  it('refuses a plan that leaves households out, and nothing changes', async () => {
    const { id } = await leader.call(draftPartition, { id: newId(), communityCode: community, grids: [grid(a1, { from: [code('001')] })] });
    expect(await leader.call(simulatePartition, { id })).toMatchObject({ acceptable: false, orphans: { count: 450 } });
    const events = await stored('outbox');
    await expect(leader.call(activatePartition, { id })).rejects.toThrow(
      expect.objectContaining({ code: 'grid.partition.orphan', details: expect.objectContaining({ count: 450 }) }),
    );
    expect(await leader.call(readPartitionPlan, { id })).toMatchObject({ status: 'DRAFT', version: 1 });
    expect(await stored('outbox')).toBe(events);
    expect((await leader.call(gridsOfPlace, { placeCode: community })).items.map((one) => one.code)).toEqual([code('001')]);
  });

  it('splits A into A1 and A2 at one instant', async () => {
    before = new Date(Date.now() - 1).toISOString();
    await service.advance(86_400_000);
    const planId = await draw(community, grid(a1, { from: [code('001')] }), grid(a2, { from: [code('001')] }));
    const { grids } = await leader.call(householdCounts, { placeCode: community });
    expect(grids.map(({ gridCode, resident }) => [gridCode, resident])).toEqual([
      [code('002'), 450],
      [code('003'), 450],
    ]);
    const told = (await service.told(partitionActivated)).map(({ data }) => data).filter((data) => data.planId === planId);
    expect(told.map(({ chunk, chunks, placements }) => [chunk, chunks, (placements as unknown[]).length])).toEqual([
      [1, 2, 500],
      [2, 2, 400],
    ]);
    expect(told[0]).toMatchObject({
      retired: [code('001')],
      lineage: [code('002'), code('003')].map((to) => ({ from: code('001'), to, kind: 'SPLIT' })),
    });
    const placed = (await service.told(householdPlaced)).slice(-2).map(({ data }) => data);
    expect(placed).toMatchObject(
      [code('002'), code('003')].map((gridCode) => ({ gridCode, validFrom: told[0]!.effectiveFrom, version: told[0]!.version })),
    );
  });

  it('shows A before the date and A1, A2 from then on', async () => {
    const codes = async (asOf?: string) =>
      (await leader.call(gridsOfPlace, { placeCode: community, ...(asOf && { asOf }) })).items.map((one) => one.code);
    const { validFrom } = await leader.call(readGrid, { code: code('002') });
    expect(await codes(before)).toEqual([code('001')]);
    expect(await codes(validFrom)).toEqual([code('002'), code('003')]);
    expect(await codes()).toEqual([code('002'), code('003')]);
    expect(await leader.call(readGrid, { code: code('001'), asOf: before })).toMatchObject({ status: 'RETIRED', validTo: validFrom });
    expect(
      (await leader.call(gridLineage, { code: code('001') })).items.filter(({ from }) => from).map(({ to, kind }) => [to, kind]),
    ).toEqual([
      [code('002'), 'SPLIT'],
      [code('003'), 'SPLIT'],
    ]);
    const { items } = await leader.call(gridLineage, { code: code('003') });
    expect(items).toMatchObject([{ from: code('001'), at: validFrom }]);
  });

  it('keeps every household in exactly one grid at every instant', async () => {
    const { rows } = await service.database.pool.query(
      `SELECT count(*) FILTER (WHERE n <> 1)::int AS wrong, count(*)::int AS looked FROM (
         SELECT (SELECT count(*) FROM household_grid g WHERE g.household_id = h.household_id AND g.valid_from <= i.at AND (g.valid_to IS NULL OR g.valid_to > i.at)) AS n
         FROM (SELECT household_id, min(valid_from) AS since FROM household_grid GROUP BY 1) h
         JOIN (SELECT valid_from AS at FROM household_grid UNION SELECT valid_to FROM household_grid WHERE valid_to IS NOT NULL UNION SELECT gezhi_now()) i ON i.at >= h.since) x`,
    );
    expect(rows).toEqual([{ wrong: 0, looked: expect.any(Number) }]);
  });

  it('never gives a code twice', async () => {
    await expect(
      leader.call(draftPartition, { id: newId(), communityCode: community, grids: [grid(a, { serial: '001' })] }),
    ).rejects.toThrow(refusal('code-taken'));
    const { grids } = await leader.call(draftPartition, {
      id: newId(),
      communityCode: community,
      grids: [grid(a, { from: [code('002'), code('003')] })],
    });
    expect(grids.map((one) => one.code)).toEqual([code('004')]);
  });

  it('comes into force on its day when that lies ahead', async () => {
    const effectiveFrom = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const grids = [grid(a1, { code: code('002') }), grid(a2, { code: code('003') })].map((one) => ({
      ...one,
      type: 'URBAN_RENEWAL' as const,
      reason: '旧改启动',
    }));
    const silent = { id: newId(), communityCode: community, grids: grids.map(({ reason: _, ...one }) => one) };
    await expect(leader.call(draftPartition, silent)).rejects.toThrow(refusal('reason-missing'));
    const { id } = await leader.call(draftPartition, { id: newId(), communityCode: community, effectiveFrom, grids });
    expect(await leader.call(activatePartition, { id })).toMatchObject({ status: 'SCHEDULED', activatedAt: null, version: 2 });
    await service.schedules.runAll();
    expect(await leader.call(readGrid, { code: code('002') })).toMatchObject({ type: 'COMMUNITY_BUILDING', version: 1 });
    await service.advance(4 * 86_400_000);
    await service.schedules.runAll();
    expect(await leader.call(readPartitionPlan, { id })).toMatchObject({ status: 'ACTIVE', version: 3 });
    expect(await leader.call(readGrid, { code: code('002') })).toMatchObject({ type: 'URBAN_RENEWAL', version: 2 });
    expect(await reasonOf(code('002'))).toBe('旧改启动');
    expect(await leader.call(householdCounts, { placeCode: code('002') })).toMatchObject({ resident: 450 });
  });

  it('goes back to draft when it no longer fits on its day', async () => {
    const effectiveFrom = new Date(Date.now() + 10 * 86_400_000).toISOString();
    const [wide, reason] = [box(119.01, 119.03), '旧改完成'];
    const { id } = await leader.call(draftPartition, {
      id: newId(),
      communityCode: community,
      effectiveFrom,
      grids: [grid(a1, { code: code('002'), reason }), grid(a2, { code: code('003'), reason })],
    });
    await leader.call(activatePartition, { id });
    await draw(community, grid(a1, { code: code('002'), reason }), grid(wide, { code: code('003'), reason }));
    await leader.call(registerHousehold, {
      id: newId(),
      kind: 'SHOP',
      communityCode: community,
      addressLabel: '试店',
      lon: 119.025,
      lat: 31.005,
      externalRef: 'far-east',
    });
    await service.advance(10 * 86_400_000);
    await Promise.all([service.schedules.runAll(), service.schedules.runAll()]);
    expect(await leader.call(readPartitionPlan, { id })).toMatchObject({ status: 'DRAFT', version: 3 });
  });
});

describe('G-07 a grid is classified anew with date and reason', () => {
  it('from now on, telling from what to what', async () => {
    const before = new Date(Date.parse((await leader.call(readGrid, { code: code('003') })).validFrom)).toISOString();
    const next = await leader.call(classifyGrid, { code: code('003'), type: 'ENTERPRISE_SERVICE', reason: '新开市场' });
    expect(next).toMatchObject({ type: 'ENTERPRISE_SERVICE', status: 'ACTIVE' });
    expect(await leader.call(readGrid, { code: code('003'), asOf: before })).toMatchObject({
      type: 'COMMUNITY_BUILDING',
      validTo: next.validFrom,
    });
    expect((await service.told(gridClassified)).map(({ data }) => data)).toEqual([
      {
        gridCode: code('003'),
        communityCode: community,
        from: 'COMMUNITY_BUILDING',
        to: 'ENTERPRISE_SERVICE',
        at: next.validFrom,
        version: next.version,
      },
    ]);
    expect((await leader.call(gridsOfPlace, { placeCode: community, type: 'ENTERPRISE_SERVICE' })).items).toHaveLength(1);
  });

  it('refuses the type it has, and a version gone by', async () => {
    await expect(leader.call(classifyGrid, { code: code('003'), type: 'ENTERPRISE_SERVICE', reason: '再次' })).rejects.toThrow(
      refusal('same-type'),
    );
    await expect(leader.call(classifyGrid, { code: code('003'), type: 'URBAN_RENEWAL', reason: '旧版' }, { match: 1 })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.stale-version' }),
    );
  });
});

describe('G-06, G-07 a scheduled plan and what happens meanwhile', () => {
  const place = '320404004008';
  const at = (serial: string) => `${place}${serial}`;
  const scheduled = async (changes: object = {}) => {
    const effectiveFrom = new Date(Date.parse(service.clock.now()) + 86_400_000).toISOString();
    const grids = [grid(a1, { code: at('001') }), { ...grid(a2, { code: at('002') }), ...changes }];
    const { id } = await leader.call(draftPartition, { id: newId(), communityCode: place, effectiveFrom, grids });
    return id;
  };
  const comes = async () => {
    await service.advance(2 * 86_400_000);
    await service.schedules.runAll();
  };

  it('a type given meanwhile stays, with its reason, and the plan tells of it', async () => {
    await draw(place, grid(a1), grid(a2));
    const id = await scheduled();
    await leader.call(activatePartition, { id });
    await leader.call(classifyGrid, { code: at('002'), type: 'ENTERPRISE_SERVICE', reason: '新开市场' });
    await comes();
    expect((await leader.call(readPartitionPlan, { id })).grids.map(({ type }) => type)).toEqual([
      'COMMUNITY_BUILDING',
      'ENTERPRISE_SERVICE',
    ]);
    expect(await leader.call(readGrid, { code: at('002') })).toMatchObject({ type: 'ENTERPRISE_SERVICE' });
    expect(await reasonOf(at('002'))).toBe('新开市场');
    const told = (await service.told(partitionActivated)).map(({ data }) => data).find(({ planId }) => planId === id);
    expect(told).toMatchObject({ grids: [{ type: 'COMMUNITY_BUILDING' }, { type: 'ENTERPRISE_SERVICE' }] });
  });

  it('a plan that changes a type in another way than it was changed meanwhile goes back to draft', async () => {
    const id = await scheduled({ type: 'URBAN_RENEWAL', reason: '旧改启动' });
    await leader.call(activatePartition, { id });
    await leader.call(classifyGrid, { code: at('002'), type: 'CONFLICT_RESOLUTION', reason: '纠纷增多' });
    expect(await leader.call(simulatePartition, { id })).toMatchObject({ acceptable: false });
    await comes();
    expect(await leader.call(readPartitionPlan, { id })).toMatchObject({ status: 'DRAFT' });
    await expect(leader.call(activatePartition, { id })).rejects.toThrow(refusal('type-changed'));
    expect(await reasonOf(at('002'))).toBe('纠纷增多');
  });

  it('one plan of a community is scheduled at a time, also of two asked for at once', async () => {
    const plans = [await scheduled({ type: 'CONFLICT_RESOLUTION' }), await scheduled({ type: 'CONFLICT_RESOLUTION' })];
    const asked = await Promise.allSettled(plans.map((id) => leader.call(activatePartition, { id })));
    expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const second = plans[asked.findIndex(({ status }) => status === 'rejected')]!;
    await expect(leader.call(activatePartition, { id: second })).rejects.toThrow(refusal('already-scheduled'));
    await leader.call(withdrawPartition, { id: plans.find((id) => id !== second)! });
    expect(await leader.call(activatePartition, { id: second })).toMatchObject({ status: 'SCHEDULED' });
  });

  it.each(['2020-01-01T00:00:00.000Z', '9999-01-01T00:00:00.000Z'])('none is for %s', async (effectiveFrom) => {
    const input = { id: newId(), communityCode: place, effectiveFrom, grids: [grid(a)] };
    await expect(leader.call(draftPartition, input)).rejects.toThrow(refusal('date-unfit'));
  });
});

describe('X-T7, X-T11 scope of grids', () => {
  it('hides grids and plans of others, in reading and writing', async () => {
    const elsewhere = service.as({ roles: ['street-leader'], place: '230521' });
    const worker = service.as({ roles: ['grid-worker'], place: code('002') });
    await expect(elsewhere.call(readGrid, { code: code('002') })).rejects.toThrow(notFound);
    await expect(elsewhere.call(draftPartition, { id: newId(), communityCode: community, grids: [grid(a)] })).rejects.toThrow(notFound);
    await expect(elsewhere.call(classifyGrid, { code: code('002'), type: 'ENTERPRISE_SERVICE', reason: '越权' })).rejects.toThrow(notFound);
    expect((await elsewhere.call(gridsOfPlace, { placeCode: '32' })).items).toEqual([]);
    expect((await worker.call(gridsOfPlace, { placeCode: community })).items.map((one) => one.code)).toEqual([code('002')]);
    await expect(elsewhere.call(gridOverview, { placeCode: code('002') })).rejects.toThrow(notFound);
    const { rows } = await service.database.pool.query<{ id: string }>(
      `SELECT household_id AS id FROM household_grid WHERE grid_code = $1 AND valid_to IS NULL LIMIT 1`,
      [code('003')],
    );
    await expect(worker.call(readHousehold, { id: rows[0]!.id })).rejects.toThrow(notFound);
  });
});

describe('G-06, X-T11 a jurisdiction lays down how large its grids shall be', () => {
  const policy = { sizeMinimum: 100, sizeMaximum: 120, sliverSquareMetres: 1, source: '测试', assumed: true };
  const at = (placeCode: string) => service.public().call(partitionPolicy, { placeCode });

  it('and the next simulation warns by it; another jurisdiction keeps its own', async () => {
    const place = '320404004009';
    const { id } = await leader.call(draftPartition, { id: newId(), communityCode: place, grids: [grid(a)] });
    const band = async () => (await leader.call(simulatePartition, { id })).band;
    expect(await band()).toMatchObject({ minimum: 300, maximum: 500 });
    const input = { id: newId(), jurisdictionId: '320404004', ...policy };
    await expect(service.as({ roles: ['street-leader'], place: '230521' }).call(publishPartitionPolicy, input)).rejects.toThrow(notFound);
    await expect(leader.call(publishPartitionPolicy, { ...input, sizeMaximum: 99 })).rejects.toThrow(refusal('policy-invalid'));
    expect(await leader.call(publishPartitionPolicy, input)).toEqual({ id: input.id, jurisdictionId: '320404004', version: 2 });
    expect(await band()).toEqual({ minimum: 100, maximum: 120, assumed: true, source: '测试' });
    expect([await at(place), await at('230521')]).toMatchObject([
      { jurisdictionId: '320404004', version: 2, ...policy },
      { jurisdictionId: '230521', version: 1, sizeMinimum: 300 },
    ]);
    await expect(at('110101')).rejects.toThrow(refusal('policy-missing'));
  });
});

describe('X-01, G-05 the numbers of a place', () => {
  it('adds up what the features count', async () => {
    expect(await leader.call(gridOverview, { placeCode: '320404004' })).toMatchObject({
      ...{ grids: 4, cadres: 0, households: { resident: 900, shop: 1, enterprise: 0 }, visits: { residentAndShop: 0, enterprise: 0 } },
      ...{ problems: { rate: { numerator: 0, denominator: 0, value: null } }, serviceRequests: { open: 0, closed: 0 } },
    });
  });

  it('X-04 shows them to everyone for a community, of a single grid to nobody without duty', async () => {
    expect(await service.public().call(gridOverview, { placeCode: community })).toMatchObject({ grids: 2, households: { resident: 900 } });
    await expect(service.public().call(gridOverview, { placeCode: code('002') })).rejects.toThrow(notFound);
  });
});
