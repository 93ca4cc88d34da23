import {
  activatePartition,
  draftPartition,
  householdLeft,
  householdPlaced,
  householdsOfPlace,
  importHouseholds,
  leaveHousehold,
  moveHousehold,
  personsOfHousehold,
  readHousehold,
  registerHousehold,
  registerPerson,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const community = '320404004002';
const [west, east] = [`${community}001`, `${community}002`];
const refusal = (name: string) => expect.objectContaining({ code: `grid.household.${name}` });
const box = (from: number, to: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [from, 31],
      [to, 31],
      [to, 31.01],
      [from, 31.01],
      [from, 31],
    ],
  ],
});
const door = (externalRef: string, lon: number, more = {}) => ({
  id: newId(),
  kind: 'RESIDENT' as const,
  communityCode: community,
  addressLabel: '试1',
  lon,
  lat: 31.005,
  externalRef,
  ...more,
});

let service: TestService;
let leader: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
}, 120_000);
afterAll(() => service?.stop());

async function redraw(...grids: { code?: string; boundary: values.Polygon; from?: string[] }[]): Promise<void> {
  const { id } = await leader.call(draftPartition, {
    id: newId(),
    communityCode: community,
    grids: grids.map((grid) => ({ type: 'COMMUNITY_BUILDING' as const, ...grid })),
  });
  await leader.call(activatePartition, { id });
}

describe('G-06, G-19 a household is registered into its grid', () => {
  it('without a grid before the first partition, and told of', async () => {
    const early = door('early', 119.005);
    expect(await leader.call(registerHousehold, early)).toMatchObject({ gridCode: null, status: 'ACTIVE', version: 1 });
    await redraw({ boundary: box(119, 119.01) }, { boundary: box(119.01, 119.02) });
    expect(await leader.call(readHousehold, { id: early.id })).toMatchObject({ gridCode: west });
    const told = (await service.told(householdPlaced)).map(({ data }) => data);
    expect(told).toMatchObject([
      { gridCode: null, communityCode: community, placements: [{ householdId: early.id, kind: 'RESIDENT' }] },
      { gridCode: west, communityCode: community, placements: [{ householdId: early.id, kind: 'RESIDENT' }] },
    ]);
    expect(Number(told[1]!.version)).toBeGreaterThan(Number(told[0]!.version));
  });

  it('in the grid that holds its point, and in none outside', async () => {
    expect(await leader.call(registerHousehold, door('one', 119.015))).toMatchObject({ gridCode: east });
    await expect(leader.call(registerHousehold, door('far', 120))).rejects.toThrow(refusal('outside-every-grid'));
    expect((await leader.call(householdsOfPlace, { placeCode: community })).items).toHaveLength(2);
  });

  it('once: the same again is answered as it is, another under its id or number is refused', async () => {
    const twice = door('twice', 119.001);
    const first = await leader.call(registerHousehold, twice);
    expect(await leader.call(registerHousehold, twice)).toEqual(first);
    await expect(leader.call(registerHousehold, { ...twice, externalRef: 'other' })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.id-taken' }),
    );
    await expect(leader.call(registerHousehold, door('twice', 119.002))).rejects.toThrow(refusal('external-ref-taken'));
  });

  it('by a grid worker in the own grid alone', async () => {
    const worker = service.as({ roles: ['grid-worker'], place: west });
    expect(await worker.call(registerHousehold, door('own', 119.003))).toMatchObject({ gridCode: west });
    await expect(worker.call(registerHousehold, door('foreign', 119.013))).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.not-found' }),
    );
  });
});

describe('G-06 a household moves and leaves', () => {
  it('is placed anew where it moves, and in no grid once it left', async () => {
    const { id } = await leader.call(registerHousehold, door('mover', 119.001, { kind: 'SHOP' }));
    expect(await leader.call(moveHousehold, { id, addressLabel: '试2', lon: 119.015, lat: 31.005 }, { match: 1 })).toMatchObject({
      gridCode: east,
      version: 2,
    });
    await expect(leader.call(moveHousehold, { id, addressLabel: '试2', lon: 119.005, lat: 31.005 }, { match: 1 })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.stale-version' }),
    );
    expect(await leader.call(leaveHousehold, { id })).toMatchObject({ gridCode: null, status: 'LEFT', version: 3 });
    await expect(leader.call(leaveHousehold, { id })).rejects.toThrow(refusal('already-left'));
    const { rows } = await service.database.pool.query(
      'SELECT grid_code, valid_to IS NULL AS open FROM household_grid WHERE household_id = $1 ORDER BY valid_from',
      [id],
    );
    expect(rows).toEqual([
      { grid_code: west, open: false },
      { grid_code: east, open: false },
    ]);
    expect((await service.told(householdLeft)).map(({ data }) => data)).toMatchObject([{ householdId: id, kind: 'SHOP', gridCode: east }]);
  });

  it('keeps its placement when it moves inside its grid', async () => {
    const { id } = await leader.call(registerHousehold, door('near', 119.001));
    const told = (await service.told(householdPlaced)).length;
    await leader.call(moveHousehold, { id, addressLabel: '试3', lon: 119.002, lat: 31.005 });
    expect(await service.told(householdPlaced)).toHaveLength(told);
  });
});

