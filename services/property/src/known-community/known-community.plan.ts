import type { ErrorDefinition } from '@gezhi/shared/contracts';
import { guard, type Guard } from '@gezhi/shared/database';

/** For the statement that enters something at a community: the grid service told of it. */
export const communityKnown = (refusal: ErrorDefinition, communityCode: string): Guard =>
  guard(refusal, 'EXISTS (SELECT FROM known_community k WHERE k.code = ?)', communityCode);
