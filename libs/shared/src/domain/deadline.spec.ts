import * as fc from 'fast-check';
import {
  dueAt,
  endOfDayAfter,
  extendedDueAt,
  isOnTime,
  limitUnits,
  recheckAfter,
  remaining,
  timeOf,
  type Clock,
  type Limit,
  type Pause,
} from './deadline.js';
import { instantAt, instantOf, millisOf } from './local-date.js';
import { workingCalendar, type CalendarRows, type HourSpan } from './working-calendar.js';

const hour = 3_600_000;
const day: HourSpan[] = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
];
const rows: CalendarRows = {
  utcOffsetMinutes: 480,
  weekdays: { 1: day, 2: day, 3: day, 4: day, 5: day },
  makeUpHours: day,
  holidays: [],
  makeUpWorkdays: [],
};
const calendar = workingCalendar(rows);
const dates = { Fri: '2026-11-20', Sat: '2026-11-21', Sun: '2026-11-22', Mon: '2026-11-23', Tue: '2026-11-24', Wed: '2026-11-25' };
const at = (weekday: keyof typeof dates, clock: string) =>
  instantAt(dates[weekday], Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
const fourHours: Limit = { amount: 4, unit: 'working-hour' };
const pause = (from: string, to?: string): Pause => ({ from, ...(to && { to }), reason: 'WAITING_REPORTER' });
const clock: Clock = { start: at('Fri', '16:30'), limit: fourHours, pauses: [] };
const waiting: Clock = { ...clock, pauses: [pause(at('Mon', '10:00'), at('Tue', '10:00'))] };

describe('G-T8 working hours run over the weekend', () => {
  it('Friday 16:30 and 4 working hours → Monday 12:00', () => {
    expect(dueAt(clock.start, fourHours, calendar)).toBe(at('Mon', '12:00'));
    expect(extendedDueAt(clock, calendar)).toBe('2026-11-23T04:00:00.000Z');
  });
});

describe('G-T9 waiting for the reporter stops the clock', () => {
  it('1 h + 1 h used before Monday 10:00, 2 h left from Tuesday 10:00 → Tuesday 12:00', () => {
    expect(extendedDueAt(waiting, calendar)).toBe(at('Tue', '12:00'));
    for (const now of [at('Mon', '10:00'), at('Mon', '15:00'), at('Tue', '10:00')])
      expect(remaining(waiting, now, calendar)).toBe(2 * hour);
  });

  it('has no deadline while it waits, and what is left stays the same', () => {
    const open = { ...clock, pauses: [pause(at('Mon', '10:00'))] };
    expect(extendedDueAt(open, calendar)).toBeNull();
    for (const now of [at('Mon', '10:00'), at('Mon', '11:00'), at('Mon', '12:30'), at('Wed', '17:00')])
      expect(remaining(open, now, calendar)).toBe(2 * hour);
    expect(extendedDueAt({ ...clock, pauses: [{ from: at('Mon', '10:00'), to: null, reason: 'WAITING_REPORTER' }] }, calendar)).toBeNull();
  });

  it('counts overlapping pauses once, in any order, and none outside the clock', () => {
    const extended = (...pauses: Pause[]) => extendedDueAt({ ...clock, pauses }, calendar);
    const [first, second] = [pause(at('Mon', '09:00'), at('Mon', '11:00')), pause(at('Mon', '10:00'), at('Mon', '10:30'))];
    expect(extended(second, first)).toBe(at('Mon', '15:30'));
    expect(extended(first, second)).toBe(at('Mon', '15:30'));
    expect(extended(pause(at('Fri', '10:00'), at('Fri', '17:00')))).toBe(at('Mon', '14:00'));
    expect(extended(pause(at('Fri', '18:00'), at('Mon', '09:00')))).toBe(at('Mon', '12:00'));
    expect(extended(pause(at('Mon', '12:00'), at('Tue', '12:00')))).toBe(at('Mon', '12:00'));
    expect(extended(pause(at('Mon', '12:00')))).toBe(at('Mon', '12:00'));
    expect(extended(first, pause(at('Mon', '14:00'), at('Mon', '14:30')))).toBe(at('Mon', '16:00'));
  });

  it('refuses a pause that ends before it begins', () => {
    const backwards = { ...clock, pauses: [pause(at('Tue', '10:00'), at('Mon', '10:00'))] };
    expect(() => extendedDueAt(backwards, calendar)).toThrow(expect.objectContaining({ code: 'platform.deadline.pause-invalid' }));
  });
});

describe('G-T10 holidays are not worked, make-up workdays are', () => {
  it('Monday a holiday and Saturday a make-up workday → Saturday 12:00', () => {
    const shifted = workingCalendar({ ...rows, holidays: [dates.Mon], makeUpWorkdays: [dates.Sat] });
    expect(dueAt(clock.start, fourHours, shifted)).toBe(at('Sat', '12:00'));
    expect(dueAt(clock.start, fourHours, workingCalendar({ ...rows, holidays: [dates.Mon] }))).toBe(at('Tue', '12:00'));
  });
});

describe('G-T11 the deadline is a pure function of stored rows', () => {
  it('gives the same instant again from rows read back, and changes nothing', () => {
    const stored = JSON.stringify({ waiting, rows });
    const read = JSON.parse(stored) as { waiting: Clock; rows: CalendarRows };
    expect(extendedDueAt(read.waiting, workingCalendar(read.rows))).toBe(extendedDueAt(waiting, calendar));
    expect(JSON.stringify(read)).toBe(stored);
  });
});

describe('G-T12 exactly at the deadline is on time', () => {
  it('and one millisecond later is late', () => {
    const due = dueAt(clock.start, fourHours, calendar);
    expect(isOnTime(instantOf(millisOf(due) - 1), due)).toBe(true);
    expect(isOnTime(due, due)).toBe(true);
    expect(isOnTime(instantOf(millisOf(due) + 1), due)).toBe(false);
    expect(remaining(clock, due, calendar)).toBe(0);
    expect(remaining(clock, instantOf(millisOf(due) + hour), calendar)).toBe(0);
    expect(remaining(clock, at('Mon', '14:30'), calendar)).toBe(-hour);
  });
});

describe('section 5.1 (clocks): the limits of the default classes', () => {
  it.each([
    ['dispatch of an emergency', 1, 'calendar-hour', at('Fri', '17:30')],
    ['general dispatch', 24, 'calendar-hour', at('Sat', '16:30')],
    ['road cleaning', 2, 'working-hour', at('Mon', '10:00')],
    ['construction waste', 2, 'working-day', at('Tue', '17:30')],
    ['general feedback, to 24:00 of the last day', 7, 'calendar-day', '2026-11-27T16:00:00.000Z'],
    ['demolition', 20, 'working-day', '2026-12-18T09:30:00.000Z'],
  ] as [string, number, Limit['unit'], string][])('%s: %i %s', (_, amount, unit, due) => {
    expect(dueAt(clock.start, { amount, unit }, calendar)).toBe(due);
  });

  it('extends limits in days by the time paused, working days by working time only', () => {
    const extended = (unit: Limit['unit'], from: string, to: string) =>
      extendedDueAt({ start: clock.start, limit: { amount: 2, unit }, pauses: [pause(from, to)] }, calendar);
    expect(extended('calendar-day', at('Sat', '10:00'), at('Sun', '10:00'))).toBe(at('Mon', '24:00'));
    expect(extended('working-day', at('Sat', '10:00'), at('Sun', '10:00'))).toBe(at('Tue', '17:30'));
    expect(extended('working-day', at('Mon', '10:00'), at('Tue', '10:00'))).toBe(at('Wed', '17:30'));
  });

  it.each([0, -1, 1.5, Number.NaN, 10_001])('refuses the amount %d', (amount) => {
    for (const unit of limitUnits)
      expect(() => dueAt(clock.start, { amount, unit }, calendar)).toThrow(
        expect.objectContaining({ code: 'platform.deadline.limit-invalid' }),
      );
  });
});

describe('G-T7 what was put right is looked at again after 14 and 28 days', () => {
  const first = (clockTime: string) => `2026-06-01T${clockTime}+08:00`;
  const inUtc = (text: string) => instantOf(Date.parse(text));

  it.each(['00:00:00.000', '10:00:00.000', '23:59:59.999'])('1 June %s → the end of 15 June, of 29 June, then none', (clockTime) => {
    const since = inUtc(first(clockTime));
    expect([0, 1, 2, 3].map((done) => recheckAfter(since, [14, 28], done))).toEqual([
      inUtc('2026-06-15T24:00:00.000+08:00'),
      inUtc('2026-06-29T24:00:00.000+08:00'),
      null,
      null,
    ]);
  });
  it('never where no looks are laid down', () => expect(recheckAfter(clock.start, [], 0)).toBeNull());
  it('days end at 24:00 of the place, over the end of a month and of a year', () => {
    expect(endOfDayAfter(inUtc('2026-12-31T12:00:00.000+08:00'), 1)).toBe('2027-01-01T16:00:00.000Z');
    expect(endOfDayAfter('2026-02-28T15:59:59.999Z', 1)).toBe('2026-03-01T16:00:00.000Z');
    expect(endOfDayAfter('2026-02-28T16:00:00.000Z', 1)).toBe('2026-03-02T16:00:00.000Z');
    expect(endOfDayAfter('2026-02-28T16:00:00.000Z', 1, 0)).toBe('2026-03-02T00:00:00.000Z');
  });
  it.each([0, -1, 1.5])('refuses %d days', (days) => {
    expect(() => endOfDayAfter(clock.start, days)).toThrow(expect.objectContaining({ code: 'platform.calendar.period-invalid' }));
  });
  it('never earlier for a later start or more days, and as a limit in calendar days', () => {
    const instants = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 11) }).map(instantOf);
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 1, max: 400 }), (a, b, days) => {
        const [earlier, later] = [a, b].toSorted() as [string, string];
        const end = endOfDayAfter(earlier, days);
        expect(end > earlier && endOfDayAfter(later, days) >= end && endOfDayAfter(earlier, days + 1) > end).toBe(true);
        expect(end).toBe(dueAt(earlier, { amount: days, unit: 'calendar-day' }, calendar));
      }),
    );
  });
});

