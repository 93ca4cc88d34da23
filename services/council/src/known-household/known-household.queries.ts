import { Injectable } from '@nestjs/common';
import { Database, named } from '@gezhi/shared/database';

const grid = named('known-household.grid', 'SELECT grid_code AS "gridCode" FROM known_household WHERE household_id = $1');

@Injectable()
export class KnownHouseholdQueries {
  constructor(private readonly database: Database) {}

  /** The place of what may be of a household: its grid as it is now, else the community. */
  async placeOf({ communityCode, householdId }: { readonly communityCode: string; readonly householdId?: string | null | undefined }) {
    if (!householdId) return communityCode;
    return (await this.database.read<{ gridCode: string | null }>(grid, [householdId]))[0]?.gridCode ?? communityCode;
  }
}
