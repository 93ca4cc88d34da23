import fc from 'fast-check';
import { beijing, guangzhou } from './committee-profile.rules.js';
import { formed, formedInGuangzhou, id, now } from './committee.fixture.js';
import { isMoreThan, outcomeOf, recordDecision } from './meeting.rules.js';

const coded = (code: string) => expect.objectContaining({ code: `property.committee.${code}` });
const ids = (...numbers: number[]) => numbers.map(id);
const held = (presentIds: string[], signedIds: string[], more = {}) => ({
  ...{
    id: id(900),
    committeeId: id(500),
    subject: '演示：更换门禁',
    heldOn: '2026-03-01',
    presentIds,
    proxyIds: [],
    signedIds,
    evidenceIds: [id(901)],
  },
  ...more,
});
const record = (...[present, signed, more]: Parameters<typeof held>) =>
  recordDecision(held(present, signed, more), formed(), beijing, id(902), now).state;

describe('P-T22 Beijing, nine members: five owners and four of institutions', () => {
  it('five present, three of them owners: valid; four signatures fail, five pass', () => {
    const present = ids(1, 2, 3, 6, 7);
    expect(record(present, ids(1, 2, 3, 6))).toMatchObject({
      outcome: 'FAILED',
      members: 9,
      owners: 5,
      ownersPresent: 3,
      publishBy: null,
      noticeId: null,
    });
    expect(record(present, ids(1, 2, 3, 6, 7))).toMatchObject({
      outcome: 'PASSED',
      publishBy: '2026-03-04',
      publishDays: 10,
      noticeId: id(902),
    });
  });
  it('six present, two of them owners: invalid, whoever signs', () => {
    expect(record(ids(1, 2, 6, 7, 8, 9), ids(1, 2, 3, 4, 5, 6, 7, 8, 9))).toMatchObject({
      outcome: 'INVALID',
      publishBy: null,
      publishDays: null,
    });
  });
  it('four present are too few', () => expect(record(ids(1, 2, 3, 4), ids(1, 2, 3, 4, 5)).outcome).toBe('INVALID'));
});

describe('P-16, P-T22 recording a decision', () => {
  it('owners come themselves, while institutions may send somebody', () => {
    expect(() => record(ids(1, 2, 3, 6, 7), ids(1), { proxyIds: ids(3) })).toThrow(coded('owner-proxy'));
    expect(record(ids(1, 2, 3, 6, 7), ids(1), { proxyIds: ids(7) }).proxyIds).toEqual(ids(7));
  });
  it('all listed are members, once each, and nobody is represented who is not there', () => {
    for (const [present, signed, proxies] of [
      [ids(1, 99), ids(1), []],
      [ids(1, 1), ids(1), []],
      [ids(1), ids(2, 2), []],
      [ids(1), ids(99), []],
      [ids(1), ids(1), ids(7)],
    ] as const)
      expect(() => record([...present], [...signed], { proxyIds: [...proxies] })).toThrow(coded('member-unknown'));
  });
  it('only by a committee that stands, on a day it stood, where the rules are known', () => {
    const meeting = held(ids(1), ids(1));
    expect(() => recordDecision(meeting, { ...formed(), state: 'DISSOLVED' }, beijing, id(902), now)).toThrow(
      expect.objectContaining({ code: 'platform.request.wrong-state' }),
    );
    for (const heldOn of ['2026-02-28', '2026-03-02']) expect(() => record(ids(1), ids(1), { heldOn })).toThrow(coded('date-invalid'));
    expect(() => recordDecision(meeting, formedInGuangzhou(), guangzhou, id(902), now)).toThrow(coded('meeting-rule-missing'));
    expect(() => recordDecision(meeting, formed(), undefined, id(902), now)).toThrow(coded('profile-missing'));
  });
  it('what passes was signed by more than half of all, in a meeting of more than half of all and of the owners; one more never harms', () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.nat(), fc.nat(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(counts, ([members, a, b, c, d]) => {
        const owners = a % (members + 1);
        const ownersPresent = b % (owners + 1);
        const present = ownersPresent + (c % (members - owners + 1));
        const signed = d % (members + 1);
        const attendance = { members, owners, present, ownersPresent, signed };
        const passed = outcomeOf(attendance, beijing.meeting!) === 'PASSED';
        expect(passed).toBe(2 * present > members && 2 * ownersPresent > owners && 2 * signed > members);
        if (passed && signed < members) expect(outcomeOf({ ...attendance, signed: signed + 1 }, beijing.meeting!)).toBe('PASSED');
      }),
    );
    expect([4, 5].map((part) => isMoreThan(part, 9, { numerator: 1, denominator: 2 }))).toEqual([false, true]);
    expect([3, 4].map((part) => isMoreThan(part, 9, { numerator: 1, denominator: 3 }))).toEqual([false, true]);
  });
});
