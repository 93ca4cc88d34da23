import {
  householdLeft,
  householdPlaced,
  partitionActivated,
  propertyOverview,
  requestErrors,
  type HouseholdKind,
} from '@gezhi/shared/contracts';
import { eventually, startTestService, type TestService } from '@gezhi/shared/testing';
import { propertyService } from '../service.module.js';
import { FigureSchedule } from './figure.schedule.js';
import { latest, left, placed, redrawn, type Tiding } from './known-household.rules.js';

const street = '320404004';
const communityCode = '320404004001';
const gridCode = (serial: number): string => `${communityCode}00${serial}`;
const household = (number: number): string => `01900005-0000-7000-8000-${String(number).padStart(12, '0')}`;
const at = '2026-11-23T01:00:00.000Z';
const kinds: readonly HouseholdKind[] = ['RESIDENT', 'SHOP', 'ENTERPRISE'];

const placements = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ householdId: household(from + index), kind: kinds[(from + index) % 3]! }));
const registered = [
  { gridCode: gridCode(1), communityCode, placements: placements(0, 60), validFrom: at, version: 1 },
  { gridCode: gridCode(2), communityCode, placements: placements(60, 90), validFrom: at, version: 2 },
];
const redraw = {
  planId: household(900),
  communityCode,
  chunk: 1,
  chunks: 1,
  effectiveFrom: at,
  grids: [],
  retired: [gridCode(1)],
  lineage: [],
  placements: placements(0, 60).map(({ householdId }, index) => ({ householdId, gridCode: gridCode(3 + (index % 2)) })),
  version: 5,
};
const departures = [0, 1, 2].map((number) => ({
  householdId: household(number),
  kind: kinds[number]!,
  gridCode: gridCode(3),
  communityCode,
  at,
  version: 6 + number,
}));

let service: TestService;
beforeAll(async () => {
  service = await startTestService(propertyService);
}, 60_000);
afterAll(() => service.stop());

describe('P-05 households as heard, from tidings in a wrong order and repeated', () => {
  const leader = () => service.as({ roles: ['street-leader'], place: street });

  beforeAll(async () => {
    const tell = [
      ...departures.map((data, index) => () => service.publish(householdLeft, data, { id: household(1000 + index) })),
      () => service.publish(partitionActivated, redraw, { id: household(1010) }),
      ...registered.map((data, index) => () => service.publish(householdPlaced, data, { id: household(1020 + index) })),
    ];
    await Promise.all([...tell, ...tell.toReversed()].map((one) => one()));
    await eventually(async () => {
      const { rows } = await service.database.pool.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM inbox WHERE starts_with(consumer, 'property_known-household_')`,
      );
      expect(rows[0]!.count).toBe(tell.length);
    });
  }, 30_000);

  it('the table holds what the rule makes of the tidings in their order', async () => {
    const tidings = [...registered.flatMap(placed), ...redrawn(redraw), ...departures.map(left)];
    const expected = new Map<string, Tiding>();
    for (const tiding of tidings) expected.set(tiding.householdId, latest(expected.get(tiding.householdId), tiding));
    const { rows } = await service.database.pool.query<Tiding>(
      `SELECT household_id AS "householdId", kind, grid_code AS "gridCode", community_code AS "communityCode", has_left AS "hasLeft", version
       FROM known_household ORDER BY household_id`,
    );
    expect(rows).toEqual([...expected.values()].toSorted((a, b) => (a.householdId < b.householdId ? -1 : 1)));
  });

  it.each([
    [street, { resident: 29, shop: 29, enterprise: 29 }],
    [gridCode(2), { resident: 10, shop: 10, enterprise: 10 }],
    [gridCode(1), { resident: 0, shop: 0, enterprise: 0 }],
  ])('counts of %s leave out who left, also when they have been folded', async (placeCode, households) => {
    expect(await leader().call(propertyOverview, { placeCode })).toMatchObject({ households });
    await service.database.pool.query(`INSERT INTO place_figure (place_code, kind, households)
      SELECT place_code, kind, one FROM place_figure, unnest(ARRAY_CAT(array_fill(1, ARRAY[20]), array_fill(-1, ARRAY[20]))) AS one`);
    await service.get(FigureSchedule).fold();
    expect(await leader().call(propertyOverview, { placeCode })).toMatchObject({ households });
  });

  it('X-04 those of a street are shown to everyone; a grid outside the actor’s scope does not exist', async () => {
    expect(await service.public().call(propertyOverview, { placeCode: street })).toMatchObject({
      households: { resident: 29, shop: 29, enterprise: 29 },
    });
    const elsewhere = service.as({ roles: ['street-leader'], place: '230521' });
    for (const actor of [service.public(), elsewhere])
      await expect(actor.call(propertyOverview, { placeCode: gridCode(2) })).rejects.toMatchObject({ code: requestErrors.notFound.code });
  });
});
