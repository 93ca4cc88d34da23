import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { bookingsOfVenue, venuesOfPlace, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Venue, VenueBooking } from './venue.entity.js';
import type { BookingState, VenueState } from './venue.rules.js';

@Injectable()
export class VenueQueries {
  private readonly statements;

  constructor(private readonly database: Database) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    this.statements = {
      ofPlace: named(
        'venue.of-place',
        `SELECT ${columns(Venue)} FROM venue t WHERE starts_with(t.community_code, $1) AND t.state = $2 AND t.id > $3::uuid ORDER BY t.id LIMIT $4`,
      ),
      bookings: named(
        'venue.bookings',
        `SELECT ${columns(VenueBooking)} FROM venue_booking t WHERE t.venue_id = $3 AND ${inScope(VenueBooking.scope)} AND t.state = 'BOOKED'
           AND t.to_at > coalesce($4::timestamptz, gezhi_now())
           AND (t.from_at, t.id) > ($5::timestamptz, $6::uuid) ORDER BY t.from_at, t.id LIMIT $7`,
      ),
    };
  }

  @Handles(venuesOfPlace)
  async ofPlace({ placeCode, state, after, limit }: InputOf<typeof venuesOfPlace>): Promise<OutputOf<typeof venuesOfPlace>> {
    const parameters = [placeCode, state, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<VenueState>(this.statements.ofPlace, parameters), limit, ({ id }) => [id]);
  }

  @Handles(bookingsOfVenue)
  async bookings(input: InputOf<typeof bookingsOfVenue>, request: Request): Promise<OutputOf<typeof bookingsOfVenue>> {
    const { venueId, from = null, after, limit } = input;
    const position = keyset(after, ascending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), venueId, from, ...position, limit + 1];
    const rows = await this.database.read<BookingState>(this.statements.bookings, parameters);
    return pageOf(rows, limit, (booking) => [booking.from, booking.id]);
  }
}
