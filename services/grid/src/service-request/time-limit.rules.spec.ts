import fc from 'fast-check';
import { isOnTime } from '@gezhi/shared/domain';
import { escalate } from './escalation.rules.js';
import { handle } from './outcome.rules.js';
import { filed, onItsWay, refusal, terms, week, worker } from './request.fixture.js';
import { endOverlongWait, nextEscalation, resume, wait } from './time-limit.rules.js';

/** Beijing time: 2026-11-20 is a Friday. */
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();
const fourHours = { firstResponse: { amount: 4, unit: 'working-hour' }, resolve: { amount: 4, unit: 'working-hour' } } as const;
const limits = terms(fourHours);
const fridayHalfPastFour = at('2026-11-20', '16:30');

describe('G-T8 G-T10 both clocks of a request run in the working hours of its jurisdiction', () => {
  it('four working hours from Friday 16:30 end on Monday 12:00', () => {
    const request = filed(fridayHalfPastFour, limits);
    expect([request.firstResponseDue, request.resolveDue]).toEqual([at('2026-11-23', '12:00'), at('2026-11-23', '12:00')]);
  });

  it('with Monday a holiday and Saturday a make-up workday they end on Saturday 12:00', () => {
    const holiday = week({ holidays: ['2026-11-23'], makeUpWorkdays: ['2026-11-21'] });
    expect(filed(fridayHalfPastFour, terms(fourHours, holiday)).resolveDue).toBe(at('2026-11-21', '12:00'));
  });
});

describe('G-T9 asking the reporter stops the resolve clock alone', () => {
  const { inProgress } = onItsWay(fridayHalfPastFour, limits);
  const waiting = wait(inProgress, 'INFORMATION_MISSING', worker, limits, at('2026-11-23', '10:00')).state;

  it('waiting from Monday 10:00 to Tuesday 10:00 leaves two hours: due on Tuesday 12:00', () => {
    const { state } = resume(waiting, worker, limits, at('2026-11-24', '10:00'));
    expect([state.state, state.resolveDue, state.firstResponseDue]).toEqual([
      'IN_PROGRESS',
      at('2026-11-24', '12:00'),
      at('2026-11-23', '12:00'),
    ]);
  });

  it('no escalation is due while it waits', () => {
    expect([waiting.nextEscalationAt, refusal(() => escalate(waiting, limits, at('2026-12-20', '10:00')))]).toEqual([
      null,
      'grid.service-request.nothing-due',
    ]);
  });

  it('a wait ends by itself after the longest time of the class, not before', () => {
    const until = waiting.pausedUntil!;
    expect(refusal(() => endOverlongWait(waiting, limits, until))).toBe('grid.service-request.nothing-due');
    expect(endOverlongWait(waiting, limits, '2026-12-31T00:00:00.000Z').state.state).toBe('IN_PROGRESS');
  });

  it('no sequence of waits moves the deadline earlier', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 72 }), fc.integer({ min: 0, max: 72 })), { maxLength: 6 }), (waits) => {
        let request = inProgress;
        let now = Date.parse(fridayHalfPastFour);
        for (const [after, length] of waits) {
          const before = request.resolveDue;
          request = wait(request, 'REPORTER_UNREACHABLE', worker, limits, new Date((now += after * 3_600_000)).toISOString()).state;
          request = resume(request, worker, limits, new Date((now += length * 3_600_000)).toISOString()).state;
          expect(request.resolveDue >= before && request.closureDue === request.resolveDue).toBe(true);
        }
      }),
    );
  });
});

describe('G-T12 closed exactly at the deadline is on time, one millisecond later is late', () => {
  const { inProgress } = onItsWay(fridayHalfPastFour, limits);
  it.each([
    ['2026-11-23T04:00:00.000Z', true],
    ['2026-11-23T04:00:00.001Z', false],
  ])('closed at %s: %s', (now, onTime) => {
    const { state, events } = handle(inProgress, [], worker, limits, now);
    expect([events[0]!.data, isOnTime(state.closedAt!, state.closureDue)]).toEqual([
      expect.objectContaining({ onTime, first: true }),
      onTime,
    ]);
  });
});

describe('G-42 G-T11 a limit that passes unanswered is reported upwards once', () => {
  const request = filed(fridayHalfPastFour, limits);
  const due = at('2026-11-23', '12:00');
  const afterDue = new Date(Date.parse(due) + 1).toISOString();

  it('nothing is due at the deadline itself', () => {
    expect([nextEscalation(request, limits), refusal(() => escalate(request, limits, due))]).toEqual([
      due,
      'grid.service-request.nothing-due',
    ]);
  });

  it('a millisecond later the community is told of both clocks, and a second run finds nothing', () => {
    const { decision, rows } = escalate(request, limits, afterDue);
    expect(rows).toEqual([
      { clock: 'FIRST_RESPONSE', level: 1, toPlaceCode: '320404004003' },
      { clock: 'RESOLVE', level: 1, toPlaceCode: '320404004003' },
    ]);
    expect(decision.events.map(({ event }) => event.subject)).toEqual(Array(2).fill('grid.event.service-request.escalated.v1'));
    expect(refusal(() => escalate(decision.state, limits, afterDue))).toBe('grid.service-request.nothing-due');
  });

  it('after a long standstill only the highest level is told: the county, two levels above', () => {
    const { rows, decision } = escalate(onItsWay(fridayHalfPastFour, limits).inProgress, limits, '2026-12-31T00:00:00.000Z');
    expect([rows, decision.state.nextEscalationAt]).toEqual([[{ clock: 'RESOLVE', level: 3, toPlaceCode: '320404' }], null]);
  });
});
