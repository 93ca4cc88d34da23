import fc from 'fast-check';
import { checkReachable } from '@gezhi/shared/domain';
import { acceptProfile, beijing, builtInProfile, guangzhou } from './committee-profile.rules.js';
import {
  communityCode,
  formed,
  formedInGuangzhou,
  id,
  inForce,
  inGuangzhou,
  input,
  member,
  nineInBeijing,
  now,
  ownerIds,
} from './committee.fixture.js';
import { committeeLife } from './committee-life.rules.js';
import { changeMembers, dissolve, file, form, handOver, seal } from './committee.rules.js';
import { ensureComposition, seatsOf } from './composition.rules.js';
import { elapse, isNoticeDue } from './term.rules.js';

const coded = (code: string, details = {}) => expect.objectContaining({ code: `property.committee.${code}`, ...details });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });
const later = '2026-06-01T04:00:00.000Z';
const papers = [id(600)];

describe('P-16 profiles of committees', () => {
  it('Beijing and Guangzhou come with the platform, as read; Heilongjiang and Jiangsu do not', () => {
    expect(builtInProfile('110101001001')).toBe(beijing);
    expect(builtInProfile('440103001001')).toBe(guangzhou);
    for (const place of ['230521100001', '320404004001', '440303001001']) expect(builtInProfile(place)).toBeUndefined();
    for (const profile of [beijing, guangzhou]) expect(acceptProfile(profile)).toBe(profile);
  });

  it('one that nobody can meet is refused', () => {
    const owner = { kind: 'OWNER' as const, least: 1, most: 2 };
    const faulty = [
      { ...guangzhou, seats: [...guangzhou.seats, owner] },
      { ...guangzhou, seats: [owner] },
      { ...guangzhou, members: { least: 9, most: 8, odd: false } },
      { ...guangzhou, members: { least: 10, most: 10, odd: true } },
      { ...guangzhou, viceChairs: ['STREET' as const] },
      { ...guangzhou, term: { leastMonths: 60, mostMonths: 36 } },
      { ...beijing, meeting: { ...beijing.meeting!, signedOver: { numerator: 1, denominator: 1 } } },
    ];
    for (const profile of faulty) expect(() => acceptProfile(profile)).toThrow(coded('profile-invalid'));
  });
});

describe('P-T23 Guangzhou: nine at least, odd, one of each institution', () => {
  const check = (members: typeof nineInBeijing) => () => ensureComposition(members, guangzhou, ownerIds);
  const without = (n: number, ...more: typeof nineInBeijing) => [...inGuangzhou(5).filter((each) => each.id !== id(n)), ...more];

  it('nine and eleven are accepted', () => {
    for (const owners of [5, 7]) expect(check(inGuangzhou(owners))).not.toThrow();
  });
  it('eight or ten are refused', () => {
    for (const [owners, count] of [
      [4, 8],
      [6, 10],
    ] as const)
      expect(check(inGuangzhou(owners))).toThrow(coded('member-count', { details: { count, least: 9, most: null, odd: true } }));
  });
  it('nine without somebody of the street are refused', () => {
    expect(check(without(1, member(20, 'OWNER', 'CHAIR')))).toThrow(coded('seat-count', { details: { kinds: ['STREET'] } }));
  });
  it('so is a second of the street, and a kind without a seat', () => {
    expect(check(without(9, member(20, 'STREET')))).toThrow(coded('seat-count', { details: { kinds: ['STREET'] } }));
    expect(check(without(9, member(20, 'OTHER')))).toThrow(coded('seat-count', { details: { kinds: ['OTHER'] } }));
  });
});

describe('P-16 composition', () => {
  const check =
    (members: typeof nineInBeijing, owners = ownerIds) =>
    () =>
      ensureComposition(members, beijing, owners);
  const other = (n: number, more: object) => nineInBeijing.map((each) => (each.id === id(n) ? { ...each, ...more } : each));

  it('in Beijing the residents’ committee chairs and an owner is vice-chair', () => {
    expect(check(nineInBeijing)).not.toThrow();
    for (const [n, office] of [
      [1, 'MEMBER'],
      [6, 'MEMBER'],
      [7, 'CHAIR'],
      [8, 'VICE_CHAIR'],
    ] as const)
      expect(check(other(n, { office }))).toThrow(coded('office-invalid'));
  });
  it('nobody sits twice, and owners alone are named by the register', () => {
    for (const more of [{ id: id(1) }, { ownerId: id(1001) }, { ownerId: null }])
      expect(check(other(2, more))).toThrow(coded('member-invalid'));
    expect(check(other(7, { ownerId: id(1020) }))).toThrow(coded('member-invalid'));
    const twice = other(7, { accountId: id(700) }).map((each) => (each.id === id(8) ? { ...each, accountId: id(700) } : each));
    expect(check(twice)).toThrow(coded('member-invalid'));
  });
  it('owner members own a unit of the estate', () => {
    expect(check(nineInBeijing, ownerIds.slice(0, 5))).toThrow(coded('owner-unknown', { details: { owners: [id(1005)] } }));
  });
  it('no make-up with another number than nine and every odd one above is accepted in Guangzhou', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), (owners) => {
        const members = inGuangzhou(owners);
        const accepted = members.length >= 9 && members.length % 2 === 1;
        const attempt = expect(() => ensureComposition(members, guangzhou, ownerIds));
        if (accepted) attempt.not.toThrow();
        else attempt.toThrow(coded('member-count'));
        expect(seatsOf(members).reduce((sum, seat) => sum + seat.members, 0)).toBe(members.length);
      }),
    );
  });
});

