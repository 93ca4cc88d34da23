import { Injectable } from '@nestjs/common';
import { Database, named } from '@gezhi/shared/database';

/** SQL: the household, as the text `self` names it, lives in the community `place`, whether or not its unit is known. */
export const livesIn = (self: string, place: string): string =>
  `EXISTS (SELECT 1 FROM known_household h WHERE h.household_id = ${self}::uuid AND h.community_code = ${place} AND NOT h.has_left)`;

/** SQL: the row `t` of a community, which belongs to `home`, is of the place, which may be a grid of the community. */
export const isHomeIn = (home: string, place: string): string =>
  `starts_with(t.community_code, left(${place}, 12)) AND (length(${place}) <= 12 OR starts_with(${home}, ${place}))`;

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
