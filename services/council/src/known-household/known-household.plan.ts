import { guard, type Guard } from '@gezhi/shared/database';

const there = 'EXISTS (SELECT 1 FROM known_household WHERE household_id = ?::uuid AND community_code = ? AND NOT has_left)';

/** For the writing statement: the household lives in the community. */
export const householdThere = (error: Guard['error'], householdId: string, communityCode: string): Guard =>
  guard(error, there, householdId, communityCode);
