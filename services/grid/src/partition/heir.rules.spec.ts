import type { PlannedGrid, values } from '@gezhi/shared/contracts';
import { ensureHeirs, heirless } from './heir.rules.js';

const code = (serial: string) => `320404003012${serial}`;
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [[west, east, east, west, west].map((lon, corner): [number, number] => [lon, [2, 3].includes(corner) ? 31.01 : 31])],
});
const inForce = [
  { code: code('001'), type: 'URBAN_RENEWAL' as const, boundary: box(119, 119.01) },
  { code: code('002'), type: 'URBAN_RENEWAL' as const, boundary: box(119.01, 119.02) },
];
const planned = (serial: string, boundary: values.Polygon, more: Partial<PlannedGrid> = {}): PlannedGrid => ({
  ...{ code: code(serial), type: 'URBAN_RENEWAL', boundary, from: [], kept: false, typeWas: null, reason: null },
  ...more,
});
const heirsOf = (...grids: PlannedGrid[]) => ensureHeirs({ grids }, inForce).grids.map(({ code, from }) => [code.slice(12), from]);

describe('G-06 a grid that ends has an heir', () => {
  it('named by none it is a source of every grid that takes ground from it, those that go on too', () => {
    expect(heirsOf(planned('003', box(119, 119.004)), planned('002', box(119.004, 119.02), { kept: true }))).toEqual([
      ['003', [code('001')]],
      ['002', [code('001')]],
    ]);
  });

  it('a common border is no ground taken', () => {
    expect(heirsOf(planned('003', box(119, 119.01)), planned('004', box(119.01, 119.02)))).toEqual([
      ['003', [code('001')]],
      ['004', [code('002')]],
    ]);
  });

  it('what the plan says of its sources stays as it says', () => {
    const named = planned('003', box(119, 119.02), { from: [code('001'), code('002')] });
    expect(heirsOf(named)).toEqual([['003', named.from]]);
    expect(heirless({ grids: [named] }, inForce)).toEqual([]);
  });

  it('refuses one whose ground nobody takes, and names it', () => {
    expect(() => heirsOf(planned('001', box(119, 119.01), { kept: true }), planned('005', box(119.03, 119.04)))).toThrow(
      expect.objectContaining({ code: 'grid.partition.heir-missing', details: { codes: [code('002')] } }),
    );
  });
});
