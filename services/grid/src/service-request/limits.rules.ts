import { serviceRequestErrors, type GridType, type RequestClass } from '@gezhi/shared/contracts';
import { ensure, type WorkingCalendar } from '@gezhi/shared/domain';

/** G-08 The limits of a class in a grid of a type: what is laid down for the type, else what holds everywhere. */
export function limitsOf(item: RequestClass, gridType: GridType | null): RequestClass {
  const special = gridType ? item.byGridType?.[gridType] : undefined;
  if (!special) return item;
  const { firstResponse = item.firstResponse, resolve = item.resolve } = special;
  return { ...item, firstResponse, resolve };
}

type Limit = RequestClass['resolve'];

/** The hours of the longest ordinary working day of a calendar. */
const workingDayHours = ({ weekdays }: WorkingCalendar): number =>
  Math.max(...[...weekdays.values()].map((spans) => spans.reduce((minutes, [from, to]) => minutes + to - from, 0))) / 60;

/**
 * G-42 In every class, and in grids of every type, a first response is due no later than the resolution. Two limits of working time
 * are compared by the hours of the longest working day, all others by 24 hours a day. Refuses with
 * `grid.service-request.limits-reversed` {classes}.
 */
export function ensureLimitsInOrder(classes: readonly RequestClass[], calendar: WorkingCalendar): void {
  const hoursOf = ({ amount, unit }: Limit, day: number): number => (unit.endsWith('-day') ? amount * day : amount);
  const isReversed = ({ firstResponse, resolve }: Pick<RequestClass, 'firstResponse' | 'resolve'>): boolean => {
    const day = [firstResponse, resolve].every(({ unit }) => unit.startsWith('working')) ? workingDayHours(calendar) : 24;
    return hoursOf(firstResponse, day) > hoursOf(resolve, day);
  };
  const reversed = classes.filter((item) =>
    [null, ...(Object.keys(item.byGridType ?? {}) as GridType[])].some((type) => isReversed(limitsOf(item, type))),
  );
  ensure(!reversed.length, serviceRequestErrors.limitsReversed, { classes: reversed.map(({ code }) => code) });
}

/** Whoever waits longer waits for ever: the limit was mistyped, or the calendar hardly works. */
const longestDays = 3650;

/** A step of the ladder, at a share of a limit. */
interface LadderStep {
  readonly level: number;
  readonly percent: number;
}

/** How many days a limit takes on average, by the ordinary week of a calendar. */
function daysOf({ amount, unit }: Limit, { weekdays }: WorkingCalendar): number {
  if (unit === 'calendar-day') return amount;
  if (unit === 'calendar-hour') return amount / 24;
  const worked = [...weekdays.values()].map((spans) => spans.reduce((minutes, [from, to]) => minutes + to - from, 0)).filter(Boolean);
  const perWeek = unit === 'working-day' ? worked.length : worked.reduce((all, minutes) => all + minutes, 0) / 60;
  return (amount / perWeek) * 7;
}

/**
 * G-42 Every limit, and every step of the ladder that is a share of it, comes due within ten years. Refuses with
 * `grid.service-request.policy-invalid` {classes}.
 */
export function ensureLimitsEnd(classes: readonly RequestClass[], calendar: WorkingCalendar, ladder: readonly LadderStep[]): void {
  const share = Math.max(100, ...ladder.map(({ percent }) => percent)) / 100;
  const isEndless = (limit: Limit): boolean => daysOf(limit, calendar) * share > longestDays;
  const endless = classes.filter((item) =>
    [null, ...(Object.keys(item.byGridType ?? {}) as GridType[])].some((type) => {
      const { firstResponse, resolve } = limitsOf(item, type);
      return isEndless(firstResponse) || isEndless(resolve);
    }),
  );
  ensure(!endless.length, serviceRequestErrors.policyInvalid, { classes: endless.map(({ code }) => code) });
}

/** G-42 Of two steps of a ladder the higher level comes later, and each level once; refuses with `grid.service-request.policy-invalid` {levels}. */
export function ensureLadderRises(ladder: readonly LadderStep[]): void {
  const steps = ladder.toSorted((one, other) => one.level - other.level);
  const falling = steps.filter(({ level, percent }, index) => {
    const below = steps[index - 1];
    return below && (below.level === level || below.percent >= percent);
  });
  ensure(!falling.length, serviceRequestErrors.policyInvalid, { levels: falling.map(({ level }) => level) });
}
