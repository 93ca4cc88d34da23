import fc from 'fast-check';
import { assign, placing, type Bounded } from './placement.rules.js';
import { ensureExactlyOne, simulate, type Doorstep } from './simulation.rules.js';

const cell = (code: string, west: number, south: number, east: number, north: number): Bounded => ({
  code,
  boundary: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  },
});
const code = (serial: number) => `320404003001${String(serial).padStart(3, '0')}`;
const [left, right] = [cell(code(1), 0, 0, 1, 1), cell(code(2), 1, 0, 2, 1)];

describe('G-T2 a point is in exactly one grid, in none, or inside several', () => {
  it.each([
    ['inside the first', 0.5, 0.5, { in: 'one', code: code(1) }],
    ['inside the second', 1.5, 0.5, { in: 'one', code: code(2) }],
    ['on the common border: the lowest code', 1, 0.5, { in: 'one', code: code(1) }],
    ['on a common corner', 1, 1, { in: 'one', code: code(1) }],
    ['on an outer border', 2, 0.5, { in: 'one', code: code(2) }],
    ['outside', 3, 0.5, { in: 'none' }],
  ])('%s', (_, lon, lat, expected) => {
    expect(placing([right, left])({ lon, lat })).toEqual(expected);
  });

  it('a point inside two overlapping grids is in several', () => {
    expect(placing([left, cell(code(3), 0.4, 0, 1.4, 1)])({ lon: 0.5, lat: 0.5 })).toEqual({ in: 'several', codes: [code(1), code(3)] });
  });

  it('a point in a hole is not in the grid', () => {
    const ring: Bounded = {
      code: code(4),
      boundary: {
        type: 'Polygon',
        coordinates: [...cell('', 0, 0, 4, 4).boundary.coordinates, ...cell('', 1, 1, 2, 2).boundary.coordinates],
      },
    };
    expect(placing([ring])({ lon: 1.5, lat: 1.5 })).toEqual({ in: 'none' });
  });
});

const doorstep = (lon: number, lat: number, index: number): Doorstep => ({
  householdId: `household-${index}`,
  kind: 'RESIDENT',
  gridCode: null,
  lon,
  lat,
});

describe('G-T2 a household in none or two grids of a plan is refused', () => {
  const home = doorstep(0.5, 0.5, 1);

  it('PARTITION_ORPHAN with the households named', () => {
    const { assignment } = simulate({ grids: [] }, [home], undefined);
    expect(() => ensureExactlyOne(assignment)).toThrow(
      expect.objectContaining({ code: 'grid.partition.orphan', details: { count: 1, householdIds: ['household-1'] } }),
    );
  });

  it('PARTITION_OVERLAP with the households named', () => {
    const assignment = assign([home], [left, cell(code(3), 0.4, 0, 1.4, 1)]);
    expect(() => ensureExactlyOne(assignment)).toThrow(
      expect.objectContaining({ code: 'grid.partition.overlap', details: { count: 1, householdIds: ['household-1'] } }),
    );
  });

  it('accepts each in one', () => {
    ensureExactlyOne(assign([home, doorstep(1.5, 0.5, 2)], [left, right]));
  });
});

/** A rectangle cut into grids by meridians and parallels anywhere, in any order. */
const partition = fc
  .record({
    columns: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 }),
    rows: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 }),
  })
  .map(({ columns, rows }) => {
    const [lons, lats] = [
      [0, ...columns.toSorted((a, b) => a - b), 100],
      [0, ...rows.toSorted((a, b) => a - b), 100],
    ];
    return lons
      .slice(1)
      .flatMap((east, x) =>
        lats.slice(1).map((north, y) => cell(code(x * 10 + y + 1), lons[x]! / 1e3, lats[y]! / 1e3, east / 1e3, north / 1e3)),
      );
  });
/** Points anywhere in it, on borders and corners too. */
const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 })), { minLength: 1, maxLength: 60 });

describe('G-06 property: every household is in exactly one grid', () => {
  it('of any partition without gaps, whatever the order of its grids', () => {
    fc.assert(
      fc.property(partition, points, (grids, at) => {
        const households = at.map(([x, y], index) => doorstep(x / 2e3, y / 2e3, index));
        const { placed, orphans, overlaps } = assign(households, grids);
        expect([orphans, overlaps]).toEqual([[], []]);
        expect(placed.map(({ household }) => household)).toEqual(households);
        expect(assign(households, grids.toReversed()).placed).toEqual(placed);
      }),
    );
  });

  it('and the simulation counts each once, in the grid activation would give it', () => {
    fc.assert(
      fc.property(partition, points, (grids, at) => {
        const households = at.map(([x, y], index) => doorstep(x / 2e3, y / 2e3, index));
        const fresh = { type: 'COMMUNITY_BUILDING' as const, typeWas: null, reason: null, from: [], kept: false };
        const plan = { grids: grids.map((grid) => ({ ...grid, ...fresh })) };
        const { grids: simulated, assignment, moving } = simulate(plan, households, undefined);
        for (const { code, households: count } of simulated)
          expect(assignment.placed.filter((each) => each.code === code)).toHaveLength(count);
        expect(simulated.reduce((sum, { households: count }) => sum + count, 0)).toBe(households.length);
        expect(moving).toBe(households.length);
        ensureExactlyOne(assignment);
      }),
    );
  });
});
