import fc from 'fast-check';
import { sessionDecided, sessionDueSoon, sessionOverdue, type CouncilSessionState } from '@gezhi/shared/contracts';
import { nextHalfYear } from '@gezhi/shared/domain';
import { callEmergency, changeAgenda, schedule } from './arrangement.rules.js';
import { calendarEntryOf } from './calendar.rules.js';
import { elapseCadence, nextDue, type CadenceState } from './cadence.rules.js';
import { decisionLife, ratify, take } from './decision.rules.js';
import { changeSeat, form } from './joint-meeting.rules.js';
import { amend, amendmentLife, answer, draft, finalize, minutesLife, openToAmendments, prepare, rewrite } from './minutes.rules.js';
import { close, isQuorate } from './quorum.rules.js';
import { acceptPolicy, defaultPolicy, seatParties } from './session-policy.rules.js';
import { cancel, clearDays, giveNotice, lapse, open, sessionLife, type SessionState } from './session.rules.js';

const id = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const communityCode = '230521100001';
const now = '2026-03-25T02:00:00.000Z';
const refused = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `council.session.${code}` });
const wrongState = refused('platform.request.wrong-state');

const council = { id: id(1), version: 1, communityCode, name: '演示议事会', foundedOn: '2026-01-01', evidenceIds: [] };
const item = (number: number) => ({ id: id(number), title: '演示', topicId: null, matter: null });
const arranged = { councilId: id(1), startsAt: '2026-03-31T01:00:00.000Z', durationMinutes: 90, venue: '演示', agenda: [item(50)] };
const regular = schedule({ id: id(2), kind: 'REGULAR', ...arranged }, council, undefined, now).state;
const emergency = callEmergency({ id: id(3), reason: '演示', ...arranged }, council, ['street-leader'], defaultPolicy, now).state;
const sitting = (session: SessionState, changes: Partial<SessionState> = {}): SessionState => ({
  ...{ ...session, state: 'OPEN' as const, noticedAt: now, openedAt: '2026-03-31T01:00:00.000Z' },
  ...changes,
});
const cadence = (lastRegularOn: string): CadenceState => ({
  ...{ id: id(1), version: 4, communityCode, lastRegularOn, ...nextDue(lastRegularOn, defaultPolicy), warnedAt: null, overdueAt: null },
});

describe('C-06 C-T24 a regular session is due six months after the last, by the civil code', () => {
  it.each([
    ['2026-03-31', '2026-09-30'],
    ['2026-08-31', '2027-02-28'],
    ['2027-08-31', '2028-02-29'],
    ['2026-04-01', '2026-10-01'],
  ])('last one on %s: %s', (last, due) => {
    expect(nextDue(last, defaultPolicy).dueOn).toBe(due);
    expect(nextHalfYear(last)).toBe(due);
  });

  it.each([
    ['2026-08-30T15:59:59.999Z', null],
    ['2026-08-30T16:00:00.000Z', sessionDueSoon],
    ['2026-09-30T15:59:59.999Z', sessionDueSoon],
    ['2026-09-30T16:00:00.000Z', sessionOverdue],
  ])('at %s it is told of', (at, event) => {
    const elapse = () => elapseCadence(cadence('2026-03-31'), at);
    if (!event) expect(elapse).toThrow(wrongState);
    else expect(elapse().events).toMatchObject([{ event, data: { councilId: id(1), communityCode, dueOn: '2026-09-30', version: 5 } }]);
  });

  it('each once, and the warning never after the overdue', () => {
    const warned = elapseCadence(cadence('2026-03-31'), '2026-09-01T00:00:00.000Z').state;
    expect(() => elapseCadence(warned, '2026-09-02T00:00:00.000Z')).toThrow(wrongState);
    const overdue = elapseCadence(warned, '2026-10-01T00:00:00.000Z').state;
    expect(() => elapseCadence(overdue, '2026-10-02T00:00:00.000Z')).toThrow(wrongState);
    const unwarned = elapseCadence(cadence('2026-03-31'), '2026-10-01T00:00:00.000Z').state;
    expect(() => elapseCadence(unwarned, '2026-10-02T00:00:00.000Z')).toThrow(wrongState);
  });
});