describe('X-T8 personal data stays in the person table', () => {
  const name = '试户主甲';
  const phone = '00000000001';

  it('and reading it is logged', async () => {
    const { id } = await leader.call(registerHousehold, door('family', 119.004));
    const worker = service.as({ roles: ['grid-worker'], place: west });
    const unborn = { id: newId(), householdId: id, name, birthDate: '2999-01-01' };
    await expect(worker.call(registerPerson, unborn)).rejects.toEqual(
      expect.objectContaining({ code: 'grid.household.birth-implausible' }),
    );
    const answer = await worker.call(registerPerson, { id: newId(), householdId: id, name, phone });
    expect(answer).toMatchObject({ householdId: id, communityCode: community });
    expect((await worker.call(personsOfHousehold, { householdId: id })).items).toMatchObject([{ name, phone }]);
    const { rows } = await service.database.pool.query('SELECT actor_id, subject_id FROM access_log');
    expect(rows).toEqual([{ actor_id: worker.accountId, subject_id: id }]);
    for (const table of ['outbox', 'audit', 'idempotency', 'household']) {
      const { rows: found } = await service.database.pool.query(
        `SELECT 1 FROM ${table} t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || $2 || '%'`,
        [name, phone],
      );
      expect([table, found.length]).toEqual([table, 0]);
    }
  });

  it('is not shown to other roles, or for another grid', async () => {
    const { items } = await leader.call(householdsOfPlace, { placeCode: west, limit: 1 });
    const householdId = items[0]!.id;
    await expect(service.as({ roles: ['cadre'], place: west }).call(personsOfHousehold, { householdId })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.forbidden' }),
    );
    await expect(service.as({ roles: ['grid-worker'], place: east }).call(personsOfHousehold, { householdId })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.not-found' }),
    );
  });
});

describe('G-19 a register is taken in by batches', () => {
  const row = (index: number) => ({
    externalRef: `r${index}`,
    kind: 'RESIDENT' as const,
    communityCode: community,
    addressLabel: `试${index}`,
    lon: 119.0001 + index / 30_000,
    lat: 31.002,
  });
  const rows = Array.from({ length: 500 }, (_, index) => row(index));

  it('stores what is new, refuses single rows, and doubles nothing when repeated', async () => {
    const bad = [
      { ...row(0), externalRef: 'outside', lon: 121 },
      { ...row(0), externalRef: 'elsewhere', communityCode: '230521100001' },
    ];
    const batch = [...rows.slice(0, 498), ...bad];
    const refused = [
      { externalRef: 'outside', code: 'grid.household.outside-every-grid' },
      { externalRef: 'elsewhere', code: 'grid.household.outside-place' },
    ];
    const told = (await service.told(householdPlaced)).length;
    expect(await leader.call(importHouseholds, { batchId: newId(), placeCode: '320404004', rows: batch })).toEqual({
      imported: 498,
      repeated: 0,
      refused,
    });
    expect(await service.told(householdPlaced)).toHaveLength(told + 2);
    expect(await leader.call(importHouseholds, { batchId: newId(), placeCode: '320404004', rows: batch })).toEqual({
      imported: 0,
      repeated: 498,
      refused,
    });
    expect(await service.told(householdPlaced)).toHaveLength(told + 2);
  });

  it('also when two send it at once', async () => {
    const batch = Array.from({ length: 200 }, (_, index) => ({ ...row(index), externalRef: `at-once-${index}` }));
    const outcomes = await Promise.all(
      [0, 1].map(() => leader.call(importHouseholds, { batchId: newId(), placeCode: community, rows: batch })),
    );
    expect(outcomes.reduce((sum, { imported }) => sum + imported, 0)).toBe(200);
  });
});

