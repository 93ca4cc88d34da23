import * as fc from 'fast-check';
import { addDays, instantAt, instantOf, localDateOf } from './local-date.js';
import { hoursOn, workingCalendar, type HourSpan } from './working-calendar.js';
import { calendarTime, closeOfWorkingDay, workingTime } from './working-time.js';

const hour = 3_600_000;
const day: HourSpan[] = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
];
const calendar = workingCalendar({
  utcOffsetMinutes: 480,
  weekdays: { 1: day, 2: day, 3: day, 4: day, 5: day },
  makeUpHours: [['09:00', '12:00']],
  holidays: ['2026-11-23'],
  makeUpWorkdays: ['2026-11-28'],
});
const time = workingTime(calendar);
/** Local time in November 2026: Friday is the 20th, Monday the 23rd a holiday, Saturday the 28th a make-up workday. */
const at = (dayOfMonth: number, clock: string) =>
  instantAt(`2026-11-${dayOfMonth}`, Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));

describe('section 5.1 (clocks): working time passes in working hours only', () => {
  it.each([
    ['within a span', at(20, '09:30'), at(20, '11:00'), 1.5],
    ['over the noon break', at(20, '11:00'), at(20, '14:00'), 1.5],
    ['a whole day', at(20, '00:00'), at(20, '24:00'), 7],
    ['over a weekend and a holiday', at(20, '16:30'), at(24, '10:00'), 2],
    ['over a make-up Saturday', at(27, '17:00'), at(30, '09:30'), 4],
    ['a night', at(24, '17:30'), at(25, '09:00'), 0],
    ['backwards', at(20, '11:00'), at(20, '09:30'), -1.5],
  ])('%s', (_, from, to, hours) => {
    expect(time.between(from, to)).toBe(hours * hour);
  });

  it.each([
    ['to closing time, not the next opening', at(20, '11:00'), 1, at(20, '12:00')],
    ['from before opening', at(20, '03:00'), 1, at(20, '10:00')],
    ['from the noon break', at(20, '12:00'), 1, at(20, '14:30')],
    ['from a Sunday over a holiday', at(22, '10:00'), 8, at(25, '10:00')],
    ['over a make-up Saturday to Monday', at(27, '17:30'), 3.5, at(30, '09:30')],
    ['nothing', at(22, '10:00'), 0, at(22, '10:00')],
  ])('runs %s', (_, from, hours, to) => {
    expect(time.after(from, hours * hour)).toBe(to);
  });

  it('runs by the clock of the place', () => {
    const utc = workingTime({ ...calendar, utcOffsetMinutes: 0 });
    expect(utc.after('2026-11-20T08:00:00.000Z', hour)).toBe('2026-11-20T10:00:00.000Z');
  });
});

describe('section 5.1 (clocks): a working day ends at its close of business', () => {
  it.each([
    ['2026-11-19', 1, at(20, '17:30')],
    ['2026-11-20', 1, at(24, '17:30')],
    ['2026-11-22', 4, at(27, '17:30')],
    ['2026-11-22', 5, at(28, '12:00')],
    ['2026-11-22', 6, at(30, '17:30')],
  ])('%s and %i working days → %s', (start, days, close) => {
    expect(closeOfWorkingDay(start, days, calendar)).toBe(close);
  });
});

describe('section 5.1 (clocks): invariants of working and calendar time', () => {
  const instants = fc.integer({ min: Date.UTC(2026, 9), max: Date.UTC(2027, 1) }).map(instantOf);
  const millis = fc.integer({ min: 1, max: 400 * hour });

  it.each([
    ['working time', time],
    ['calendar time', calendarTime],
  ])('%s is additive, grows with time, and after() undoes between()', (_, scale) => {
    fc.assert(
      fc.property(instants, instants, instants, millis, (a, b, c, amount) => {
        expect(scale.between(a, b) + scale.between(b, c)).toBe(scale.between(a, c));
        if (a <= b) expect(scale.between(a, b)).toBeGreaterThanOrEqual(0);
        const later = scale.after(a, amount);
        expect(scale.between(a, later)).toBe(amount);
        expect(scale.between(a, instantOf(Date.parse(later) - 1))).toBe(amount - 1);
        expect(scale.after(scale.after(a, amount), 5 * hour)).toBe(scale.after(a, amount + 5 * hour));
        if (a <= b) expect(scale.after(a, amount) <= scale.after(b, amount)).toBe(true);
      }),
    );
  });

  it('exactly the counted working days lie between a date and the close', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 60 }), (offset, days) => {
        const start = addDays('2026-10-01', offset);
        const last = localDateOf(closeOfWorkingDay(start, days, calendar));
        let counted = 0;
        for (let date = addDays(start, 1); date <= last; date = addDays(date, 1)) counted += hoursOn(date, calendar).length ? 1 : 0;
        expect(counted).toBe(days);
        expect(hoursOn(last, calendar)).not.toEqual([]);
      }),
    );
  });
});
