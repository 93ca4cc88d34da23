import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';

export const venueState = z.enum(['OPEN', 'CLOSED']).meta({ id: 'VenueState', description: 'OPEN 开放, CLOSED 已停用' });
export type VenueState = z.output<typeof venueState>;

export const venueView = z
  .object({
    id: values.id,
    version: values.version,
    communityCode: values.communityCode,
    name: z.string(),
    seats: z.int(),
    state: venueState,
  })
  .meta({ id: 'Venue', description: 'A place of service that can be booked, as 多功能活动室' });

export const bookingState = z
  .enum(['BOOKED', 'CANCELLED'])
  .meta({ id: 'VenueBookingState', description: 'BOOKED 已预约, CANCELLED 已取消' });
export type BookingState = z.output<typeof bookingState>;

export const venueBookingView = z
  .object({
    id: values.id,
    version: values.version,
    venueId: values.id,
    communityCode: values.communityCode,
    from: values.instant,
    to: values.instant,
    purpose: z.string(),
    expected: z.int(),
    /** The match that is served there. */
    matchId: values.id.nullable(),
    state: bookingState,
  })
  .meta({ id: 'VenueBooking', description: 'A venue for a span of time; the end is not counted' });

export const venueErrors = errors('council.venue', {
  nameTaken: ['conflict', '本社区已有同名阵地', 'The community has a venue of this name already'],
  alreadyBooked: ['conflict', '该时段已被预约，请另选时段', 'The venue is booked in this time; take another'],
  periodInvalid: ['rule', '预约须从将来开始，且不超过24小时', 'A booking begins in the future and lasts 24 hours at most'],
  seatsExceeded: ['rule', '人数超过阵地容量', 'More are expected than the venue has seats'],
  closed: ['rule', '该阵地已停用，请另选', 'The venue is closed; take another'],
  matchUnknown: ['rule', '没有此项已认领的服务，请核对', 'There is no such claimed service; check it'],
});

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;
const booking = { ...deciding, roles: ['grid-worker', 'cadre', ...leaders] } as const;

export const openVenue = contract({
  ...deciding,
  subject: 'council.command.venue.open.v1',
  summary: 'Open a venue for booking',
  path: '/v1/venues',
  input: z.object({ id: values.id, communityCode: values.communityCode, name: values.text(60), seats: z.int().min(1).max(100_000) }),
  output: venueView,
  errors: [venueErrors.nameTaken],
});

export const closeVenue = contract({
  ...deciding,
  subject: 'council.command.venue.close.v1',
  summary: 'Close a venue: it takes no more bookings, what is booked stays',
  path: '/v1/venues/:id/close',
  input: z.object({ id: values.id }),
  output: venueView,
});

export const bookVenue = contract({
  ...booking,
  subject: 'council.command.venue.book.v1',
  summary: 'Book a venue; no two bookings of it overlap',
  path: '/v1/venue-bookings',
  input: z.object({
    id: values.id,
    venueId: values.id,
    from: values.instant,
    to: values.instant,
    purpose: values.text(200),
    expected: z.int().min(1).max(100_000),
    matchId: values.id.optional(),
  }),
  output: venueBookingView,
  errors: [venueErrors.alreadyBooked, venueErrors.periodInvalid, venueErrors.seatsExceeded, venueErrors.closed, venueErrors.matchUnknown],
});

export const cancelBooking = contract({
  ...booking,
  subject: 'council.command.venue.cancel-booking.v1',
  summary: 'Cancel a booking; its time is free again',
  path: '/v1/venue-bookings/:id/cancel',
  input: z.object({ id: values.id }),
  output: venueBookingView,
});

export const venuesOfPlace = contract({
  subject: 'council.query.venue.of-place.v1',
  summary: 'The venues of a community or a larger place, open to everyone',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/venues',
  input: z.object({ placeCode: values.placeCode, state: venueState.default('OPEN'), ...values.pageInput }),
  output: values.page(venueView),
});

export const bookingsOfVenue = contract({
  subject: 'council.query.venue.bookings.v1',
  summary: 'When a venue is booked, the earliest first',
  roles: ['grid-worker', 'cadre', ...leaders],
  scope: ['place'],
  method: 'GET',
  path: '/v1/venues/:venueId/bookings',
  input: z.object({ venueId: values.id, from: values.instant.optional(), ...values.pageInput }),
  output: values.page(venueBookingView),
});
