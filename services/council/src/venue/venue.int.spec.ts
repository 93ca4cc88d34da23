import { bookingsOfVenue, bookVenue, cancelBooking, closeVenue, openVenue, venuesOfPlace } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { instantOf, millisOf } from '@gezhi/shared/domain';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { community } from '../match/match.fixture.js';
import { councilService } from '../service.module.js';

const hour = 3_600_000;
const refusal = (name: string) => expect.objectContaining({ code: `council.venue.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
let number = 0;
beforeAll(async () => {
  service = await startTestService(councilService);
  secretary = service.as({ roles: ['community-secretary'], place: community });
}, 120_000);
afterAll(() => service?.stop());

const opened = () => secretary.call(openVenue, { id: newId(), communityCode: community, name: `演示活动室${String(++number)}`, seats: 30 });
const begin = () => millisOf(service.clock.now()) + 24 * hour;
const booking = (venueId: string, from: number, to: number, changes: object = {}) => ({
  ...{ id: newId(), venueId, from: instantOf(from), to: instantOf(to), purpose: '演示活动', expected: 20, ...changes },
});

describe('C-17 bookings of a venue never overlap', () => {
  it('of twenty for the same time one is booked; its time is free again once it is cancelled', async () => {
    const [{ id: venueId }, at] = [await opened(), begin()];
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => secretary.call(bookVenue, booking(venueId, at + n * 60_000, at + 2 * hour))),
    );
    const won = settled.filter((one) => one.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const one of settled) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'council.venue.already-booked' });
    expect(await secretary.call(bookVenue, booking(venueId, at + 2 * hour, at + 3 * hour))).toMatchObject({ state: 'BOOKED' });
    await secretary.call(cancelBooking, { id: won[0]!.value.id });
    expect(await secretary.call(bookVenue, booking(venueId, at, at + 2 * hour))).toMatchObject({ state: 'BOOKED' });
    const { items } = await secretary.call(bookingsOfVenue, { venueId });
    expect(items.map(({ from }) => from)).toEqual([instantOf(at), instantOf(at + 2 * hour)]);
  });

  it('a resend with the same id is the same booking', async () => {
    const [{ id: venueId }, at] = [await opened(), begin()];
    const input = booking(venueId, at, at + hour);
    const first = await secretary.call(bookVenue, input);
    expect(await secretary.call(bookVenue, input)).toEqual(first);
  });

  it('what is refused writes nothing', async () => {
    const [venue, closed, at] = [await opened(), await opened(), begin()];
    await secretary.call(closeVenue, { id: closed.id });
    const counts = async () =>
      (await service.database.pool.query('SELECT (SELECT count(*) FROM venue_booking) AS b, (SELECT count(*) FROM audit) AS a'))
        .rows[0] as object;
    const before = await counts();
    await expect(secretary.call(bookVenue, booking(closed.id, at, at + hour))).rejects.toThrow(refusal('closed'));
    await expect(secretary.call(bookVenue, booking(venue.id, at, at))).rejects.toThrow(refusal('period-invalid'));
    await expect(secretary.call(bookVenue, booking(venue.id, at, at + hour, { expected: 31 }))).rejects.toThrow(refusal('seats-exceeded'));
    await expect(secretary.call(bookVenue, booking(venue.id, at, at + hour, { matchId: newId() }))).rejects.toThrow(
      refusal('match-unknown'),
    );
    const again = { id: newId(), communityCode: community, name: venue.name, seats: 5 };
    await expect(secretary.call(openVenue, again)).rejects.toThrow(refusal('name-taken'));
    const abroad = service.as({ roles: ['community-secretary'], place: '230521100002' });
    await expect(abroad.call(bookVenue, booking(venue.id, at, at + hour))).rejects.toThrow(platform('not-found'));
    expect(await counts()).toEqual(before);
    const shown = (await service.public().call(venuesOfPlace, { placeCode: community })).items.map(({ id }) => id);
    expect(shown).toContain(venue.id);
    expect(shown).not.toContain(closed.id);
  });
});
