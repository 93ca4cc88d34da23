import { escalations, levelAt, type EscalationStep } from './escalation.js';
import type { Clock, Pause } from './deadline.js';
import { instantAt, instantOf, millisOf } from './local-date.js';
import { workingCalendar, type HourSpan } from './working-calendar.js';

const day: HourSpan[] = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
];
const calendar = workingCalendar({
  utcOffsetMinutes: 480,
  weekdays: { 1: day, 2: day, 3: day, 4: day, 5: day },
  makeUpHours: day,
  holidays: [],
  makeUpWorkdays: [],
});
const dates = { Fri: '2026-11-20', Mon: '2026-11-23', Tue: '2026-11-24', Wed: '2026-11-25' };
const at = (weekday: keyof typeof dates, clock: string) =>
  instantAt(dates[weekday], Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
const steps: EscalationStep[] = [
  { level: 1, percent: 75 },
  { level: 2, percent: 100 },
  { level: 3, percent: 150 },
  { level: 4, after: { amount: 2, unit: 'working-day' } },
];
const clock = (...pauses: Pause[]): Clock => ({ start: at('Fri', '16:30'), limit: { amount: 4, unit: 'working-hour' }, pauses });
const instantsOf = (of: Clock) => escalations(of, steps, calendar).map((step) => step.at);
const reason = 'WAITING_REPORTER';

describe('section 5.1 (clocks): a clock climbs at shares of its limit and at limits after its deadline', () => {
  it('at 3 h, 4 h and 6 h of 4 working hours, and two working days after', () => {
    expect(instantsOf(clock())).toEqual([at('Mon', '11:00'), at('Mon', '12:00'), at('Mon', '15:30'), at('Wed', '17:30')]);
  });

  it('pauses move what comes after they begin', () => {
    const paused = clock({ from: at('Mon', '11:30'), to: at('Mon', '14:30'), reason });
    expect(instantsOf(paused)).toEqual([at('Mon', '11:00'), at('Mon', '15:00'), at('Mon', '17:00'), at('Wed', '17:30')]);
  });

  it('nothing more comes while the clock stands', () => {
    expect(instantsOf(clock({ from: at('Mon', '11:30'), reason }))).toEqual([at('Mon', '11:00'), null, null, null]);
  });

  it('a pause after the deadline moves nothing', () => {
    expect(instantsOf(clock({ from: at('Mon', '12:00'), reason }))).toEqual(instantsOf(clock()));
    expect(instantsOf(clock({ from: at('Mon', '14:00'), to: at('Mon', '15:00'), reason }))).toEqual(instantsOf(clock()));
  });

  it('reaches each level a millisecond after its instant, as a deadline is missed', () => {
    const reached = escalations(clock(), steps, calendar);
    expect(levelAt(reached, at('Fri', '16:30'))).toBe(0);
    for (const { level, at: instant } of reached) {
      expect(levelAt(reached, instant!)).toBe(level - 1);
      expect(levelAt(reached, instantOf(millisOf(instant!) + 1))).toBe(level);
    }
    expect(levelAt([], at('Wed', '17:30'))).toBe(0);
    expect(levelAt(escalations(clock({ from: at('Mon', '11:30'), reason }), steps, calendar), '2030-01-01T00:00:00.000Z')).toBe(1);
  });

  it.each([
    { level: 0, percent: 80 },
    { level: 1.5, percent: 80 },
    { level: 1, percent: 0 },
    { level: 0, after: { amount: 1, unit: 'working-day' } },
  ] as EscalationStep[])('refuses the step %j', (step) => {
    expect(() => escalations(clock(), [step], calendar)).toThrow(expect.objectContaining({ code: 'platform.escalation.step-invalid' }));
  });
});
