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