describe('P-16 life of a committee', () => {
  const inPlace = { communityCode };
  it('its term counts from the next day, by the calendar', () => {
    expect(formed()).toMatchObject({
      state: 'FORMED',
      formedOn: '2026-03-01',
      termFrom: '2026-03-02',
      termTo: '2029-03-01',
      noticeOn: '2028-12-01',
    });
    const { events } = form(input, inPlace, { ...beijing, ...inForce }, ownerIds, now);
    expect(events.map(({ data }) => data)).toMatchObject([
      { committeeId: input.id, termTo: '2029-03-01', seats: [{ kind: 'OWNER', members: 5 }, {}, {}, {}, {}] },
    ]);
    expect(JSON.stringify(events)).not.toContain(id(1001));
  });
  it('is not formed where the rules are missing, in an estate unknown, or for another term', () => {
    const refused = (estate: typeof inPlace | undefined, profile: Parameters<typeof form>[2]) => () =>
      form(input, estate, profile, ownerIds, now);
    expect(refused(inPlace, undefined)).toThrow(coded('profile-missing'));
    expect(refused(undefined, undefined)).toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
    const termed = { ...beijing, ...inForce, term: { leastMonths: 40, mostMonths: 60 } };
    expect(refused(inPlace, termed)).toThrow(coded('term-invalid', { details: { least: 40, most: 60 } }));
  });
  it('is filed, sealed, dissolved and handed over, each in its turn', () => {
    expect(checkReachable(committeeLife)).toEqual({ unreachable: [], unknown: [] });
    const filed = file(formed(), { id: input.id, filingNumber: '演示备案1号', evidenceIds: papers }, later).state;
    const sealed = seal(filed, { id: input.id, sealNumber: '印1', evidenceIds: papers }).state;
    const { state: over, events } = dissolve(sealed, { electedOn: '2026-05-20', evidenceIds: papers }, beijing, later);
    const done = handOver(over, papers, later).state;
    expect([filed, sealed, over, done].map(({ state }) => state)).toEqual(['FILED', 'FILED', 'DISSOLVED', 'HANDED_OVER']);
    expect(done).toMatchObject({ filedAt: later, sealNumber: '印1', endedOn: '2026-05-20', handOverDueOn: null, handedOverAt: later });
    expect(done.evidenceIds).toHaveLength(5);
    expect(events.map(({ data }) => data)).toMatchObject([{ cause: 'OWNERS_COMMITTEE_ELECTED', handOverDueOn: null }]);
    expect(() => seal(formed(), { id: input.id, sealNumber: '印1', evidenceIds: papers })).toThrow(wrongState);
    expect(() => handOver(sealed, papers, later)).toThrow(wrongState);
    for (const ended of [over, done]) {
      expect(() => file(ended, { id: input.id, filingNumber: 'x', evidenceIds: papers }, later)).toThrow(wrongState);
      expect(() => dissolve(ended, { electedOn: '2026-05-20', evidenceIds: papers }, beijing, later)).toThrow(wrongState);
    }
  });
  it('its members change while it stands, within the same rules', () => {
    const elected = nineInBeijing.map((each) => (each.id === id(2) ? member(20, 'OWNER') : each));
    const changed = (members = elected, committee = formed()) =>
      changeMembers(committee, { members, evidenceIds: papers }, profile, ownerIds);
    const profile = { ...beijing, jurisdictionId: '110101', version: 2 };
    expect(changed().state).toMatchObject({ state: 'FORMED', members: elected, profileJurisdictionId: '110101', profileVersion: 2 });
    expect(() => changed(elected.slice(1))).toThrow(coded('office-invalid'));
    expect(() => changed(elected, { ...formed(), state: 'DISSOLVED' })).toThrow(wrongState);
    expect(() => changeMembers(formed(), { members: elected, evidenceIds: papers }, undefined, ownerIds)).toThrow(coded('profile-missing'));
  });
  it('in Guangzhou it hands over in ten days; the day is neither to come nor before its forming', () => {
    const elected = (electedOn: string, profile?: typeof guangzhou) =>
      dissolve(formedInGuangzhou(), { electedOn, evidenceIds: papers }, profile, later);
    expect(elected('2026-05-25', guangzhou).state.handOverDueOn).toBe('2026-06-04');
    for (const day of ['2026-06-02', '2026-02-28']) expect(() => elected(day, guangzhou)).toThrow(coded('date-invalid'));
    expect(() => elected('2026-05-25')).toThrow(coded('profile-missing'));
  });
});

describe('P-16 terms', () => {
  const on = (day: string) => `${day}T04:00:00.000Z`;
  it('are told of once, and end after their last day', () => {
    expect([on('2028-11-30'), on('2028-12-01')].map((at) => isNoticeDue(formed(), at))).toEqual([false, true]);
    const told = elapse(formed(), on('2028-12-01'));
    expect(told.events.map(({ event }) => event.subject)).toEqual(['property.event.committee.term-ending.v1']);
    for (const day of ['2028-12-02', '2029-03-01']) expect(() => elapse(told.state, on(day))).toThrow(wrongState);
    const over = elapse(told.state, on('2029-03-02'));
    expect(over.state).toMatchObject({ state: 'TERM_ENDED', endCause: 'TERM_ENDED', endedOn: '2029-03-01' });
    expect(over.events.map(({ data }) => data)).toMatchObject([{ cause: 'TERM_ENDED' }]);
    expect(() => elapse(over.state, on('2029-03-03'))).toThrow(wrongState);
  });
  it('a term shorter than the notice is told of at once', () => {
    expect(formed({ termMonths: 1 })).toMatchObject({ noticeOn: '2026-03-01', termTo: '2026-04-01' });
  });
});
