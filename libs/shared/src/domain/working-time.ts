import type { Instant, LocalDate } from '../contracts/values.js';
import { addDays, instantAt, instantOf, localDateOf, millisOf } from './local-date.js';
import { hoursOn, type WorkingCalendar } from './working-calendar.js';

/** One way of counting time: how much of it passes between two instants, and when an amount of it has passed. */
export interface TimeScale {
  /** Milliseconds of this time from one instant to another, negative when `to` lies before `from`. */
  between(from: Instant, to: Instant): number;
  /** The first instant at which `millis` (from 0) of this time have passed since `from`; `from` itself for 0. */
  after(from: Instant, millis: number): Instant;
}

/** Time that passes day and night (自然日). */
export const calendarTime: TimeScale = {
  between: (from, to) => millisOf(to) - millisOf(from),
  after: (from, millis) => instantOf(millisOf(from) + millis),
};

type Span = readonly [from: number, to: number];

function spansOn(date: LocalDate, calendar: WorkingCalendar): Span[] {
  const midnight = millisOf(instantAt(date, 0, calendar.utcOffsetMinutes));
  return hoursOn(date, calendar).map(([from, to]) => [midnight + from * 60_000, midnight + to * 60_000]);
}

function between(from: Instant, to: Instant, calendar: WorkingCalendar): number {
  if (from > to) return 0 - between(to, from, calendar);
  const [start, end] = [millisOf(from), millisOf(to)];
  const lastDay = localDateOf(to, calendar.utcOffsetMinutes);
  let worked = 0;
  for (let date = localDateOf(from, calendar.utcOffsetMinutes); date <= lastDay; date = addDays(date, 1))
    for (const [opens, closes] of spansOn(date, calendar)) worked += Math.max(0, Math.min(closes, end) - Math.max(opens, start));
  return worked;
}

function after(from: Instant, millis: number, calendar: WorkingCalendar): Instant {
  if (millis <= 0) return from;
  const start = millisOf(from);
  let left = millis;
  for (let date = localDateOf(from, calendar.utcOffsetMinutes); ; date = addDays(date, 1))
    for (const [opens, closes] of spansOn(date, calendar)) {
      const begins = Math.max(opens, start);
      if (closes - begins >= left) return instantOf(begins + left);
      left -= Math.max(0, closes - begins);
    }
}

/** Time that passes only in the hours of a working calendar; an amount used up at closing time ends then, not at the next opening (工作时, G-T8). */
export function workingTime(calendar: WorkingCalendar): TimeScale {
  return {
    between: (from, to) => between(from, to, calendar),
    after: (from, millis) => after(from, millis, calendar),
  };
}

/** The close of the `days`-th working day after a date, from 1, the date itself not counted (工作日; 民法典 201, 203). */
export function closeOfWorkingDay(start: LocalDate, days: number, calendar: WorkingCalendar): Instant {
  let date = start;
  for (let counted = 0; counted < days;) {
    date = addDays(date, 1);
    if (hoursOn(date, calendar).length) counted += 1;
  }
  return instantAt(date, hoursOn(date, calendar).at(-1)![1], calendar.utcOffsetMinutes);
}
