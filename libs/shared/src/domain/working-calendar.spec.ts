import { hoursOn, workingCalendar, type CalendarRows, type HourSpan } from './working-calendar.js';

const day: HourSpan[] = [
  ['09:00', '12:00'],
  ['13:30', '17:30'],
];
const rows: CalendarRows = {
  utcOffsetMinutes: 480,
  weekdays: { 1: day, 2: day, 3: day, 4: day, 5: [['09:00', '12:00']] },
  makeUpHours: [['10:00', '24:00']],
  holidays: ['2026-11-23'],
  makeUpWorkdays: ['2026-11-28'],
};

describe('section 5.1 (clocks): a working calendar says which hours of a day are worked', () => {
  it.each([
    ['a Tuesday', '2026-11-24', [[540, 720], [810, 1050]]], // prettier-ignore
    ['a Friday', '2026-11-27', [[540, 720]]],
    ['a holiday on a Monday', '2026-11-23', []],
    ['a make-up Saturday', '2026-11-28', [[600, 1440]]],
    ['a Sunday', '2026-11-29', []],
  ])('%s', (_, date, spans) => {
    expect(hoursOn(date, workingCalendar(JSON.parse(JSON.stringify(rows))))).toEqual(spans);
  });

  it.each([
    ['an end before its beginning', { weekdays: { 1: [['12:00', '09:00']] } }, 'hours-invalid'],
    ['an empty span', { weekdays: { 1: [['09:00', '09:00']] } }, 'hours-invalid'],
    ['spans that overlap', { makeUpHours: [['09:00', '12:00'], ['11:59', '13:00']] }, 'hours-invalid'], // prettier-ignore
    ['an hour that does not exist', { weekdays: { 1: [['09:00', '25:00']] } }, 'hours-invalid'],
    ['a loose notation', { weekdays: { 1: [['9:00', '12:00']] } }, 'hours-invalid'],
    ['a week without hours', { weekdays: { 6: [] } }, 'hours-missing'],
    ['make-up workdays without hours', { makeUpHours: [] }, 'hours-missing'],
    ['a holiday that is worked', { makeUpWorkdays: ['2026-11-23'] }, 'day-contradicted'],
  ] as [string, Partial<CalendarRows>, string][])('refuses %s', (_, wrong, code) => {
    expect(() => workingCalendar({ ...rows, ...wrong })).toThrow(expect.objectContaining({ code: `platform.working-calendar.${code}` }));
  });

  it('refuses holidays that are no dates', () => {
    expect(() => workingCalendar({ ...rows, holidays: ['2026-1-1'] })).toThrow(
      expect.objectContaining({ code: 'platform.local-date.date-invalid' }),
    );
  });
});
