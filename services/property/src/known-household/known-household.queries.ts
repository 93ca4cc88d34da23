import { Injectable } from '@nestjs/common';
import { requestErrors } from '@gezhi/shared/contracts';
import { inPublicScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import type { HouseholdThere } from './known-household.rules.js';

export interface HouseholdCounts {
  readonly resident: number;
  readonly shop: number;
  readonly enterprise: number;
}

const sum = (kind: string): string => `coalesce(sum(f.households) FILTER (WHERE f.kind = '${kind}'), 0)::integer AS ${kind.toLowerCase()}`;
const counts = named(
  'known-household.counts',
  `SELECT ${inPublicScope('$3::text')} AS covered, ${sum('RESIDENT')}, ${sum('SHOP')}, ${sum('ENTERPRISE')}
   FROM place_figure f WHERE starts_with(f.place_code, $3)`,
);

const one = named(
  'known-household.one',
  'SELECT community_code AS "communityCode", has_left AS "hasLeft" FROM known_household WHERE household_id = $1',
);

@Injectable()
export class KnownHouseholdQueries {
  constructor(private readonly database: Database) {}

  /** X-04 Households of a place by kind. @throws DomainError not-found for a grid where the actor is not assigned */
  async counts(placeCode: string, request: Request): Promise<HouseholdCounts> {
    const [row] = await this.database.read<HouseholdCounts & { covered: boolean }>(counts, [...scopeParameters(request), placeCode]);
    ensure(row?.covered, requestErrors.notFound);
    return row;
  }

  /** The household as it is known; undefined when it is not, or none is asked for. */
  async one(id: string | null | undefined): Promise<HouseholdThere | undefined> {
    return id ? (await this.database.read<HouseholdThere>(one, [id]))[0] : undefined;
  }
}
