import fc from 'fast-check';
import { latest, placements, type Placement } from './known-household.rules.js';

const communityCode = '320404004001';
const householdId = '01900005-0000-7000-8000-000000000001';
const gridCode = (serial: number): string => `${communityCode}00${serial}`;
const validFrom = '2026-11-23T01:00:00.000Z';

describe('G-06 placements and redraws say which grid serves a household', () => {
  it('a placement tells one grid for all, or none while there is no partition', () => {
    const placed = { communityCode, placements: [{ householdId, kind: 'SHOP' as const }], validFrom, version: 3 };
    expect(placements({ ...placed, gridCode: gridCode(1) })).toEqual([{ householdId, gridCode: gridCode(1), version: 3 }]);
    expect(placements({ ...placed, gridCode: null })).toEqual([{ householdId, gridCode: null, version: 3 }]);
  });

  it('a redraw tells the grid of each', () => {
    const partition = {
      planId: householdId,
      communityCode,
      chunk: 1,
      chunks: 1,
      effectiveFrom: validFrom,
      grids: [],
      retired: [],
      lineage: [],
    };
    expect(placements({ ...partition, placements: [{ householdId, gridCode: gridCode(2) }], version: 4 })).toEqual([
      { householdId, gridCode: gridCode(2), version: 4 },
    ]);
  });

  it('the higher version holds, in any order with any repetition', () => {
    const history = [1, 2, 3, 4].map((version): Placement => ({ householdId, gridCode: gridCode(version), version }));
    const arrival = fc.shuffledSubarray([...history, ...history], { minLength: 8, maxLength: 8 });
    fc.assert(fc.property(arrival, (heard) => expect(heard.reduce<Placement | undefined>(latest, undefined)).toEqual(history.at(-1))));
  });
});
