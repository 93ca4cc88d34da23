import {
  venueErrors,
  type bookVenue,
  type BookingState as BookingStanding,
  type InputOf,
  type openVenue,
  type values,
  type VenueState as VenueStanding,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';

export interface VenueState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly name: string;
  readonly seats: number;
  readonly state: VenueStanding;
}

export interface BookingState {
  readonly id: string;
  readonly version: number;
  readonly venueId: string;
  readonly communityCode: string;
  readonly from: values.Instant;
  readonly to: values.Instant;
  readonly purpose: string;
  readonly expected: number;
  readonly matchId: string | null;
  readonly state: BookingStanding;
}

export const venueLife = transitions<VenueStanding, 'book' | 'close'>(
  { OPEN: { book: 'OPEN', close: 'CLOSED' }, CLOSED: {} },
  { initial: 'OPEN' },
);
export const bookingLife = transitions<BookingStanding, 'cancel'>(
  { BOOKED: { cancel: 'CANCELLED' }, CANCELLED: {} },
  { initial: 'BOOKED' },
);

const longestMs = 86_400_000;

/** C-17 A venue is open for booking. */
export function open({ id, communityCode, name, seats }: InputOf<typeof openVenue>): Decision<VenueState> {
  return decide({ id, version: 1, communityCode, name, seats, state: venueLife.initial });
}

/** C-17 A venue takes no more bookings. Refuses with `platform.request.wrong-state`. */
export function close(venue: VenueState): Decision<VenueState> {
  return decide({ ...venue, state: venueLife.next(venue.state, 'close') });
}

/**
 * C-17 A venue is booked from an instant to come, for 24 hours at most, for no more than it seats; whether another booking is in the way
 * the database decides. Refuses with `council.venue.closed`, `period-invalid` or `seats-exceeded` {seats}.
 */
export function book(input: InputOf<typeof bookVenue>, venue: VenueState, now: values.Instant): Decision<BookingState> {
  const { id, from, to, purpose, expected, matchId = null } = input;
  venueLife.next(venue.state, 'book', venueErrors.closed);
  const lasts = Date.parse(to) - Date.parse(from);
  ensure(now <= from && lasts > 0 && lasts <= longestMs, venueErrors.periodInvalid);
  ensure(expected <= venue.seats, venueErrors.seatsExceeded, { seats: venue.seats });
  const { id: venueId, communityCode } = venue;
  return decide({ id, version: 1, venueId, communityCode, from, to, purpose, expected, matchId, state: bookingLife.initial });
}

/** C-17 A booking is cancelled; its time is free again. Refuses with `platform.request.wrong-state`. */
export function cancel(booking: BookingState): Decision<BookingState> {
  return decide({ ...booking, state: bookingLife.next(booking.state, 'cancel') });
}
