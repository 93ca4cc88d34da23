import fc from 'fast-check';
import { latest, left, placed, redrawn, type Tiding } from './known-household.rules.js';

const communityCode = '320404004001';
const householdId = '01900000-0000-7000-8000-000000000001';
const at = '2026-11-23T01:00:00.000Z';

describe('P-05 placements, redraws and departures become tidings of single households', () => {
  it('a placement tells kind and grid of each household', () => {
    const placements = [{ householdId, kind: 'SHOP' as const }];
    expect(placed({ placements, gridCode: `${communityCode}001`, communityCode, validFrom: at, version: 3 })).toEqual([
      { householdId, kind: 'SHOP', gridCode: `${communityCode}001`, communityCode, hasLeft: false, version: 3 },
    ]);
  });

  it('a redraw tells the new grid and no kind', () => {
    const partition = { planId: householdId, chunk: 1, chunks: 1, effectiveFrom: at, grids: [], retired: [], lineage: [] };
    expect(redrawn({ ...partition, communityCode, placements: [{ householdId, gridCode: `${communityCode}002` }], version: 4 })).toEqual([
      { householdId, kind: null, gridCode: `${communityCode}002`, communityCode, hasLeft: false, version: 4 },
    ]);
  });

  it('a departure keeps the household and marks it', () => {
    expect(left({ householdId, kind: 'RESIDENT', gridCode: null, communityCode, at, version: 5 })).toMatchObject({
      hasLeft: true,
      version: 5,
    });
  });
});

describe('P-05 of two tidings the later version holds, in any order of arrival', () => {
  const tiding = (version: number, more: Partial<Tiding> = {}): Tiding => ({
    householdId,
    kind: 'RESIDENT',
    gridCode: `${communityCode}00${version}`,
    communityCode,
    hasLeft: false,
    version,
    ...more,
  });
  const history = [tiding(1), tiding(2, { kind: null }), tiding(3, { hasLeft: true }), tiding(4, { kind: null })];
  const fold = (tidings: readonly Tiding[]): Tiding | undefined => tidings.reduce<Tiding | undefined>(latest, undefined);

  it('the last version decides the grid, and the kind heard earlier stays', () => {
    expect(fold(history)).toEqual({ ...tiding(4), kind: 'RESIDENT' });
  });

  it('any order with any repetition ends the same', () => {
    const arrival = fc.shuffledSubarray([...history, ...history], { minLength: 8, maxLength: 8 });
    fc.assert(fc.property(arrival, (tidings) => expect(fold(tidings)).toEqual(fold(history))));
  });
});
