import fc from 'fast-check';
import { acceptPolicy, coverage, defaultPolicy, record } from './need.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const visit = { householdId: id(6), estateId: id(2), communityCode: '230521100001', presentIds: [id(11), id(12)] };
const input = { id: id(1), visitId: id(5), kind: 'ELDERLY_CARE', note: '希望有老年食堂' };
const facts = { visit, policy: defaultPolicy, actorId: id(11) };
const coded = (name: string) => expect.objectContaining({ code: `property.need.${name}` });

describe('P-05 needs of households, and how many were visited', () => {
  it('the kinds of the platform are assumed; a jurisdiction’s own must differ', () => {
    expect(defaultPolicy.kinds.every(({ assumed }) => assumed)).toBe(true);
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
    expect(() => acceptPolicy({ kinds: [defaultPolicy.kinds[0]!, defaultPolicy.kinds[0]!] })).toThrow(coded('policy-invalid'));
  });

  it('is recorded on a visit by somebody who was there, and told without its words', () => {
    const { state, events } = record(input, facts, now);
    expect(state).toMatchObject({ householdId: id(6), estateId: id(2), kind: 'ELDERLY_CARE', note: '希望有老年食堂' });
    expect(events).toMatchObject([{ data: { needId: id(1), visitId: id(5), kind: 'ELDERLY_CARE', version: 1 } }]);
    expect(JSON.stringify(events)).not.toContain('食堂');
    expect(() => record(input, { ...facts, visit: undefined }, now)).toThrow(coded('visit-unknown'));
    expect(() => record(input, { ...facts, actorId: id(13) }, now)).toThrow(coded('visit-unknown'));
    expect(() => record({ ...input, kind: 'PALACE' }, facts, now)).toThrow(coded('kind-unknown'));
  });

  it('the share has its counts, and is none without households', () => {
    expect(coverage({ visits: 0, visited: 0, households: 0 })).toMatchObject({
      coverage: { numerator: 0, denominator: 0, value: null, lowerBound: null },
    });
    expect(coverage({ visits: 5, visited: 2, households: 3 })).toMatchObject({
      visits: 5,
      coverage: { numerator: 2, denominator: 3, value: 66.67 },
    });
  });

  it('lies between nothing and everything, and is everything only when all were visited', () => {
    const counts = fc.nat(5000).chain((households) => fc.record({ households: fc.constant(households), visited: fc.nat(households) }));
    fc.assert(
      fc.property(counts, fc.nat(), ({ households, visited }, visits) => {
        const { value, numerator, denominator } = coverage({ visits, visited, households }).coverage;
        expect([numerator, denominator]).toEqual([visited, households]);
        if (households === 0) expect(value).toBeNull();
        else expect(value).toBeGreaterThanOrEqual(0);
        expect(value === 100).toBe(households > 0 && visited === households);
      }),
    );
  });
});
