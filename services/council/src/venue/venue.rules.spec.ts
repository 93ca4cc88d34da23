import { book, bookingLife, cancel, close, open, venueLife } from './venue.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const venue = open({ id: id(1), communityCode: '230521100001', name: '演示活动室', seats: 30 }).state;
const input = {
  ...{ id: id(2), venueId: id(1), from: '2026-03-11T01:00:00.000Z', to: '2026-03-11T03:00:00.000Z', purpose: '演示活动', expected: 30 },
};
const refusal = (name: string) => expect.objectContaining({ code: `council.venue.${name}` });

describe('C-17 venues and their bookings', () => {
  it('a venue is booked for a time to come, and no more people than it seats', () => {
    expect(book(input, venue, now).state).toMatchObject({ venueId: id(1), communityCode: '230521100001', state: 'BOOKED', matchId: null });
    expect(() => book({ ...input, expected: 31 }, venue, now)).toThrow(refusal('seats-exceeded'));
    expect(() => book(input, close(venue).state, now)).toThrow(refusal('closed'));
  });

  it.each([
    ['begins in the past', { from: '2026-03-10T07:59:59.999Z', to: '2026-03-10T09:00:00.000Z' }],
    ['ends as it begins', { to: input.from }],
    ['ends before it begins', { to: '2026-03-11T00:00:00.000Z' }],
    ['lasts longer than a day', { to: '2026-03-12T01:00:00.001Z' }],
  ])('a booking that %s is refused', (_, changes) => {
    expect(() => book({ ...input, ...changes }, venue, now)).toThrow(refusal('period-invalid'));
  });

  it('is cancelled once, as a venue is closed once', () => {
    const cancelled = cancel(book(input, venue, now).state).state;
    const wrong = expect.objectContaining({ code: 'platform.request.wrong-state' });
    expect(() => cancel(cancelled)).toThrow(wrong);
    expect(() => close(close(venue).state)).toThrow(wrong);
    expect([venueLife.all().length, bookingLife.all().length]).toEqual([2, 1]);
  });
});
