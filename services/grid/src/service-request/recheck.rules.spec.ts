import { serviceRequestConfirmed, serviceRequestRechecked, serviceRequestReopened } from '@gezhi/shared/contracts';
import type { Decision } from '@gezhi/shared/domain';
import { answer, confirm, lapse, reopen, type Word } from './feedback.rules.js';
import { handle } from './outcome.rules.js';
import { isRecheckDue, nextRecheck, recheck, tellRecheck } from './recheck.rules.js';
import { onItsWay, otherWorker, refusal, resident, terms, worker } from './request.fixture.js';
import { dispatch, respond } from './service-request.rules.js';

/** Beijing time. */
const at = (day: string, time = '10:00'): string => new Date(`${day}T${time}:00+08:00`).toISOString();
const limits = terms({ recheckDays: [14, 28] });
const closing = at('2026-06-01');
const word: Word = { by: resident, channel: 'ACCOUNT', handledBy: [], issuedById: null, handlerServes: true };
const check: Word = { ...word, by: otherWorker };
const slip: Word = { ...check, channel: 'SLIP' };
const { handled, inProgress } = onItsWay(closing, limits);
const confirmed = confirm(handled, true, word, at('2026-06-02')).state;
const silent = lapse(handled, at('2026-06-10')).state;
const kinds = ({ events }: Decision<unknown>) => events.map(({ event }) => event.subject.split('.')[3]);

describe('G-42 G-T7 a closed request is looked at again after 14 and 28 days', () => {
  it('closed on 1 June it is due at the end of 15 June, then of 29 June, then never', () => {
    expect(handled.recheckDueAt).toBe(at('2026-06-16', '00:00'));
    const first = recheck(confirmed, true, word, limits, at('2026-06-16')).state;
    const second = recheck(first, true, word, limits, at('2026-06-30')).state;
    expect([first.recheckDueAt, first.rechecks, second.recheckDueAt, second.rechecks]).toEqual([at('2026-06-30', '00:00'), 1, null, 2]);
  });

  it('one answered late does not make the next one due at once', () => {
    expect(recheck(confirmed, true, word, limits, at('2026-07-10')).state.recheckDueAt).toBeNull();
    expect(nextRecheck(closing, limits, at('2026-06-20'))).toBe(at('2026-06-30', '00:00'));
    expect(nextRecheck(closing, terms({ recheckDays: [] }), closing)).toBeNull();
  });

  it('it becomes due with its instant, not before', () => {
    const due = confirmed.recheckDueAt!;
    const before = new Date(Date.parse(due) - 1).toISOString();
    expect([isRecheckDue(confirmed, before), isRecheckDue(confirmed, due)]).toEqual([false, true]);
    expect(refusal(() => recheck(confirmed, true, word, limits, before))).toBe('grid.service-request.recheck-not-due');
  });

  it('refused on 16 June it is open again though the time to reopen is over, and its closure is taken back', () => {
    const now = at('2026-06-16');
    expect(refusal(() => reopen(handled, word, limits, now))).toBe('grid.service-request.reopen-window-over');
    const decision = recheck(confirmed, false, word, limits, now);
    const { state, events } = decision;
    expect(state).toMatchObject({ state: 'REOPENED', round: 2, closedAt: closing, closedOnTime: null, resolved: false, satisfied: null });
    expect(state).toMatchObject({ recheckDueAt: null, roundClosedAt: null, rechecks: 0, handlerId: worker.accountId, clockStart: now });
    expect(kinds(decision)).toEqual(['reopened', 'rechecked']);
    expect(events[0]).toMatchObject({ event: serviceRequestReopened, data: { recheck: true, unassigned: false, dueAt: state.resolveDue } });
    expect(events[1]).toMatchObject({ event: serviceRequestRechecked, data: { resolved: false, round: 1 } });
  });

  it('closed again it is looked at again from then on', () => {
    const back = recheck(confirmed, false, word, limits, at('2026-06-16')).state;
    const again = handle(respond(back, worker, limits, at('2026-06-17')).state, [], worker, limits, at('2026-06-17')).state;
    expect([again.roundClosedAt, again.recheckDueAt]).toEqual([at('2026-06-17'), at('2026-07-02', '00:00')]);
  });

  it('silence changes nothing', () => {
    expect([silent.recheckDueAt, silent.resolved]).toEqual([handled.recheckDueAt, null]);
  });
});

