import type { values } from '@gezhi/shared/contracts';
import { checkBoundary, checkSiblings, overlapOf } from './boundary.rules.js';

type Polygon = values.Polygon;
const polygon = (...ring: [number, number][]): Polygon => ({ type: 'Polygon', coordinates: [ring] });
const square = (west: number, south: number, side = 0.01): Polygon =>
  polygon([west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]);
const refusal = (code: string) => expect.objectContaining({ code: `grid.partition.${code}` });

describe('G-06 a boundary is closed, encloses an area and does not cross itself', () => {
  it('accepts a square, an indented outline and one with a hole', () => {
    checkBoundary(square(119, 31), '1');
    checkBoundary(polygon([0, 0], [4, 0], [4, 4], [2, 1], [0, 4], [0, 0]), '1');
    checkBoundary({ type: 'Polygon', coordinates: [square(0, 0, 4).coordinates[0]!, square(1, 1, 1).coordinates[0]!] }, '1');
  });

  it.each<[string, string, Polygon]>([
    ['an open ring', 'not-closed', polygon([0, 0], [1, 0], [1, 1], [0, 1])],
    ['a bow tie', 'self-crossing', polygon([0, 0], [2, 1], [2, 0], [0, 2], [0, 0])],
    ['a ring that touches itself in a corner', 'self-crossing', polygon([0, 0], [2, 0], [1, 1], [2, 3], [0, 3], [1, 1], [0, 0])],
    ['a spike without width', 'self-crossing', polygon([0, 0], [2, 0], [2, 2], [1, 2], [1, 3], [1, 2], [0, 2], [0, 0])],
    ['the same position twice in a row', 'self-crossing', polygon([0, 0], [2, 0], [2, 0], [2, 2], [0, 0])],
    ['a line', 'degenerate', polygon([119, 31], [119.001, 31.001], [119.002, 31.002], [119, 31])],
    [
      'a hole that crosses the outline',
      'self-crossing',
      { type: 'Polygon', coordinates: [square(0, 0, 4).coordinates[0]!, square(3, 3, 2).coordinates[0]!] },
    ],
  ])('refuses %s as %s, naming the grid', (_, code, boundary) => {
    expect(() => checkBoundary(boundary, '007')).toThrow(refusal(code));
    expect(() => checkBoundary(boundary, '007')).toThrow(expect.objectContaining({ details: { grid: '007' } }));
  });
});

describe('G-T2 the grids of a plan do not overlap', () => {
  const named = (...boundaries: Polygon[]) => boundaries.map((boundary, index) => ({ code: `32040400300100${index + 1}`, boundary }));

  it('lets neighbours share a border and grids lie apart', () => {
    checkSiblings(named(square(0, 0), square(0.01, 0), square(0.5, 0.5)), 0);
    expect(overlapOf(square(0, 0), square(0.01, 0))).toBe(0);
  });

  it('refuses two that overlap, naming both', () => {
    const grids = named(square(0, 0), square(0.5, 0.5), square(0.009, 0));
    expect(() => checkSiblings(grids, 1)).toThrow(refusal('overlap'));
    expect(() => checkSiblings(grids, 1)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ grids: ['320404003001001', '320404003001003'] }) }),
    );
  });

  it('refuses one inside the other and the same ground twice', () => {
    expect(() => checkSiblings(named(square(0, 0), square(0.002, 0.002, 0.001)), 1)).toThrow(refusal('overlap'));
    expect(() => checkSiblings(named(square(0, 0), square(0, 0)), 1)).toThrow(refusal('overlap'));
  });

  it('bears a sliver up to the tolerance of the jurisdiction and no more', () => {
    const hair = 1e-9;
    const grids = named(square(119, 31), square(119.01 - hair, 31));
    const overlap = overlapOf(grids[0]!.boundary, grids[1]!.boundary);
    expect(overlap).toBeGreaterThan(0);
    expect(overlap).toBeLessThan(1);
    checkSiblings(grids, 1);
    expect(() => checkSiblings(grids, 0)).toThrow(refusal('overlap'));
  });
});
