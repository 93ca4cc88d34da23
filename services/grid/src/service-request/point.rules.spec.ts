import type { LocationPoint } from '@gezhi/shared/contracts';
import { carriedTo, gridAt, gridFromHome, placeIn } from './point.rules.js';
import { filed, refusal } from './request.fixture.js';

const grid = (serial: string, west: number) => ({
  code: `320404004003${serial}`,
  boundary: {
    type: 'Polygon' as const,
    coordinates: [[west, west + 1, west + 1, west, west].map((lon, corner): [number, number] => [lon, [2, 3].includes(corner) ? 32 : 31])],
  },
});
const [west, east] = [grid('001', 119), grid('002', 120)];
const at = (lon: number): LocationPoint => ({ type: 'Point', coordinates: [lon, 31.5] });
const retired = '320404004003009';

describe('G-42 a request with a point lies where the point is', () => {
  it('in the grid it names, its border included', () => {
    expect(gridAt(west.code, at(119.5), [west, east])).toBe(west);
    expect([gridAt(west.code, at(120), [west, east]), gridAt(east.code, at(120), [west, east])]).toEqual([west, east]);
  });

  it('else in the grid of its community that holds the point, none while there are none', () => {
    expect(gridAt(null, at(120.5), [west, east])).toBe(east);
    expect(gridAt(null, at(120.5), [])).toBeUndefined();
  });

  it.each<[string, string | null, number]>([
    ['outside the grid named', west.code, 120.5],
    ['outside every grid of the community', null, 122],
    ['in a grid that is not in force', retired, 119.5],
  ])('%s: refused', (_, code, lon) => {
    expect(refusal(() => gridAt(code, at(lon), [west, east]))).toBe('grid.service-request.point-elsewhere');
  });
});

describe('G-42 a household tells of something at a point', () => {
  it.each<[string, string | null, number, string]>([
    ['in its own grid', west.code, 119.5, west.code],
    ['on the border of its own', east.code, 120, east.code],
    ['in another grid of its community', west.code, 120.5, east.code],
    ['in a grid, itself in none', null, 120.5, east.code],
  ])('%s', (_, home, lon, code) => expect(gridFromHome(home, at(lon), [west, east])?.code).toBe(code));

  it('outside every grid of its community: refused, unless there are none', () => {
    expect(refusal(() => gridFromHome(west.code, at(122), [west, east]))).toBe('grid.service-request.point-elsewhere');
    expect(gridFromHome(null, at(122), [])).toBeUndefined();
  });
});

describe('G-06 G-T3 a request of a public place is carried over', () => {
  it.each<[string, string | null, LocationPoint | null, string[], string | null]>([
    ['by its point, of several heirs', retired, at(120.5), [west.code, east.code], east.code],
    ['by its point, out of a grid that was redrawn', west.code, at(120.5), [], east.code],
    ['by its point, where it was in none', null, at(119.5), [], west.code],
    ['nowhere, on the border of the grid it is in', east.code, at(120), [], east.code],
    ['nowhere, without a point in a grid that goes on', east.code, null, [east.code], east.code],
    ['to the one heir, without a point', retired, null, [east.code], east.code],
    ['to the one heir, with a point in no grid', retired, at(130), [east.code], east.code],
    ['to nobody of several heirs', retired, null, [west.code, east.code], null],
    ['to nobody without an heir', retired, null, [], null],
  ])('%s', (_, gridCode, point, heirs, expected) => {
    expect(carriedTo({ gridCode, point }, [west, east], heirs)).toBe(expected);
  });
});

describe('G-06 a leader places what is in no grid', () => {
  const open = { ...filed('2026-11-23T01:00:00.000Z'), householdId: null, gridCode: null };

  it('in a grid of its community, telling nobody', () => {
    expect(placeIn(open, east.code, [west, east])).toEqual({ state: { ...open, gridCode: east.code }, events: [] });
    expect(placeIn({ ...open, point: at(119.5) }, west.code, [west, east]).state.gridCode).toBe(west.code);
  });

  it.each([
    ['wrong-state', { ...open, state: 'CONFIRMED' as const }, east.code],
    ['grid-of-other-community', open, retired],
    ['point-elsewhere', { ...open, point: at(119.5) }, east.code],
  ])('%s', (code, request, gridCode) => {
    expect(refusal(() => placeIn(request, gridCode, [west, east]))).toBe(`grid.service-request.${code}`);
  });
});
