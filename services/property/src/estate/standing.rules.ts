import type { EstateParty, Role } from '@gezhi/shared/contracts';

/** An estate as an actor stands to it. */
export interface Standing {
  readonly communityCode: string;
  /** The roles in which the actor acts there; one at least. */
  readonly roles: readonly Role[];
}

/** P-20, P-24 In whose name somebody acts at an estate: whoever acts for the community there does so, else for the committee, else for the provider. */
export function partyOf({ roles }: Pick<Standing, 'roles'>): EstateParty {
  if (roles.some((role) => role !== 'committee-member' && role !== 'property-company')) return 'COMMUNITY';
  return roles.includes('committee-member') ? 'COMMITTEE' : 'PROVIDER';
}
