import { errors } from '../contracts/define.js';
import type { Instant } from '../contracts/values.js';
import { periodFrom } from './calendar.js';
import { ensure } from './decision.js';
import { addDays, instantAt, localDateOf, shanghaiOffsetMinutes } from './local-date.js';
import type { WorkingCalendar } from './working-calendar.js';
import { calendarTime, closeOfWorkingDay, workingTime, type TimeScale } from './working-time.js';

export const deadlineErrors = errors('platform.deadline', {
  limitInvalid: ['rule', '时限须为1至10000的整数', 'A time limit is a whole number from 1 to 10000'],
  pauseInvalid: ['rule', '暂停的结束时间不能早于开始时间', 'A pause cannot end before it begins'],
});

export const limitUnits = ['working-hour', 'working-day', 'calendar-hour', 'calendar-day'] as const;
export type LimitUnit = (typeof limitUnits)[number];

/** A time limit as a jurisdiction lays it down: `{ amount: 4, unit: 'working-hour' }`. */
export interface Limit {
  readonly amount: number;
  readonly unit: LimitUnit;
}

/** A span in which the clock stands still, as while the reporter is asked; without `to` it still lasts. */
export interface Pause {
  readonly from: Instant;
  readonly to?: Instant | null;
  readonly reason: string;
}

/** What a time limit runs on: plain data, so that the same row always gives the same deadline (G-T11). */
export interface Clock {
  readonly start: Instant;
  readonly limit: Limit;
  readonly pauses: readonly Pause[];
}

const longest = 10_000;

/** The time a limit counts in: working time for working hours and days, else time that passes day and night. */
export function timeOf(limit: Limit, calendar: WorkingCalendar): TimeScale {
  return limit.unit.startsWith('working') ? workingTime(calendar) : calendarTime;
}

/**
 * The instant by which a time limit is kept, without pauses (G-T8, G-T10): hours run from the start; days do not count the
 * start day and end at 24:00 of the last, working days at its close of business (民法典 201, 203).
 *
 * Refuses amounts other than whole numbers from 1 to 10000 with `platform.deadline.limit-invalid`.
 */
export function dueAt(start: Instant, limit: Limit, calendar: WorkingCalendar): Instant {
  const { amount, unit } = limit;
  ensure(Number.isSafeInteger(amount) && amount >= 1 && amount <= longest, deadlineErrors.limitInvalid, { amount, unit });
  const startDay = localDateOf(start, calendar.utcOffsetMinutes);
  switch (unit) {
    case 'working-hour':
    case 'calendar-hour':
      return timeOf(limit, calendar).after(start, amount * 3_600_000);
    case 'working-day':
      return closeOfWorkingDay(startDay, amount, calendar);
    case 'calendar-day':
      return endOfDayAfter(start, amount, calendar.utcOffsetMinutes);
  }
}

/**
 * The end (24:00) of the last of `days` calendar days; the start day is not counted (民法典 201, 203).
 *
 * Refuses anything but whole numbers from 1 with `platform.calendar.period-invalid`.
 */
export function endOfDayAfter(start: Instant, days: number, utcOffsetMinutes: number = shanghaiOffsetMinutes): Instant {
  const { to } = periodFrom(localDateOf(start, utcOffsetMinutes), { days }, { rollHoliday: false });
  return instantAt(addDays(to, 1), 0, utcOffsetMinutes);
}

/**
 * By when what was put right is looked at again (G-T7): the end of the day `days[done]` after `since`; `null` once all are done.
 *
 * @param days of the looks, each counted from `since`, as in [14, 28]
 * @param done how many looks there were already
 */
export function recheckAfter(since: Instant, days: readonly number[], done: number): Instant | null {
  const next = days[done];
  return next === undefined ? null : endOfDayAfter(since, next);
}

/**
 * An instant moved by the pauses that began between `start` and it, each by the time it took on the scale; overlapping pauses
 * count once (G-T9). `null` while one of them still lasts: the clock stands.
 *
 * Refuses a pause that ends before it begins with `platform.deadline.pause-invalid`.
 */
export function extendByPauses(start: Instant, end: Instant, pauses: readonly Pause[], time: TimeScale): Instant | null {
  for (const { from, to } of pauses) ensure(!to || to >= from, deadlineErrors.pauseInvalid, { from, to: to ?? null });
  let [counted, extended] = [start, end];
  for (const { from, to } of pauses.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (from >= extended) break;
    if (!to) return null;
    const begins = from > counted ? from : counted;
    if (to <= begins) continue;
    extended = time.after(extended, time.between(begins, to));
    counted = to;
  }
  return extended;
}

/** The instant by which a clock's limit is kept, its pauses allowed for (G-T9); `null` while it stands. */
export function extendedDueAt(clock: Clock, calendar: WorkingCalendar): Instant | null {
  return extendByPauses(clock.start, dueAt(clock.start, clock.limit, calendar), clock.pauses, timeOf(clock.limit, calendar));
}

/** Whether something closed at `closedAt` kept its deadline: exactly at the deadline is on time, a millisecond later is late (G-T12). */
export function isOnTime(closedAt: Instant, due: Instant): boolean {
  return closedAt <= due;
}

/** Milliseconds left of a clock at `now`, on its own scale; 0 or less once overdue, unchanged while it stands (G-T9). */
export function remaining(clock: Clock, now: Instant, calendar: WorkingCalendar): number {
  const pauses = clock.pauses
    .filter(({ from }) => from < now)
    .map((pause) => ({ ...pause, to: pause.to && pause.to < now ? pause.to : now }));
  return timeOf(clock.limit, calendar).between(now, extendedDueAt({ ...clock, pauses }, calendar)!);
}
