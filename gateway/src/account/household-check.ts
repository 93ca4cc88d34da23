import { Injectable } from '@nestjs/common';
import { personsOfHousehold, readHousehold, requestErrors, type Role } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { ensure } from '@gezhi/shared/domain';
import { RequestClient } from '@gezhi/shared/messaging';
import { scopeOf, type Scope } from './account.rules.js';

/** Asks the grid service in the actor's name, so that nobody gives a household that is not the actor's to give. */
@Injectable()
export class HouseholdCheck {
  constructor(private readonly requests: RequestClient) {}

  /** @returns the community of an active household, and its grid where it has one. @throws DomainError not-found outside the actor's scope */
  async household(id: string, request: Request): Promise<{ communityCode: string; gridCode: string | null }> {
    const household = await this.requests.call(readHousehold, { id }, request);
    ensure(household.status === 'ACTIVE', requestErrors.notFound);
    return household;
  }

  /** @throws DomainError not-found unless the person is a registered member of the household */
  async member(householdId: string, personId: string, request: Request): Promise<void> {
    const { items } = await this.requests.call(personsOfHousehold, { householdId }, request);
    ensure(
      items.some(({ id }) => id === personId),
      requestErrors.notFound,
    );
  }

  /** The scope of a role; that of a resident lies where the household is, whatever the input says. */
  async scope(input: { role: Role; scope: string; placeCode?: string | undefined }, request: Request): Promise<Scope> {
    if (input.role !== 'resident') return scopeOf(input.role, input.scope, input.placeCode);
    const { communityCode } = await this.household(input.scope, request);
    return scopeOf(input.role, input.scope, communityCode);
  }
}
