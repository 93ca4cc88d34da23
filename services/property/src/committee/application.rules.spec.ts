import { apply, demand, leastOf } from './application.rules.js';
import { beijing, guangzhou } from './committee-profile.rules.js';
import { formed, formedInGuangzhou, id, now } from './committee.fixture.js';

const coded = (code: string, details?: object) =>
  expect.objectContaining({ code: `property.committee.${code}`, ...(details && { details }) });
const ids = (...numbers: number[]) => numbers.map(id);

describe('P-16 a share with the number itself included (民法典 1259)', () => {
  it('a third of 9 is 3, of 10 it is 4; a tenth of 85 is 9, of 90 it is 9', () => {
    expect([9, 10].map((whole) => leastOf(whole, { numerator: 1, denominator: 3 }))).toEqual([3, 4]);
    expect([85, 90, 91].map((whole) => leastOf(whole, { numerator: 1, denominator: 10 }))).toEqual([9, 9, 10]);
  });
});

describe('P-16 Beijing: a third of the members may demand a meeting', () => {
  const input = { id: id(700), committeeId: id(500), subject: '演示：更换门禁', memberIds: ids(1, 2, 6), evidenceIds: [id(701)] };

  it('three of nine may, two may not', () => {
    expect(demand(input, formed(), beijing, now).state).toMatchObject({ members: 9, memberIds: ids(1, 2, 6), demandedAt: now });
    expect(() => demand({ ...input, memberIds: ids(1, 2) }, formed(), beijing, now)).toThrow(
      coded('demand-short', { demanding: 2, least: 3 }),
    );
  });

  it('members of a committee that stands, once each, where the rule is known', () => {
    for (const memberIds of [ids(1, 2, 99), ids(1, 1, 2)])
      expect(() => demand({ ...input, memberIds }, formed(), beijing, now)).toThrow(coded('member-unknown'));
    expect(() => demand(input, { ...formed(), state: 'DISSOLVED' }, beijing, now)).toThrow(
      expect.objectContaining({ code: 'platform.request.wrong-state' }),
    );
    expect(() => demand(input, formedInGuangzhou(), guangzhou, now)).toThrow(coded('demand-rule-missing'));
    expect(() => demand(input, formed(), undefined, now)).toThrow(coded('profile-missing'));
  });
});

describe('P-16 Guangzhou: a tenth of the owners and half of the area, and six months', () => {
  const applied = { owners: 30, owning: ids(1, 2, 3), hasCommittee: false };
  const input = { id: id(800), estateId: id(501), ownerIds: ids(1, 2, 3), deliveredArea: 500, totalArea: 1_000, evidenceIds: [id(801)] };
  const place = { communityCode: '440103001001' };
  const attempt = (more: Partial<typeof input> = {}, facts: Partial<typeof applied> = {}) =>
    apply({ ...input, ...more }, place, guangzhou, { ...applied, ...facts }, now).state;

  it('three of thirty with exactly half: to be formed by the corresponding day', () => {
    expect(attempt()).toMatchObject({ owners: 30, appliedOn: '2026-03-01', formBy: '2026-09-01', communityCode: place.communityCode });
  });

  it.each([
    ['applicants-short', {}, { owners: 31 }],
    ['delivered-short', { deliveredArea: 499 }, {}],
    ['delivered-short', { deliveredArea: 1_001 }, {}],
    ['owner-unknown', { ownerIds: ids(1, 2, 4) }, {}],
    ['applicants-short', { ownerIds: ids(1, 1, 2) }, {}],
    ['already-standing', {}, { hasCommittee: true }],
  ] as const)('refuses with %s', (code, more, facts) => {
    expect(() => attempt(more as Partial<typeof input>, facts)).toThrow(coded(code));
  });

  it('where the rule was not read, nothing is decided', () => {
    expect(() => apply(input, { communityCode: '110101001001' }, beijing, applied, now)).toThrow(coded('forming-rule-missing'));
    expect(() => apply(input, place, undefined, applied, now)).toThrow(coded('profile-missing'));
    expect(() => apply(input, undefined, guangzhou, applied, now)).toThrow(
      expect.objectContaining({ code: 'property.estate.estate-unknown' }),
    );
  });
});
