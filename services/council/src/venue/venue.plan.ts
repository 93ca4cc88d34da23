import { guard, type Guard } from '@gezhi/shared/database';

const openAt = "EXISTS (SELECT 1 FROM venue WHERE id = ?::uuid AND community_code = ? AND state = 'OPEN')";

/** For the writing statement: the venue is open, and of the community. */
export const venueOpenAt = (error: Guard['error'], venueId: string, communityCode: string): Guard =>
  guard(error, openAt, venueId, communityCode);
