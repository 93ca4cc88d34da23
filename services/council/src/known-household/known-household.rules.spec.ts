import fc from 'fast-check';
import { latest, left, placed, redrawn, type KnownHouseholdState } from './known-household.rules.js';

const householdId = '01890000-0000-7000-8000-000000000001';
const place = (communityCode: string, version: number) =>
  placed({
    ...{ gridCode: null, communityCode, validFrom: '2026-03-10T08:00:00.000Z', version },
    placements: [{ householdId, kind: 'RESIDENT' }],
  });
const redraw = redrawn({
  communityCode: '230521100002',
  version: 4,
  placements: [{ householdId, gridCode: '230521100002001' }],
} as Parameters<typeof redrawn>[0]);
const gone = left({
  ...{ householdId, kind: 'RESIDENT', gridCode: null, communityCode: '230521100002', at: '2026-03-12T08:00:00.000Z', version: 5 },
});

describe('C-16 where households live', () => {
  it('in any order and repeated, the highest version holds', () => {
    const tidings = [...place('230521100001', 2), ...redraw, gone];
    const arrival = fc.shuffledSubarray([...tidings, ...tidings], { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(arrival, (heard) => {
        expect(heard.reduce<KnownHouseholdState | undefined>(latest, undefined)).toEqual(gone);
      }),
    );
  });
});