describe('G-06 invariant: in exactly one grid, whatever happens at once', () => {
  it('registrations, moves and leavings race a redraw', async () => {
    const movers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => leader.call(registerHousehold, door(`racer-${index}`, 119.0005 + index / 1100))),
    );
    const swing = Array.from({ length: 6 }, (_, round) => async () => {
      const border = round % 2 ? 119.01 : 119.006;
      await redraw({ code: west, boundary: box(119, border) }, { code: east, boundary: box(border, 119.02) });
    });
    const people = movers.map(({ id }, index) => async () => {
      for (let step = 0; step < 5; step++)
        await leader
          .call(moveHousehold, { id, addressLabel: '试4', lon: 119.0005 + ((index * 7 + step * 3) % 19) / 1000, lat: 31.004 })
          .catch(expectConcurrent);
      if (index % 4 === 0) await leader.call(leaveHousehold, { id }).catch(expectConcurrent);
      await leader.call(registerHousehold, door(`newcomer-${index}`, 119.0005 + ((index * 11) % 19) / 1000)).catch(expectConcurrent);
    });
    const redraws = (async () => {
      for (const one of swing) await one();
    })();
    await Promise.all([redraws, ...people.map((one) => one())]);
    const { rows } = await service.database.pool.query(
      `SELECT h.id FROM household h LEFT JOIN household_grid g ON g.household_id = h.id AND g.valid_to IS NULL LEFT JOIN grid f ON f.code = g.grid_code AND f.valid_to IS NULL
       WHERE (h.status = 'ACTIVE') <> (f.code IS NOT NULL)
          OR (f.code IS NOT NULL AND NOT h.lon BETWEEN (f.boundary #>> '{coordinates,0,0,0}')::float8 AND (f.boundary #>> '{coordinates,0,1,0}')::float8)`,
    );
    expect(rows).toEqual([]);
  }, 60_000);
});

const expectConcurrent = (error: unknown) => expect(error).toMatchObject({ code: 'platform.request.concurrent' });

describe('G-06 the database keeps placements apart, whoever writes them', () => {
  const begin = `INSERT INTO household_grid (id, household_id, grid_code, valid_from) VALUES (uuidv7(), $1, $2, $3)`;
  const end = 'UPDATE household_grid SET valid_to = $2 WHERE household_id = $1 AND valid_to IS NULL';
  const apart = expect.objectContaining({ code: '23P01', constraint: 'household_grid_one_excl' });
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  let id: string;

  beforeEach(async () => {
    ({ id } = await leader.call(registerHousehold, door(newId(), 119.005)));
  });

  it('refuses one that begins before the last has ended', async () => {
    const { pool } = service.database;
    await pool.query(end, [id, later(2)]);
    await expect(pool.query(begin, [id, east, later(1)])).rejects.toEqual(apart);
    await pool.query(begin, [id, east, later(2)]);
    await expect(pool.query(begin, [id, west, later(3)])).rejects.toMatchObject({ constraint: 'household_grid_open_key' });
  });

  it('refuses one that begins within one whose end is not yet written', async () => {
    const [first, second] = [await service.database.pool.connect(), await service.database.pool.connect()];
    try {
      await first.query('BEGIN');
      await first.query(end, [id, later(2)]);
      const late = expect(second.query(begin, [id, east, later(1)])).rejects.toEqual(apart);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await first.query('COMMIT');
      await late;
    } finally {
      first.release();
      second.release();
    }
  });

  it('ends a placement once, changes nothing else of it, and begins none that has ended', async () => {
    const { pool } = service.database;
    const ends = { constraint: 'household_grid_end_check' };
    for (const change of ['valid_from = $2', 'grid_code = $3', 'id = uuidv7()', 'valid_to = $2, grid_code = $3'])
      await expect(
        pool.query(`UPDATE household_grid SET ${change} WHERE household_id = $1 AND ($2::timestamptz, $3::text) IS NOT NULL`, [
          id,
          later(1),
          east,
        ]),
      ).rejects.toMatchObject(ends);
    await pool.query(end, [id, later(2)]);
    await expect(pool.query('UPDATE household_grid SET valid_to = $2 WHERE household_id = $1', [id, later(3)])).rejects.toMatchObject(ends);
    await expect(
      pool.query(`INSERT INTO household_grid (id, household_id, grid_code, valid_from, valid_to) VALUES (uuidv7(), $1, $2, $3, $3)`, [
        id,
        east,
        later(3),
      ]),
    ).rejects.toMatchObject({ constraint: 'household_grid_open_check' });
  });
});
