import * as fc from 'fast-check';
import { isRestDay, nextHalfYear, periodFrom, type HolidayTable } from './calendar.js';
import { addDays, daysIncluded } from './local-date.js';

const nationalDay = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`);
const holidays: HolidayTable = { holidays: new Set(nationalDay), makeUpWorkdays: new Set(['2026-09-20', '2026-10-10']) };
const fixed = { rollHoliday: false } as const;
const rolled = { rollHoliday: true, holidays } as const;

describe('P-T1 a trial counts from the day after signing to the corresponding day or month-end', () => {
  it('signed 2026-01-31: from 02-01 to 04-30, paid service from 05-01', () => {
    const trial = periodFrom('2026-01-31', { months: 3 }, fixed);
    expect(trial).toEqual({ from: '2026-02-01', to: '2026-04-30' });
    expect(addDays(trial.to, 1)).toBe('2026-05-01');
  });
});

describe('P-T2 a trial ends on the corresponding day where there is one', () => {
  it('signed 2026-03-01: to 06-01', () => {
    expect(periodFrom('2026-03-01', { months: 3 }, fixed).to).toBe('2026-06-01');
  });
});

describe('P-T3 a trial ends on the last day of February where the month has no corresponding day', () => {
  it('signed 2026-11-30: to 2027-02-28, a Sunday, which rolls to 03-01', () => {
    expect(periodFrom('2026-11-30', { months: 3 }, fixed).to).toBe('2027-02-28');
    expect(periodFrom('2026-11-30', { months: 3 }, rolled).to).toBe('2027-03-01');
  });
});

describe('P-T4 a period that ends in a holiday rolls to the first day after it', () => {
  it('signed 2026-07-01: 10-01 rolls to 10-08', () => {
    expect(periodFrom('2026-07-01', { months: 3 }, fixed).to).toBe('2026-10-01');
    expect(periodFrom('2026-07-01', { months: 3 }, rolled).to).toBe('2026-10-08');
  });

  it('weekends roll too, make-up workdays do not', () => {
    expect(periodFrom('2026-10-01', { days: 16 }, rolled).to).toBe('2026-10-19');
    expect(periodFrom('2026-10-01', { days: 9 }, rolled).to).toBe('2026-10-10');
    expect(periodFrom('2026-10-01', { days: 9 }, { ...rolled, holidays: { ...holidays, makeUpWorkdays: new Set() } }).to).toBe(
      '2026-10-12',
    );
    expect(['2026-10-06', '2026-10-09', '2026-10-10', '2026-10-11'].map((date) => isRestDay(date, holidays))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('C-T24 a regular session is due half a year after the last', () => {
  it.each([
    ['2026-03-31', '2026-09-30'],
    ['2026-08-31', '2027-02-28'],
    ['2026-04-01', '2026-10-01'],
  ])('last session %s → next due %s, holiday or not', (last, due) => {
    expect(nextHalfYear(last)).toBe(due);
  });
});

describe('section 5 (periods): 民法典 200–204', () => {
  const dates = fc.integer({ min: -20_000, max: 20_000 }).map((days) => addDays('2026-01-01', days));
  const lengths = fc.oneof(
    fc.record({ months: fc.integer({ min: 1, max: 600 }) }),
    fc.record({ days: fc.integer({ min: 1, max: 9_000 }) }),
  );
  const tables = fc
    .record({
      rest: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }),
      work: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }),
    })
    .map(({ rest, work }) => (day: string): HolidayTable => ({
      holidays: new Set(rest.map((days) => addDays(day, days))),
      makeUpWorkdays: new Set(work.map((days) => addDays(day, days))),
    }));

  it('counts the days of a period in days and never a day more by months than the calendar has', () => {
    expect(periodFrom('2026-06-01', { days: 60 }, fixed)).toEqual({ from: '2026-06-02', to: '2026-07-31' });
    fc.assert(
      fc.property(dates, lengths, (start, length) => {
        const { from, to } = periodFrom(start, length, fixed);
        const count = daysIncluded(from, to);
        return 'days' in length ? count === length.days : count >= length.months * 28 && count <= length.months * 31;
      }),
    );
  });

  it('rolling never shortens a period, ends on no day of rest, and passes over days of rest only', () => {
    fc.assert(
      fc.property(dates, lengths, tables, (start, length, table) => {
        const plain = periodFrom(start, length, fixed);
        const around = table(plain.to);
        const { from, to } = periodFrom(start, length, { rollHoliday: true, holidays: around });
        expect(from).toBe(plain.from);
        expect(to >= plain.to).toBe(true);
        expect(isRestDay(to, around)).toBe(false);
        for (let date = plain.to; date < to; date = addDays(date, 1)) expect(isRestDay(date, around)).toBe(true);
      }),
    );
  });

  it('a longer period never ends earlier', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 300 }), (start, months) => {
        return periodFrom(start, { months }, rolled).to < periodFrom(start, { months: months + 1 }, rolled).to;
      }),
    );
  });

  it.each([{ months: 0 }, { months: -1 }, { months: 1.5 }, { days: 0 }, { days: Number.NaN }])('refuses the length %j', (length) => {
    expect(() => periodFrom('2026-01-01', length, fixed)).toThrow(expect.objectContaining({ code: 'platform.calendar.period-invalid' }));
  });
});
