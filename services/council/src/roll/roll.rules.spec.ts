import fc from 'fast-check';
import { numbered, rollOfOwners, rollOfRepresentatives, rollOfSeats, totalsOf } from './roll.rules.js';

const unit = (n: number, ...owners: string[]) => ({ unitId: `unit-${n}`, area: 9_000, ownerIds: owners });
const refusal = (name: string) => expect.objectContaining({ code: `council.ballot.${name}` });
const seal = () => '0'.repeat(64);
let salts = 0;
const salt = () => String((salts++ * 7) % 101).padStart(3, '0');

describe('C-10 heads and area by owner set (区分所有权解释 8, 9)', () => {
  const e1 = Array.from({ length: 100 }, (_, n) => unit(n, n < 85 ? `single-${n}` : n < 90 ? 'o1' : 'developer'));

  it('E1 has 87 heads, 9,000.00 m² and 100 units, in whatever order the units come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(e1, { minLength: 100 }), (units) => {
        expect(totalsOf(rollOfOwners(units))).toEqual({ entries: 87, heads: 87, area: 900_000, units: 100, unitsWithoutOwner: 0 });
      }),
      { numRuns: 20 },
    );
  });

  it('C-T12 a unit of two owners is one entry; the same two with two units are one head, one of them alone is another', () => {
    const roll = rollOfOwners([unit(1, 'a', 'b'), unit(2, 'b', 'a'), unit(3, 'a')]);
    expect(roll.map(({ voterIds, area, heads }) => [voterIds.join(), area, heads])).toEqual([
      ['a,b', 18_000, 1],
      ['a', 9_000, 1],
    ]);
  });

  it('units without a known owner count in the totals, one head each, and have nobody to vote', () => {
    const roll = rollOfOwners([unit(1, 'a'), unit(2), unit(3)]);
    expect(totalsOf(roll)).toEqual({ entries: 3, heads: 3, area: 27_000, units: 3, unitsWithoutOwner: 2 });
    expect(() => numbered('b', rollOfOwners([unit(2), unit(3)]), salt, seal)).toThrow(refusal('roll-empty'));
    expect(() => numbered('b', [], salt, seal)).toThrow(refusal('roll-empty'));
  });

  it('numbers run from one and follow the random salts, not the owners', () => {
    const roll = numbered('b', rollOfOwners(e1), salt, seal);
    expect(roll.map(({ number }) => number)).toEqual(roll.map((_, n) => n + 1));
    expect(roll.map(({ salt: each }) => each)).toEqual(roll.map(({ salt: each }) => each).sort());
    expect(new Set(roll.flatMap(({ unitIds }) => unitIds)).size).toBe(100);
  });
});

describe('C-10 rolls of meetings', () => {
  it('C-T15 a representative is one head, and named once', () => {
    const representatives = Array.from({ length: 41 }, (_, n) => ({ representativeId: `r${n}`, attends: n < 21 }));
    expect(totalsOf(rollOfRepresentatives(representatives)).heads).toBe(41);
    expect(() => rollOfRepresentatives([representatives[0]!, representatives[0]!])).toThrow(refusal('roll-given'));
  });

  it('C-T16 of 55 members three are recused, and 52 count', () => {
    const seats = Array.from({ length: 55 }, (_, n) => ({ voterId: `m${n}`, group: null, recused: n < 3, attends: n < 43 }));
    const roll = numbered('b', rollOfSeats(seats), salt, seal);
    expect([roll.length, totalsOf(roll).heads]).toEqual([55, 52]);
  });
});
