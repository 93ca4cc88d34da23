import { icsOf } from './calendar.js';

const item = {
  id: '01900000-0000-7000-8000-000000000001',
  version: 3,
  title: '演示社区议事会：固定会议',
  startsAt: '2026-09-30T01:00:00.000Z',
  endsAt: '2026-09-30T03:00:00.000Z',
  venue: '演示路1号,二楼;会议室',
  status: 'CONFIRMED',
  councilId: 'not for a calendar',
};
const listed = async function* (...items: object[]) {
  yield* items as Record<string, unknown>[];
};
const linesOf = (ics: Buffer): string[] => ics.toString().replace(/\r\n /g, '').split('\r\n');

describe('C-06 a list of sessions is rendered as a calendar (RFC 5545)', () => {
  it('one event an item: its id, the version as sequence, times in UTC, text escaped', async () => {
    const lines = linesOf(await icsOf('议事协商 · 议事会议', listed(item)));
    expect(lines).toEqual(
      expect.arrayContaining([
        'BEGIN:VCALENDAR',
        'METHOD:PUBLISH',
        'X-WR-CALNAME:议事协商 · 议事会议',
        `UID:${item.id}`,
        'SEQUENCE:3',
        'DTSTART:20260930T010000Z',
        'DTEND:20260930T030000Z',
        `SUMMARY:${item.title}`,
        'LOCATION:演示路1号\\,二楼\\;会议室',
        'STATUS:CONFIRMED',
        'END:VCALENDAR',
      ]),
    );
    expect(lines.join('')).not.toContain('councilId');
  });

  it('a cancelled session stays in the calendar as such, and none is a calendar without events', async () => {
    expect(linesOf(await icsOf('x', listed({ ...item, status: 'CANCELLED' })))).toContain('STATUS:CANCELLED');
    expect(linesOf(await icsOf('x', listed())).filter((line) => line === 'BEGIN:VEVENT')).toEqual([]);
  });

  it('no line is longer than 75 bytes', async () => {
    const ics = await icsOf('x', listed({ ...item, title: '议'.repeat(200) }));
    expect(
      Math.max(
        ...ics
          .toString()
          .split('\r\n')
          .map((line) => Buffer.byteLength(line)),
      ),
    ).toBeLessThanOrEqual(75);
  });

  it('what is no entry of a calendar is refused, and not rendered by halves', async () => {
    await expect(icsOf('x', listed({ ...item, startsAt: 'soon' }))).rejects.toThrow();
  });
});
