import type { GridType, PlannedGrid } from '@gezhi/shared/contracts';
import { plannedType, reclassified, withTypesKept } from './planned-type.rules.js';

const boundary = { type: 'Polygon' as const, coordinates: [] };
const code = '320404003012001';
const refusal = (name: string) => expect.objectContaining({ code: `grid.partition.${name}` });
const now = (type: GridType) => [{ code, type, boundary }];
const planned = (type: GridType, typeWas: GridType | null, more: Partial<PlannedGrid> = {}): PlannedGrid => ({
  ...{ code, type, typeWas, boundary, from: [], kept: true, reason: null },
  ...more,
});

describe('G-07 a grid that goes on under another type says why', () => {
  it.each<[string, Parameters<typeof plannedType>[0], ReturnType<typeof plannedType>]>([
    ['a new grid has no type before', { type: 'URBAN_RENEWAL', reason: 'none' }, { typeWas: null, reason: null }],
    ['the same type needs none', { code, type: 'URBAN_RENEWAL', reason: 'none' }, { typeWas: 'URBAN_RENEWAL', reason: null }],
    ['another has one', { code, type: 'ENTERPRISE_SERVICE', reason: 'a market' }, { typeWas: 'URBAN_RENEWAL', reason: 'a market' }],
  ])('%s', (_, asked, expected) => expect(plannedType(asked, now('URBAN_RENEWAL'))).toEqual(expected));

  it('refuses another type without a reason', () => {
    expect(() => plannedType({ code, type: 'ENTERPRISE_SERVICE' }, now('URBAN_RENEWAL'))).toThrow(refusal('reason-missing'));
  });
});

describe('G-06 G-07 a grid classified after a plan was drafted', () => {
  it.each<[string, PlannedGrid, GridType, GridType, string[]]>([
    [
      'keeps its new type, which the plan did not change',
      planned('URBAN_RENEWAL', 'URBAN_RENEWAL'),
      'ENTERPRISE_SERVICE',
      'ENTERPRISE_SERVICE',
      [],
    ],
    [
      'gets the type of the plan, when it is what it was',
      planned('ENTERPRISE_SERVICE', 'URBAN_RENEWAL'),
      'URBAN_RENEWAL',
      'ENTERPRISE_SERVICE',
      [],
    ],
    ['has the type of the plan already', planned('ENTERPRISE_SERVICE', 'URBAN_RENEWAL'), 'ENTERPRISE_SERVICE', 'ENTERPRISE_SERVICE', []],
    ['was given a third type', planned('ENTERPRISE_SERVICE', 'URBAN_RENEWAL'), 'COMMUNITY_BUILDING', 'ENTERPRISE_SERVICE', [code]],
    ['is not the one of a new code', planned('URBAN_RENEWAL', null, { kept: false }), 'COMMUNITY_BUILDING', 'URBAN_RENEWAL', []],
  ])('%s', (_, grid, inForce, type, otherwise) => {
    expect(withTypesKept({ grids: [grid] }, now(inForce)).grids).toEqual([{ ...grid, type }]);
    expect(reclassified({ grids: [grid] }, now(inForce))).toEqual(otherwise);
  });
});