describe('C-06 C-07 C-19 what a jurisdiction lays down', () => {
  it('the defaults are marked as assumed, and can be met', () => {
    expect(acceptPolicy(defaultPolicy)).toMatchObject({ cadenceMonths: 6, assumed: true });
  });

  const [one, ...others] = defaultPolicy.parties;
  it.each([
    ['a party twice', { parties: [one!, one!, ...others.slice(1)] }],
    ['nobody on the residents’ side', { parties: defaultPolicy.parties.map((party) => ({ ...party, residentsSide: false })) }],
    ['two on the residents’ side', { parties: defaultPolicy.parties.map((party, index) => ({ ...party, residentsSide: index < 2 })) }],
    ['more than all present', { presentOver: { numerator: 1, denominator: 1 } }],
    ['a caller twice', { emergencyCallers: ['street-leader' as const, 'street-leader' as const] }],
    ['a warning before the last session', { cadenceMonths: 1, warnDays: 30 }],
  ])('%s is refused', (_, changes) => {
    expect(() => acceptPolicy({ ...defaultPolicy, ...changes })).toThrow(refused('policy-invalid'));
  });
});

describe('C-06 C-07 sessions are arranged, given notice of, opened and closed', () => {
  it('a session starts in the future and its agenda names each item once', () => {
    expect(regular).toMatchObject({ endsAt: '2026-03-31T02:30:00.000Z', state: 'SCHEDULED', jointMeetingId: null });
    const scheduling = { id: id(2), kind: 'REGULAR' as const, ...arranged };
    expect(() => schedule({ ...scheduling, startsAt: now }, council, undefined, now)).toThrow(refused('start-invalid'));
    expect(() => schedule({ ...scheduling, agenda: [item(50), item(50)] }, council, undefined, now)).toThrow(refused('agenda-repeated'));
  });

  it('the joint meeting named is the council’s, and named by its own sessions alone', () => {
    const joint = { id: id(5), version: 1, councilId: id(1), communityCode, estateId: id(6), seats: [] };
    const five = { id: id(2), kind: 'FIVE_PARTY' as const, ...arranged };
    expect(schedule(five, council, joint, now).state).toMatchObject({ jointMeetingId: id(5), estateId: id(6) });
    const needed = refused('joint-meeting-needed');
    expect(() => schedule(five, council, undefined, now)).toThrow(needed);
    expect(() => schedule(five, council, { ...joint, councilId: id(9) }, now)).toThrow(needed);
    expect(() => schedule({ ...five, kind: 'REGULAR', jointMeetingId: id(5) }, council, joint, now)).toThrow(needed);
  });

  it('C-T25 an emergency session wants the right, a reason, and few items', () => {
    const calling = { id: id(3), reason: '演示', ...arranged };
    expect(emergency).toMatchObject({ kind: 'EMERGENCY', calledAs: 'street-leader', reason: '演示' });
    expect(() => callEmergency(calling, council, ['part-time-member'], defaultPolicy, now)).toThrow(refused('caller-right-missing'));
    expect(() => callEmergency({ ...calling, reason: undefined }, council, ['street-leader'], defaultPolicy, now)).toThrow(
      refused('reason-missing'),
    );
    const two = { ...calling, agenda: [item(50), item(51)] };
    expect(() => callEmergency(two, council, ['street-leader'], defaultPolicy, now)).toThrow(refused('agenda-restricted'));
    expect(callEmergency(two, council, ['street-leader'], { ...defaultPolicy, emergencyItemsMost: 2 }, now).state.agenda).toHaveLength(2);
    expect(() => changeAgenda(emergency, [])).toThrow(refused('agenda-restricted'));
    expect(() => changeAgenda(regular, [item(50), item(50)])).toThrow(refused('agenda-repeated'));
    expect(changeAgenda(regular, []).state.agenda).toEqual([]);
  });

  it.each([
    ['2026-03-27', 3],
    ['2026-03-28', 2],
    ['2026-03-30', 0],
    ['2026-03-31', -1],
  ])('between %s and the 31st lie %i whole days', (from, days) => expect(clearDays(from, '2026-03-31')).toBe(days));

  it.each([
    ['three whole days before', regular, '2026-03-27T15:59:59.999Z', true],
    ['one less', regular, '2026-03-27T16:00:00.000Z', false],
    ['an emergency, on the day', emergency, '2026-03-31T00:59:59.999Z', true],
    ['an emergency that has begun', emergency, '2026-03-31T01:00:00.000Z', false],
  ])('notice %s', (_, session, at, inTime) => {
    const give = () => giveNotice(session, defaultPolicy, at);
    if (inTime) expect(give().state).toMatchObject({ state: 'NOTICED', noticedAt: at });
    else expect(give).toThrow(refused('notice-too-short'));
  });

  it('is opened on its day alone, cancelled before, and lapses after', () => {
    expect(() => giveNotice({ ...regular, agenda: [] }, defaultPolicy, now)).toThrow(refused('agenda-empty'));
    const noticed = giveNotice(regular, defaultPolicy, now).state;
    expect(() => open(noticed, '2026-03-30T15:59:59.999Z')).toThrow(refused('not-its-day'));
    expect(() => open(noticed, '2026-03-31T16:00:00.000Z')).toThrow(refused('not-its-day'));
    expect(open(noticed, '2026-03-31T01:02:00.000Z').state.state).toBe('OPEN');
    expect(cancel(noticed, '演示').state).toMatchObject({ state: 'CANCELLED', cancelReason: '演示' });
    expect(() => lapse(noticed, '2026-03-31T15:59:59.999Z')).toThrow(wrongState);
    expect(lapse(noticed, '2026-03-31T16:00:00.000Z').state.state).toBe('LAPSED');
    expect(() => cancel(sitting(regular), '演示')).toThrow(wrongState);
    expect(() => open(regular, '2026-03-31T01:02:00.000Z')).toThrow(wrongState);
    expect(sessionLife.all()).toHaveLength(9);
  });
});

