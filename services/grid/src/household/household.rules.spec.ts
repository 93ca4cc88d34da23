import { checkReachable } from '@gezhi/shared/domain';
import {
  ensureBorn,
  ensureSameHousehold,
  gridOf,
  householdLifeCycle,
  intake,
  leave,
  move,
  register,
  type HouseholdState,
} from './household.rules.js';

const community = '320404004001';
const square = (serial: string, west: number) => ({
  code: `${community}${serial}`,
  boundary: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, 0],
        [west + 1, 0],
        [west + 1, 1],
        [west, 1],
        [west, 0],
      ] as [number, number][],
    ],
  },
});
const grids = [square('001', 0), square('002', 1)];
const overlapping = [...grids, square('003', 0.5)];
const household: HouseholdState = {
  id: 'h',
  version: 1,
  kind: 'RESIDENT',
  communityCode: community,
  addressLabel: '甲1',
  lon: 0.5,
  lat: 0.5,
  status: 'ACTIVE',
  externalRef: '0001',
};
const refusal = (name: string) => expect.objectContaining({ code: `grid.household.${name}` });

describe('G-06 a household is in the one grid of its community that holds its point', () => {
  it('finds it, and none before the first partition', () => {
    expect(gridOf({ lon: 1.5, lat: 0.5 }, grids)).toBe(`${community}002`);
    expect(gridOf({ lon: 1.5, lat: 0.5 }, [])).toBeNull();
  });

  it('refuses a point outside every grid or inside two', () => {
    expect(() => gridOf({ lon: 9, lat: 9 }, grids)).toThrow(refusal('outside-every-grid'));
    expect(() => gridOf({ lon: 0.7, lat: 0.5 }, overlapping)).toThrow(refusal('inside-several-grids'));
  });
});

describe('G-19 life of a household', () => {
  it('reaches every state', () => {
    expect(checkReachable(householdLifeCycle)).toEqual({ unreachable: [], unknown: [] });
  });

  it('is registered as active, moves, and leaves', () => {
    const { version: _version, status: _status, ...input } = household;
    expect(register(input)).toEqual(household);
    expect(move(household, { communityCode: community, addressLabel: '乙2', lon: 1.5, lat: 0.5 })).toEqual({
      ...household,
      version: 2,
      addressLabel: '乙2',
      lon: 1.5,
    });
    expect(leave(household)).toEqual({ ...household, version: 2, status: 'LEFT' });
  });

  it('leaves for good', () => {
    const left = { ...household, status: 'LEFT' as const };
    expect(() => leave(left)).toThrow(refusal('already-left'));
    expect(() => move(left, household)).toThrow(refusal('already-left'));
  });
});

describe('X-T1 the same id', () => {
  it('may be registered twice in the same words, not in others', () => {
    ensureSameHousehold(household, household);
    for (const other of [{ kind: 'SHOP' as const }, { externalRef: '0002' }, { communityCode: '320404004002' }])
      expect(() => ensureSameHousehold(household, { ...household, ...other })).toThrow(
        expect.objectContaining({ code: 'platform.request.id-taken' }),
      );
  });
});

describe('G-19 intake of a register', () => {
  const row = (externalRef: string, lon: number, more: Partial<{ communityCode: string; id: string }> = {}) => ({
    externalRef,
    kind: 'SHOP' as const,
    communityCode: community,
    addressLabel: '甲1',
    lon,
    lat: 0.5,
    ...more,
  });
  const take = (rows: ReturnType<typeof row>[], placeCode = '320404004', inForce = overlapping) =>
    intake(
      rows,
      rows.map((_, index) => `id-${index}`),
      placeCode,
      new Map([[community, inForce]]),
    );

  it('judges every row by itself', () => {
    const { accepted, refused } = take([
      row('1', 0.2),
      row('2', 9),
      row('3', 0.7),
      row('4', 0.2, { communityCode: '230521100001' }),
      row('1', 0.3),
      row('5', 1.9, { id: 'own' }),
    ]);
    expect(accepted.map(({ household: { id, externalRef, status }, gridCode }) => [id, externalRef, status, gridCode])).toEqual([
      ['id-0', '1', 'ACTIVE', `${community}001`],
      ['own', '5', 'ACTIVE', `${community}002`],
    ]);
    expect(refused).toEqual([
      { externalRef: '2', code: 'grid.household.outside-every-grid' },
      { externalRef: '3', code: 'grid.household.inside-several-grids' },
      { externalRef: '4', code: 'grid.household.outside-place' },
      { externalRef: '1', code: 'grid.household.repeated-in-batch' },
    ]);
  });

  it('takes households without a grid before the first partition', () => {
    expect(take([row('1', 9)], community, []).accepted.map(({ gridCode }) => gridCode)).toEqual([null]);
  });

  it('keeps a batch for one grid to that grid', () => {
    const { accepted, refused } = take([row('1', 0.5), row('2', 1.5)], `${community}001`, grids);
    expect([accepted.length, refused]).toEqual([1, [{ externalRef: '2', code: 'grid.household.outside-place' }]]);
  });
});

describe('G-19 a person is born on a day that makes sense', () => {
  const now = '2026-11-23T17:00:00.000Z';
  it.each([['2026-11-24'], ['1876-11-24'], [undefined]])('%s', (date) => expect(() => ensureBorn(date, now)).not.toThrow());
  it.each([['2026-11-25'], ['1876-11-23'], ['0001-01-01']])('%s: refused', (date) => {
    expect(() => ensureBorn(date, now)).toThrow(refusal('birth-implausible'));
  });
});
