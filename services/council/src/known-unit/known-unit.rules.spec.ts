import fc from 'fast-check';
import { changedOwnership, ownershipAt, registeredUnit, type KnownOwnershipState } from './known-unit.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}T00:00:00.000Z`;
const told = { unitId: id(1), estateId: id(2), communityCode: '230521100001' };
const owned = (version: number, owner: number, from: number): KnownOwnershipState =>
  changedOwnership({
    ...{ ...told, form: 'SOLE', titles: [{ ownerId: id(owner), share: null }], validFrom: day(from), at: day(20), version },
  });

describe('C-10 units and owners heard from property', () => {
  it('a unit keeps what votes rest on', () => {
    const unit = { ...told, buildingId: id(3), kind: 'RESIDENTIAL' as const, area: 9_000, areaSource: 'MEASUREMENT' as const };
    expect(registeredUnit({ ...unit, householdId: null, at: day(1), version: 1 })).toEqual({
      ...{ ...told, kind: 'RESIDENTIAL', area: 9_000, areaSource: 'MEASUREMENT', householdId: null, version: 1 },
    });
  });

  it('equal sets of owners are equal lists, in whatever order they are told', () => {
    const titles = [4, 5].map((n) => ({ ownerId: id(n), share: null }));
    const change = { ...told, form: 'JOINT' as const, validFrom: day(1), at: day(1), version: 2 };
    expect(changedOwnership({ ...change, titles }).ownerIds).toEqual(changedOwnership({ ...change, titles: titles.reverse() }).ownerIds);
  });

  it('C-T14 the ownership of an instant is the latest that had begun, and a correction holds from where it says', () => {
    const known = [owned(2, 10, 1), owned(3, 11, 10), owned(4, 12, 8)];
    const ownerAt = (n: number, of = known) => ownershipAt(of, day(n))?.ownerIds[0];
    expect(ownershipAt(known, '2026-02-28T00:00:00.000Z')).toBeUndefined();
    expect([1, 7, 8, 11].map((n) => ownerAt(n))).toEqual([id(10), id(10), id(12), id(12)]);
    fc.assert(
      fc.property(fc.shuffledSubarray(known, { minLength: 3 }), fc.integer({ min: 1, max: 28 }), (shuffled, n) => {
        expect(ownerAt(n, [...shuffled, shuffled[0]!])).toBe(ownerAt(n));
      }),
    );
  });
});