describe('G-40 G-42 who says at a re-check that it stayed resolved', () => {
  const now = at('2026-06-16');

  it('the reporter does, after silence for the first time', () => {
    const decision = recheck(silent, true, word, limits, now);
    expect(decision.state).toMatchObject({ state: 'CONFIRMED', resolved: true, resolvedAt: now, feedbackChannel: 'ACCOUNT' });
    expect(decision.events[0]).toMatchObject({ event: serviceRequestConfirmed, data: { resolved: true } });
    expect(kinds(recheck(confirmed, true, word, limits, now))).toEqual(['rechecked']);
  });

  it('a check by staff who had no hand in it is counted and resolves nothing', () => {
    const { state } = recheck(silent, true, check, limits, now);
    expect([state.resolved, state.resolvedAt, state.rechecks]).toEqual([null, null, 1]);
    expect(recheck(silent, false, check, limits, now).state.state).toBe('REOPENED');
  });

  it('a slip and a link carry the answer while one is due, and the rating with it', () => {
    expect(kinds(answer(silent, { resolved: true, satisfied: true }, slip, limits, now))).toEqual(['confirmed', 'rechecked', 'rated']);
    expect(kinds(answer(silent, { resolved: true }, { ...word, channel: 'LINK' }, limits, now))).toEqual(['confirmed', 'rechecked']);
    expect(kinds(answer(confirmed, { resolved: false }, slip, limits, now))).toEqual(['reopened', 'rechecked']);
    expect(refusal(() => answer(confirmed, { resolved: false }, slip, limits, at('2026-06-15')))).toBe('grid.service-request.wrong-state');
  });

  it.each<[string, () => unknown, string]>([
    ['the handler', () => recheck(confirmed, true, { ...word, by: worker }, limits, now), 'grid.service-request.feedback-not-yours'],
    [
      'a step before',
      () => recheck(confirmed, true, { ...check, handledBy: [otherWorker.accountId!] }, limits, now),
      'grid.service-request.feedback-not-yours',
    ],
    ['an open request', () => recheck(inProgress, true, word, limits, now), 'grid.service-request.wrong-state'],
    ['another worker', () => recheck(confirmed, true, check, limits, now), 'accepted'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));
});

describe('G-42 G-T7 the household is told once that a re-check is due', () => {
  it('at its instant, and not again', () => {
    const due = confirmed.recheckDueAt!;
    const { state, events } = tellRecheck(confirmed, due);
    expect(events[0]!.data).toMatchObject({ dueAt: due, at: due, requestId: confirmed.id });
    expect([refusal(() => tellRecheck(state, due)), refusal(() => tellRecheck(confirmed, at('2026-06-15')))]).toEqual([
      'grid.service-request.nothing-due',
      'grid.service-request.nothing-due',
    ]);
    expect(recheck(state, true, word, limits, due).state.recheckToldAt).toBeNull();
  });
});

describe('G-42 reopening reaches the body that is responsible', () => {
  it('a handler who serves there no more is let go; the request is unassigned and its secretary is told', () => {
    const gone: Word = { ...word, handlerServes: false };
    for (const { state, events } of [reopen(handled, gone, limits, closing), recheck(confirmed, false, gone, limits, at('2026-06-16'))]) {
      expect([state.handlerId, state.cadreId, state.dutyId]).toEqual([null, null, null]);
      expect(events[0]!.data).toMatchObject({ unassigned: true, handlerId: null, communityCode: handled.communityCode });
      const leader = { accountId: otherWorker.accountId, roles: ['community-secretary'] };
      const to = { handlerId: otherWorker.accountId, cadreId: null, dutyId: null };
      expect(dispatch(state, to, leader, closing).state.handlerId).toBe(otherWorker.accountId);
    }
  });

  it('one who does keeps it', () => {
    expect(reopen(handled, word, limits, closing).events[0]!.data).toMatchObject({ unassigned: false, handlerId: worker.accountId });
  });
});
