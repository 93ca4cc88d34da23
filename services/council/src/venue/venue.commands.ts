import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { bookVenue, cancelBooking, closeVenue, openVenue, venueErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { matchClaimedAt } from '../match/match.plan.js';
import { Venue, VenueBooking } from './venue.entity.js';
import { book, cancel, close, open, type VenueState } from './venue.rules.js';

constraint('venue_name_key', venueErrors.nameTaken);
constraint('venue_booking_apart', venueErrors.alreadyBooked);

const held = `SELECT t.id, t.version, t.community_code AS "communityCode", t.name, t.seats, t.state FROM venue t WHERE t.id = $1 FOR NO KEY UPDATE`;
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class VenueCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(openVenue)
  open(input: InputOf<typeof openVenue>, request: Request): Promise<Reply> {
    return this.work.create(request, Venue, () => open(input), at);
  }

  @Handles(closeVenue)
  close({ id }: InputOf<typeof closeVenue>, request: Request): Promise<Reply> {
    return this.work.change(request, Venue, id, close, at);
  }

  /** The venue is held: of two who book at once the second sees the first, and neither waits for the other in a circle. */
  @Handles(bookVenue)
  async book(input: InputOf<typeof bookVenue>, request: Request): Promise<Reply> {
    const { id, venueId, matchId } = input;
    const { state: known } = await this.work.load(request, Venue, venueId);
    return this.work.act(request, { ...at(known), id, creates: VenueBooking }, async (act) => {
      const [venue] = await act.query<VenueState>(held, [venueId]);
      const { state: booking } = book(input, venue!, act.now);
      const served = !matchId || (await act.holds(matchClaimedAt(venueErrors.matchUnknown, matchId, booking.communityCode)));
      ensure(served, venueErrors.matchUnknown);
      await act.insert(VenueBooking, [booking]);
      act.note({ venueId: [venueId], from: [booking.from], to: [booking.to] });
      return booking;
    });
  }

  @Handles(cancelBooking)
  cancel({ id }: InputOf<typeof cancelBooking>, request: Request): Promise<Reply> {
    return this.work.change(request, VenueBooking, id, cancel, at);
  }
}
