import { errors } from '../contracts/define.js';
import type { LocalDate } from '../contracts/values.js';
import type { HolidayTable } from './calendar.js';
import { ensure } from './decision.js';
import { weekdayOf, type Weekday } from './local-date.js';

export const workingCalendarErrors = errors('platform.working-calendar', {
  hoursInvalid: ['rule', '工作时间应为先后有序、互不重叠的时段', 'Working hours are spans HH:MM to HH:MM in order and without overlap'],
  hoursMissing: ['rule', '每周须至少有一天、调休日须有工作时间', 'At least one weekday, and every make-up workday, needs working hours'],
  dayContradicted: ['rule', '同一天不能既是节假日又是调休工作日', 'A day cannot be both a holiday and a make-up workday'],
});

/** Local time of day, `HH:MM`, from and to; `24:00` is the end of the day. */
export type HourSpan = readonly [from: string, to: string];
/** A span of working time in minutes after 00:00. */
export type MinuteSpan = readonly [from: number, to: number];

/** A working calendar as a jurisdiction lays it down and as it is stored. */
export interface CalendarRows {
  readonly utcOffsetMinutes: number;
  /** Hours worked by weekday, Monday 1 to Sunday 7; a weekday without an entry is free. */
  readonly weekdays: Readonly<Partial<Record<Weekday, readonly HourSpan[]>>>;
  /** Hours worked on make-up workdays. */
  readonly makeUpHours: readonly HourSpan[];
  readonly holidays: readonly LocalDate[];
  readonly makeUpWorkdays: readonly LocalDate[];
}

/** A working calendar ready for use; it is a holiday table too. */
export interface WorkingCalendar extends HolidayTable {
  readonly utcOffsetMinutes: number;
  readonly weekdays: ReadonlyMap<Weekday, readonly MinuteSpan[]>;
  readonly makeUpHours: readonly MinuteSpan[];
}

function minutesOf(spans: readonly HourSpan[]): MinuteSpan[] {
  const minutes = spans.flat().map((time) => {
    ensure(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time), workingCalendarErrors.hoursInvalid, { time });
    return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  });
  const inOrder = minutes.every(
    (minute, index) => index === 0 || (index % 2 ? minute > minutes[index - 1]! : minute >= minutes[index - 1]!),
  );
  ensure(inOrder, workingCalendarErrors.hoursInvalid, { hours: spans.flat() });
  return spans.map((_, index) => [minutes[2 * index]!, minutes[2 * index + 1]!]);
}

/**
 * Makes a working calendar of its rows; refuses hours out of order, a week without hours, make-up workdays without hours and
 * days that are both holiday and make-up workday, with the codes of `platform.working-calendar` (section 5.1, clocks).
 */
export function workingCalendar(rows: CalendarRows): WorkingCalendar {
  for (const date of [...rows.holidays, ...rows.makeUpWorkdays]) weekdayOf(date);
  const weekdays = new Map(Object.entries(rows.weekdays).map(([weekday, spans]) => [Number(weekday) as Weekday, minutesOf(spans)]));
  const makeUpHours = minutesOf(rows.makeUpHours);
  const [holidays, makeUpWorkdays] = [new Set(rows.holidays), new Set(rows.makeUpWorkdays)];
  const worked = [...weekdays].some(([weekday, spans]) => weekday >= 1 && weekday <= 7 && spans.length);
  ensure(worked && (makeUpHours.length || !makeUpWorkdays.size), workingCalendarErrors.hoursMissing);
  const contradicted = rows.makeUpWorkdays.filter((date) => holidays.has(date));
  ensure(!contradicted.length, workingCalendarErrors.dayContradicted, { dates: contradicted });
  return { utcOffsetMinutes: rows.utcOffsetMinutes, weekdays, makeUpHours, holidays, makeUpWorkdays };
}

/** The spans worked on a date, in order, in minutes after 00:00 local time; none on a free day (section 5.1, clocks). */
export function hoursOn(date: LocalDate, calendar: WorkingCalendar): readonly MinuteSpan[] {
  if (calendar.holidays.has(date)) return [];
  if (calendar.makeUpWorkdays.has(date)) return calendar.makeUpHours;
  return calendar.weekdays.get(weekdayOf(date)) ?? [];
}