describe('section 5.1 (clocks): invariants of every deadline', () => {
  const instants = fc.integer({ min: Date.UTC(2026, 9), max: Date.UTC(2027, 1) }).map(instantOf);
  const limits = fc.record({ amount: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom(...limitUnits) });
  const pauses = fc.array(
    fc.tuple(instants, fc.integer({ min: 0, max: 72 * hour })).map(([from, lasted]) => pause(from, instantOf(millisOf(from) + lasted))),
    { maxLength: 4 },
  );
  const off = fc.uniqueArray(
    fc.integer({ min: 1, max: 28 }).map((date) => `2026-11-${String(date).padStart(2, '0')}`),
    { maxLength: 8 },
  );

  it('comes after the start, never earlier for a later start, a larger limit or more holidays', () => {
    fc.assert(
      fc.property(instants, instants, limits, off, (a, b, limit, holidays) => {
        const [earlier, later] = [a, b].toSorted() as [string, string];
        const due = dueAt(earlier, limit, calendar);
        expect(due > earlier).toBe(true);
        expect(dueAt(later, limit, calendar) >= due).toBe(true);
        expect(dueAt(earlier, { ...limit, amount: limit.amount + 1 }, calendar) > due).toBe(true);
        expect(dueAt(earlier, limit, workingCalendar({ ...rows, holidays })) >= due).toBe(true);
      }),
    );
  });

  it('pauses never bring it forward, and exactly the limit runs outside them', () => {
    fc.assert(
      fc.property(instants, limits, pauses, (start, limit, list) => {
        const time = timeOf(limit, calendar);
        const plain = dueAt(start, limit, calendar);
        const extended = extendedDueAt({ start, limit, pauses: list }, calendar)!;
        expect(extended >= plain).toBe(true);
        const edges = [start, extended, ...list.flatMap(({ from, to }) => [from, to!])].toSorted();
        const running = edges.slice(1).reduce((sum, edge, index) => {
          const since = edges[index]!;
          const counts = since >= start && edge <= extended && !list.some(({ from, to }) => from <= since && edge <= to!);
          return counts ? sum + time.between(since, edge) : sum;
        }, 0);
        expect(running).toBe(time.between(start, plain));
      }),
    );
  });

  it('what is left never grows, and is nothing at the deadline', () => {
    fc.assert(
      fc.property(instants, limits, pauses, instants, instants, (start, limit, list, a, b) => {
        const running: Clock = { start, limit, pauses: list };
        const [earlier, later] = [a, b].toSorted() as [string, string];
        expect(remaining(running, later, calendar)).toBeLessThanOrEqual(remaining(running, earlier, calendar));
        expect(remaining(running, extendedDueAt(running, calendar)!, calendar)).toBe(0);
      }),
    );
  });
});
