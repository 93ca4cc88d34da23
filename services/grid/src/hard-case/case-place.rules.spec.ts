import { hardCaseErrors } from '@gezhi/shared/contracts';
import { casePlace, type NamedPlace } from './case-place.rules.js';
import { grid, idOf, place, refusal } from './hard-case.fixture.js';

describe('G-17 G-41 a case or a dispute has exactly one place', () => {
  const none = { household: null, gridInForce: false };
  const at = (named: NamedPlace, known: object = {}) => casePlace(named, { ...none, ...known }, hardCaseErrors);
  const { communityCode } = place;

  it('that of a household, a grid in force or a community', () => {
    expect(at({ communityCode })).toEqual({ placeCode: communityCode, communityCode, gridCode: null });
    expect(at({ gridCode: grid }, { gridInForce: true })).toEqual(place);
    expect(at({ householdId: idOf(1) }, { household: { communityCode, gridCode: grid } })).toEqual(place);
    expect(at({ householdId: idOf(1) }, { household: { communityCode, gridCode: null } }).placeCode).toBe(communityCode);
  });

  it('refuses none, several, and what is not there', () => {
    expect([
      refusal(() => at({})),
      refusal(() => at({ communityCode, gridCode: grid }, { gridInForce: true })),
      refusal(() => at({ gridCode: grid })),
      refusal(() => at({ householdId: idOf(1) })),
    ]).toEqual(['place-missing', 'place-missing', 'grid-unknown', 'household-unknown'].map((code) => `grid.hard-case.${code}`));
  });
});
