import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { bookVenue, cancelBooking, closeVenue, openVenue, venueErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { matchClaimedAt } from '../match/match.plan.js';
import { Venue, VenueBooking } from './venue.entity.js';
import { venueOpenAt } from './venue.plan.js';
import { book, cancel, close, open } from './venue.rules.js';

constraint('venue_name_key', venueErrors.nameTaken);
constraint('venue_booking_apart', venueErrors.alreadyBooked);

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

  @Handles(bookVenue)
  async book(input: InputOf<typeof bookVenue>, request: Request): Promise<Reply> {
    const { state: venue } = await this.work.load(request, Venue, input.venueId);
    const also = [
      venueOpenAt(venueErrors.closed, venue.id, venue.communityCode),
      ...(input.matchId ? [matchClaimedAt(venueErrors.matchUnknown, input.matchId, venue.communityCode)] : []),
    ];
    return this.work.create(
      request,
      VenueBooking,
      (now) => book(input, venue, now),
      (booking) => ({ ...at(booking), also }),
    );
  }

  @Handles(cancelBooking)
  cancel({ id }: InputOf<typeof cancelBooking>, request: Request): Promise<Reply> {
    return this.work.change(request, VenueBooking, id, cancel, at);
  }
}
