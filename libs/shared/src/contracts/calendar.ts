import { z } from 'zod';
import * as values from './values.js';

/** Whether what stands in a calendar will be: as in RFC 5545, STATUS of an event. */
export const calendarStatus = z
  .enum(['TENTATIVE', 'CONFIRMED', 'CANCELLED'])
  .meta({ id: 'CalendarStatus', description: 'TENTATIVE 待定, CONFIRMED 已确认, CANCELLED 已取消' });

/** What the items of a list have to carry to be rendered as `.ics`: see `exports`. */
export const calendarEntry = {
  id: values.id,
  /** Counts the changes, so that a calendar takes the latest. */
  version: values.version,
  title: z.string(),
  startsAt: values.instant,
  endsAt: values.instant,
  venue: z.string(),
  status: calendarStatus,
};