describe('C-06 C-19 enough are present', () => {
  it.each([
    [26, 52, false],
    [27, 52, true],
    [27, 55, false],
    [28, 55, true],
    [0, 0, false],
  ])('%i of %i members', (present, entitled, enough) => {
    expect(isQuorate({ present, entitled, residentsSide: null }, defaultPolicy)).toBe(enough);
  });

  it.each([
    [3, true, false],
    [4, false, false],
    [4, true, true],
    [5, true, true],
  ])('%i parties, the residents’ side among them: %s', (present, residentsSide, enough) => {
    expect(isQuorate({ present, entitled: 5, residentsSide }, defaultPolicy)).toBe(enough);
  });

  it('more than a share is exact, whatever the numbers', () => {
    const share = { numerator: fc.integer({ min: 0, max: 99 }), denominator: fc.integer({ min: 1, max: 100 }) };
    fc.assert(
      fc.property(
        fc.record(share),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        (presentOver, present, entitled) => {
          const enough = isQuorate({ present, entitled, residentsSide: null }, { ...defaultPolicy, presentOver });
          const exact = BigInt(present) * BigInt(presentOver.denominator) > BigInt(entitled) * BigInt(presentOver.numerator);
          expect(enough).toBe(exact);
        },
      ),
    );
  });

  it('a closed session keeps what its attendance made of it', () => {
    const turnout = { present: 40, entitled: 52, residentsSide: null };
    const { state, events } = close(sitting(regular), turnout, defaultPolicy, '2026-03-31T03:00:00.000Z');
    expect(state).toMatchObject({ state: 'CLOSED', present: 40, entitled: 52, quorate: true });
    expect(events).toMatchObject([{ data: { heldOn: '2026-03-31', quorate: true, version: 2 } }]);
    expect(() => close(state, turnout, defaultPolicy, now)).toThrow(wrongState);
  });
});

