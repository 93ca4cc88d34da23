import { errors } from '../contracts/define.js';
import type { LocalDate } from '../contracts/values.js';
import { ensure } from './decision.js';
import { addDays, addMonths, weekdayOf } from './local-date.js';

export const calendarErrors = errors('platform.calendar', {
  periodInvalid: ['invalid', '期间须为正整数的月数或天数', 'A period is a whole number of months or days from 1'],
});

/** Statutory holidays and the weekend days worked instead (调休). */
export interface HolidayTable {
  readonly holidays: ReadonlySet<LocalDate>;
  readonly makeUpWorkdays: ReadonlySet<LocalDate>;
}

/** Whether a day is a legal day of rest: a holiday, or Saturday or Sunday unless it is a make-up workday (民法典 203). */
export function isRestDay(date: LocalDate, table: HolidayTable): boolean {
  return table.holidays.has(date) || (weekdayOf(date) >= 6 && !table.makeUpWorkdays.has(date));
}

export type PeriodLength = { readonly months: number } | { readonly days: number };
/** Whether a period that ends on a day of rest lasts to the first day after the rest. */
export type Rolling = { readonly rollHoliday: false } | { readonly rollHoliday: true; readonly holidays: HolidayTable };
/** First and last day, both included. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * The period that an act on `start` sets going (民法典 201–204, P-T1…P-T4): the start day is not counted, months end on the
 * corresponding day or the month's last, and with `rollHoliday` a last day of rest moves to the first day after the rest.
 *
 * Refuses lengths other than whole numbers from 1 with `platform.calendar.period-invalid`.
 */
export function periodFrom(start: LocalDate, length: PeriodLength, rolling: Rolling): Period {
  const count = 'months' in length ? length.months : length.days;
  ensure(Number.isSafeInteger(count) && count >= 1, calendarErrors.periodInvalid, { count });
  let to = 'months' in length ? addMonths(start, count) : addDays(start, count);
  if (rolling.rollHoliday) while (isRestDay(to, rolling.holidays)) to = addDays(to, 1);
  return { from: addDays(start, 1), to };
}

/** The day by which the next half-yearly act is due: six months after the last one, never moved by holidays (C-T24). */
export function nextHalfYear(last: LocalDate): LocalDate {
  return periodFrom(last, { months: 6 }, { rollHoliday: false }).to;
}
