import { errors } from '../contracts/define.js';
import type { Instant, LocalDate } from '../contracts/values.js';
import { ensure } from './decision.js';

export const localDateErrors = errors('platform.local-date', {
  dateInvalid: ['invalid', '日期应为 YYYY-MM-DD 格式的有效日期', 'A date is an existing day in the form YYYY-MM-DD'],
  instantInvalid: ['invalid', '时刻应为带毫秒的 UTC 时间', 'An instant is UTC with milliseconds, as in 2026-11-23T01:02:03.004Z'],
});

/** Asia/Shanghai: eight hours ahead of UTC all year. */
export const shanghaiOffsetMinutes = 480;

const minute = 60_000;
const day = 86_400_000;
const [firstMillis, endMillis] = [Date.UTC(1000, 0), Date.UTC(10_000, 0)];

/** Milliseconds since 1970 of an instant; refuses any other form than UTC with milliseconds (section 5, conventions). */
export function millisOf(instant: Instant): number {
  const millis = instant.length === 24 && instant[19] === '.' && instant[23] === 'Z' ? Date.parse(instant) : NaN;
  // A day that its month lacks parses as one of the next month.
  ensure(Number.isFinite(millis) && new Date(millis).getUTCDate() === Number(instant.slice(8, 10)), localDateErrors.instantInvalid, {
    instant,
  });
  return millis;
}

/** The instant of milliseconds since 1970; refused outside the years 1000 to 9999, where instants do not compare as strings. */
export function instantOf(millis: number): Instant {
  ensure(millis >= firstMillis && millis < endMillis, localDateErrors.instantInvalid, { millis });
  return new Date(millis).toISOString();
}

/** Days since 1970-01-01 of a date; refuses dates that do not exist. */
function dayNumber(date: LocalDate): number {
  const millis = date.length === 10 && date[4] === '-' ? Date.parse(`${date}T00:00:00.000Z`) : NaN;
  // A day that its month lacks parses as one of the next month.
  ensure(
    millis >= firstMillis && millis < endMillis && new Date(millis).getUTCDate() === Number(date.slice(8)),
    localDateErrors.dateInvalid,
    { date },
  );
  return millis / day;
}

const dateOf = (number: number): LocalDate => instantOf(number * day).slice(0, 10);

/** The date `days` later, or earlier when negative; refuses a date that does not exist (section 5, periods). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayNumber(date) + days);
}

/** Days from one date to another, both included: 365 from 2026-06-01 to 2027-05-31; 0 or less when `to` lies before `from` (P-T8). */
export function daysIncluded(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** The corresponding day `months` later, or the last day of that month when it has none; 民法典 202, P-T1. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const start = new Date(dayNumber(date) * day);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
  const monthEnd = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return instantOf(Date.UTC(year, month, Math.min(start.getUTCDate(), monthEnd))).slice(0, 10);
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The day of the week, Monday 1 to Sunday 7 (ISO 8601). */
export function weekdayOf(date: LocalDate): Weekday {
  return (((new Date(dayNumber(date) * day).getUTCDay() + 6) % 7) + 1) as Weekday;
}

/** The date of an instant where the clock is `utcOffsetMinutes` ahead of UTC. */
export function localDateOf(instant: Instant, utcOffsetMinutes: number = shanghaiOffsetMinutes): LocalDate {
  return dateOf(Math.floor((millisOf(instant) + utcOffsetMinutes * minute) / day));
}

/** The instant of 00:00 on a date, or of a later minute of it, where the clock is `utcOffsetMinutes` ahead of UTC. */
export function instantAt(date: LocalDate, minuteOfDay = 0, utcOffsetMinutes: number = shanghaiOffsetMinutes): Instant {
  return instantOf(dayNumber(date) * day + (minuteOfDay - utcOffsetMinutes) * minute);
}