describe('C-19 P-18 five party seats', () => {
  const seats = defaultPolicy.parties.map(({ code }, index) => ({ party: code, personId: id(60 + index) }));

  it('each party one, the residents’ side marked, in the order of the policy', () => {
    const taken = seatParties(seats.toReversed(), defaultPolicy);
    expect(taken.map(({ party }) => party)).toEqual(defaultPolicy.parties.map(({ code }) => code));
    expect(taken.filter(({ residentsSide }) => residentsSide).map(({ party }) => party)).toEqual(['RESIDENTS']);
    expect(() => seatParties(seats.slice(1), defaultPolicy)).toThrow(refused('parties-invalid'));
    expect(() => seatParties([...seats.slice(1), seats[1]!], defaultPolicy)).toThrow(refused('parties-invalid'));
  });

  it('a seat changes hands, and no other', () => {
    const joined = seats.map((seat) => ({ ...seat, name: '演示' }));
    const meeting = form({ id: id(5), councilId: id(1), seats: joined }, council, defaultPolicy).state;
    const next = changeSeat(meeting, { id: id(5), party: 'STREET', personId: id(70), name: '演示' }).state;
    expect(next.seats.filter((seat, index) => seat.personId !== meeting.seats[index]!.personId)).toMatchObject([{ party: 'STREET' }]);
    expect(() => changeSeat(meeting, { id: id(5), party: 'OTHER', personId: id(70), name: '演示' })).toThrow(refused('parties-invalid'));
  });
});

describe('C-10 C-07 C-T25 what a session decides', () => {
  const outcome = { id: id(80), matter: 'FUND_SPENDING' as const, subjectId: id(81), estateId: null, outcome: 'PASSED' as const };
  const later = sitting(regular, { openedAt: '2026-04-30T01:00:00.000Z' });
  const pending = take(outcome, sitting(emergency), 'AT_ONCE', now).state;

  it.each([
    ['a regular session', regular, 'PASSED', 'AT_ONCE', 'FINAL', 1],
    ['an emergency session', emergency, 'PASSED', 'AT_ONCE', 'PENDING_RATIFICATION', 1],
    ['one whose decisions take effect by ratification', emergency, 'PASSED', 'ON_RATIFICATION', 'PENDING_RATIFICATION', 0],
    ['an emergency session against it', emergency, 'FAILED', 'ON_RATIFICATION', 'FINAL', 1],
  ] as const)('by %s', (_, session, result, effect, state, told) => {
    const decision = take({ ...outcome, outcome: result }, sitting(session), effect, now);
    expect(decision.state.state).toBe(state);
    expect(decision.events).toHaveLength(told);
  });

  it.each([
    ['SCHEDULED', null, false],
    ['OPEN', null, true],
    ['CLOSED', true, true],
    ['CLOSED', false, true],
    ['CANCELLED', null, false],
    ['LAPSED', null, false],
  ] as [CouncilSessionState, boolean | null, boolean][])(
    'a session that is %s (enough present: %s) decides: %s',
    (state, quorate, decides) => {
      const taking = () => take(outcome, { ...regular, state, quorate }, 'AT_ONCE', now);
      if (decides) expect(taking).not.toThrow();
      else expect(taking).toThrow(refused('decision-invalid'));
    },
  );

  it('is ratified, or refused and failed from then on, by a later regular session with enough present', () => {
    const ratified = ratify(pending, { ratified: true }, later, true, now);
    expect(ratified.state).toMatchObject({ state: 'RATIFIED', ratifiedInId: id(2), version: 2 });
    expect(ratified.events).toMatchObject([{ event: sessionDecided, data: { outcome: 'PASSED', version: 2, sessionId: id(3) } }]);
    const refusedNow = ratify(pending, { ratified: false, reason: '演示' }, later, true, now);
    expect(refusedNow.events).toMatchObject([{ data: { outcome: 'FAILED', version: 2 } }]);
    expect(() => ratify(pending, { ratified: false }, later, true, now)).toThrow(refused('refusal-reason-missing'));
    expect(() => ratify(ratified.state, { ratified: true }, later, true, now)).toThrow(wrongState);
    expect(decisionLife.all()).toHaveLength(3);
  });

  it.each([
    ['with too few present', later, false],
    ['opened before the decision', sitting(regular, { openedAt: '2026-03-01T01:00:00.000Z' }), true],
    ['of another council', { ...later, councilId: id(9) }, true],
    ['that is an emergency session', { ...later, kind: 'EMERGENCY' as const }, true],
    ['that is closed', { ...later, state: 'CLOSED' as const }, true],
  ])('never by a session %s', (_, session, quorate) => {
    expect(() => ratify(pending, { ratified: true }, session, quorate, now)).toThrow(refused('not-ratifying'));
  });
});

