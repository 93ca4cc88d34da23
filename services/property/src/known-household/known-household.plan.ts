import type { Act } from '@gezhi/shared/database';
import type { HouseholdThere } from './known-household.rules.js';

const named = `SELECT household_id AS id, community_code AS "communityCode", has_left AS "hasLeft" FROM known_household
  WHERE household_id = ANY($1::uuid[])`;

/** Those of the households that are known, by their ids. */
export async function householdsById(act: Act, ids: readonly string[]): Promise<ReadonlyMap<string, HouseholdThere>> {
  const rows = ids.length ? await act.query<HouseholdThere & { readonly id: string }>(named, [ids]) : [];
  return new Map(rows.map(({ id, ...household }) => [id, household]));
}
