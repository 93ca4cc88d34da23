import type { Request } from '@gezhi/shared/auth';
import { newPerson, type Person } from '@gezhi/shared/database';
import type { MemberState } from './member.rules.js';

/** A person as a command names it. */
export interface Named {
  readonly personId: string;
  readonly name: string;
  readonly phone?: string | undefined;
}

/** The row of a person as the register of this service has it; everything else names its id. */
export const personOf = ({ personId: id, name, phone }: Named, communityCode: string): Person =>
  newPerson({ id, communityCode, name, phone });

/** Where a record about a member is made: its own account may, whoever else has to decide for the place. */
export const ownOrAt = ({ accountId, communityCode: place }: Pick<MemberState, 'accountId' | 'communityCode'>, { actor }: Request) => ({
  place,
  own: accountId !== null && actor.kind === 'account' && accountId === actor.id,
});
