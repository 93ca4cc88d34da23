import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { z } from 'zod';
import { calendarEntry } from '@gezhi/shared/contracts';
import type { Row } from './sheets.js';

const entry = z.object(calendarEntry);

/**
 * A list as a calendar that programs subscribe to (RFC 5545): one event an item, under the item's id, with its version as the sequence, so
 * that a change or a cancellation takes the place of what was read before. Times are in UTC.
 *
 * @param name what the calendar is called
 * @param rows items that carry `calendarEntry`
 */
export async function icsOf(name: string, rows: AsyncIterable<Row>): Promise<Buffer> {
  const calendar = ical({ name, method: ICalCalendarMethod.PUBLISH, prodId: { company: 'gezhi', product: 'gezhi' }, ttl: 3600 });
  for await (const row of rows) {
    const { id, version, title, startsAt, endsAt, venue, status } = entry.parse(row);
    const times = { start: new Date(startsAt), end: new Date(endsAt) };
    calendar.createEvent({ id, sequence: version, summary: title, location: venue, status: ICalEventStatus[status], ...times });
  }
  return Buffer.from(calendar.toString());
}
