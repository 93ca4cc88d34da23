import * as fc from 'fast-check';
import { addDays, addMonths, daysIncluded, instantAt, instantOf, localDateOf, millisOf, weekdayOf } from './local-date.js';

const dates = fc.integer({ min: -100_000, max: 2_000_000 }).map((days) => addDays('2026-01-01', days));
const instants = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) }).map(instantOf);

describe('section 5 (conventions): dates are days of the place, instants are UTC with milliseconds', () => {
  it('tells the local date from UTC by the offset of the place', () => {
    expect(localDateOf('2026-11-23T15:59:59.999Z')).toBe('2026-11-23');
    expect(localDateOf('2026-11-23T16:00:00.000Z')).toBe('2026-11-24');
    expect(localDateOf('2026-11-23T16:00:00.000Z', 0)).toBe('2026-11-23');
    expect(localDateOf('2026-11-23T01:00:00.000Z', -120)).toBe('2026-11-22');
    expect(instantAt('2026-11-24')).toBe('2026-11-23T16:00:00.000Z');
    expect(instantAt('2026-11-24', 1440)).toBe('2026-11-24T16:00:00.000Z');
    expect(instantAt('2026-11-24', 90, 0)).toBe('2026-11-24T01:30:00.000Z');
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '2026-01-01T00:00:00.000Z', '20260101', '2026/01/01', '+002026-01', '0999-12-31', ''])(
    'refuses the date %j',
    (date) => {
      expect(() => addDays(date, 0)).toThrow(expect.objectContaining({ code: 'platform.local-date.date-invalid' }));
    },
  );

  it.each([
    '2026-11-23T01:02:03Z',
    '2026-11-23T09:02:03.004+08:00',
    '2026-02-29T00:00:00.000Z',
    '2026-11-23',
    'soon',
    '+012026-11-23T00:00:00.000Z',
  ])('refuses the instant %j', (instant) => {
    expect(() => millisOf(instant)).toThrow(expect.objectContaining({ code: 'platform.local-date.instant-invalid' }));
  });

  it('refuses to leave the years that compare as strings', () => {
    expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
    expect(() => addDays('9999-12-31', 1)).toThrow(expect.objectContaining({ code: 'platform.local-date.instant-invalid' }));
    expect(() => addDays('1000-01-01', -1)).toThrow(expect.objectContaining({ code: 'platform.local-date.instant-invalid' }));
  });

  it('holds every instant on the day it falls on', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -720, max: 840 }), (instant, offset) => {
        const date = localDateOf(instant, offset);
        return instantAt(date, 0, offset) <= instant && instant < instantAt(addDays(date, 1), 0, offset);
      }),
    );
  });
});

describe('section 5 (periods): days and months are counted in the civil calendar', () => {
  it('counts days, both ends included', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysIncluded('2026-06-01', '2027-05-31')).toBe(365);
    expect(daysIncluded('2026-06-01', '2026-06-30')).toBe(30);
    expect(daysIncluded('2026-06-01', '2026-05-31')).toBe(0);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-05', 0, '2026-05-05'],
  ])('%s and %i months → %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it.each([
    ['2026-11-23', 1],
    ['2026-11-28', 6],
    ['2026-11-29', 7],
    ['1969-12-28', 7],
    ['1969-12-29', 1],
  ])('%s is weekday %i', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });

  it('adds days there and back, and months to the right month', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5_000, max: 5_000 }), (date, count) => {
        const later = addDays(date, count);
        expect(addDays(later, -count)).toBe(date);
        expect(daysIncluded(date, later)).toBe(count + 1);
        const month = addMonths(date, count);
        const monthsOf = (value: string) => Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7));
        expect(monthsOf(month)).toBe(monthsOf(date) + count);
        expect(month.slice(8) === date.slice(8) || (month.slice(8) < date.slice(8) && addDays(month, 1).endsWith('-01'))).toBe(true);
      }),
    );
  });
});