describe('C-06 minutes go through four phases', () => {
  const closed = { ...sitting(regular), state: 'CLOSED' as const };
  const written = draft({ id: id(90), sessionId: id(2), text: '演示' }, closed, now).state;
  const amending = openToAmendments(prepare(written, closed).state).state;
  const proposal = amend({ id: id(91), minutesId: id(90), text: '意见' }, amending, { memberId: id(4), party: null }, now).state;
  const hashOf = (value: object) => JSON.stringify(value);

  it('no phase is skipped, and none is gone back to', () => {
    expect(() => draft({ id: id(90), sessionId: id(2), text: '演示' }, regular, now)).toThrow(wrongState);
    expect(() => openToAmendments(written)).toThrow(wrongState);
    expect(() => finalize(written, [], hashOf, now)).toThrow(wrongState);
    expect(() => prepare(written, sitting(regular))).toThrow(refused('minutes-too-early'));
    expect(() => rewrite(amending, '改')).toThrow(wrongState);
    expect(rewrite(written, '改').state.text).toBe('改');
    expect(minutesLife.all()).toHaveLength(6);
  });

  it('only who attended amends, and every amendment is answered', () => {
    expect(() => amend({ id: id(91), minutesId: id(90), text: '意见' }, amending, undefined, now)).toThrow(refused('not-an-attendee'));
    expect(() => amend({ id: id(91), minutesId: id(90), text: '意见' }, written, { memberId: id(4), party: null }, now)).toThrow(
      wrongState,
    );
    const base = { id: id(91) };
    expect(() => answer(proposal, amending, { ...base, accepted: true }, now)).toThrow(refused('amendment-text-missing'));
    expect(() => answer(proposal, amending, { ...base, accepted: false }, now)).toThrow(refused('amendment-reason-missing'));
    const accepted = answer(proposal, amending, { ...base, accepted: true, text: '新' }, now);
    expect([accepted.amendment.state, accepted.minutes.text]).toEqual(['ACCEPTED', '新']);
    const turnedDown = answer(proposal, amending, { ...base, accepted: false, reason: '否' }, now);
    expect([turnedDown.amendment.state, turnedDown.minutes.text]).toEqual(['REFUSED', '演示']);
    expect(() => answer(accepted.amendment, amending, { ...base, accepted: true, text: '新' }, now)).toThrow(wrongState);
    expect(amendmentLife.all()).toHaveLength(2);
  });

  it('final under the hash of session and text, and nothing follows', () => {
    expect(() => finalize(amending, [id(91)], hashOf, now)).toThrow(refused('amendment-open'));
    const final = finalize(amending, [], hashOf, now).state;
    expect(final).toMatchObject({ phase: 'FINAL', finalizedAt: now, hash: JSON.stringify({ sessionId: id(2), text: '演示' }) });
    for (const step of [() => rewrite(final, '改'), () => openToAmendments(final), () => finalize(final, [], hashOf, now)])
      expect(step).toThrow(wrongState);
  });
});

describe('C-06 a session in the public calendar', () => {
  it.each([
    ['SCHEDULED', 'TENTATIVE'],
    ['NOTICED', 'CONFIRMED'],
    ['OPEN', 'CONFIRMED'],
    ['CLOSED', 'CONFIRMED'],
    ['CANCELLED', 'CANCELLED'],
    ['LAPSED', 'CANCELLED'],
  ] as [CouncilSessionState, string][])('%s is %s', (state, status) => {
    const { version, councilId, kind, startsAt, endsAt, venue } = regular;
    const listed = { id: id(2), version, councilId, councilName: '演示议事会', kind, state, startsAt, endsAt, venue };
    expect(calendarEntryOf(listed)).toMatchObject({ status, title: '演示议事会：固定会议' });
  });
});
