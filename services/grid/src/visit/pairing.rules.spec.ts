import { checkReachable } from '@gezhi/shared/domain';
import { contact, endPair, endWithHousehold, handOn, isOverdue, pair, pairingLife, type PairingFacts } from './pairing.rules.js';

const id = (last: string) => `0190a1b2-0000-7000-8000-00000000000${last}`;
const now = '2026-06-15T02:00:00.000Z';
const [me, cadreId, householdId] = [id('1'), id('2'), id('3')] as const;
const input = { id: id('4'), cadreId, householdId, fromOn: '2026-06-01' };
const household = {
  id: householdId,
  kind: 'RESIDENT',
  status: 'ACTIVE',
  communityCode: '320404004001',
  gridCode: '320404004001001',
} as const;
const facts: PairingFacts = { household, cadre: { accountId: me }, by: { id: me, leads: false }, policy: { contactDays: 30 } };
const pairing = pair(input, facts, now).state;
const refusal = (name: string) => expect.objectContaining({ code: `grid.visit.${name}` });

describe('G-26 a cadre is paired with a household', () => {
  it('of the community it serves, by itself or a leader', () => {
    const { state, events } = pair(input, { ...facts, by: { id: id('9'), leads: true } }, now);
    expect(state).toMatchObject({ accountId: me, contactDays: 30, lastContactAt: null });
    expect(events.map(({ data }) => data)).toMatchObject([{ pairingId: input.id, cadreId, householdId }]);
  });

  it.each<[string, PairingFacts, string]>([
    ['household-unknown', { ...facts, household: undefined }, '2026-06-01'],
    ['household-left', { ...facts, household: { ...household, status: 'LEFT' } }, '2026-06-01'],
    ['cadre-unavailable', { ...facts, cadre: undefined }, '2026-06-01'],
    ['not-yours', { ...facts, by: { id: id('9'), leads: false } }, '2026-06-01'],
    ['in-the-future', facts, '2026-06-16'],
    ['began-long-ago', facts, '1000-01-01'],
  ])('refuses with %s', (name, given, fromOn) => expect(() => pair({ ...input, fromOn }, given, now)).toThrow(refusal(name)));

  it('reaches every state', () => expect(checkReachable(pairingLife)).toEqual({ unreachable: [], unknown: [] }));
});

describe('G-26 a pair ends once', () => {
  const end = { endedOn: '2026-06-10', reason: '样例：住户要求' };

  it('between its first day and today, by whose it is', () => {
    const { state } = endPair(pairing, end, facts.by, now);
    expect(state).toMatchObject({ endedOn: '2026-06-10', endReason: end.reason });
    expect(() => endPair(state, end, facts.by, now)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
    expect(() => endPair(pairing, { ...end, endedOn: '2026-05-31' }, facts.by, now)).toThrow(refusal('too-long-ago'));
    expect(() => endPair(pairing, { ...end, endedOn: '2026-06-16' }, facts.by, now)).toThrow(refusal('in-the-future'));
    expect(() => endPair(pairing, end, { id: id('9'), leads: false }, now)).toThrow(refusal('not-yours'));
  });

  it('when the household leaves', () => expect(endWithHousehold(pairing, now).state.endedOn).toBe('2026-06-15'));

  it('when the cadre is recalled, and goes on with the successor', () => {
    const successor = { cadreId: id('5'), accountId: null, pairedAlready: false };
    const { ended, begun } = handOn(pairing, successor, id('6'), now);
    expect(ended.state).toMatchObject({ endedOn: '2026-06-15', endReason: 'RECALLED' });
    expect(begun!.state).toMatchObject({ id: id('6'), cadreId: id('5'), previousId: pairing.id, fromOn: '2026-06-15', endedOn: null });
    expect(handOn(pairing, { ...successor, pairedAlready: true }, id('6'), now).begun).toBeNull();
  });
});

describe('G-26 contacts', () => {
  const said = { id: pairing.id, contactId: id('7'), at: '2026-06-14T02:00:00.000Z', channel: 'PHONE' as const };
  const known = { by: me, visit: undefined, policy: { offlineDays: 30 } };
  const visited = { ...said, channel: 'VISIT' as const, visitId: id('8') };

  it('move the last contact on, never back', () => {
    const { state } = contact(pairing, said, known, now).decision;
    expect(state.lastContactAt).toBe(said.at);
    expect(contact(state, { ...said, at: '2026-06-10T02:00:00.000Z' }, known, now).decision.state.lastContactAt).toBe(said.at);
  });

  it.each([
    ['not-yours', said, { ...known, by: id('9') }],
    ['in-the-future', { ...said, at: '2026-06-15T02:02:00.001Z' }, known],
    ['too-long-ago', said, { ...known, policy: { offlineDays: 0 } }],
    ['too-long-ago', { ...said, at: '2026-05-31T02:00:00.000Z' }, known],
    ['visit-unknown', { ...said, visitId: id('8') }, known],
    ['visit-unknown', { ...visited, visitId: undefined }, known],
    ['visit-unknown', visited, { ...known, visit: { householdId: id('9'), actorId: me } }],
    ['visit-unknown', visited, { ...known, visit: { householdId, actorId: id('9') } }],
  ])('refuse with %s', (name, given, about) => expect(() => contact(pairing, given, about, now)).toThrow(refusal(name)));

  it('accept the own visit to the household', () =>
    expect(contact(pairing, visited, { ...known, visit: { householdId, actorId: me } }, now).contact.visitId).toBe(id('8')));

  it.each([
    ['2026-07-01', false],
    ['2026-07-02', true],
  ])('30 days after 1 June, on %s, overdue: %s', (today, overdue) => expect(isOverdue('2026-06-01', 30, today)).toBe(overdue));
});
