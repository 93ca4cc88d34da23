import { householdPlaced, type HouseholdKind, type values } from '@gezhi/shared/contracts';
import type { Act } from '@gezhi/shared/database';

export interface Placement {
  readonly householdId: string;
  readonly kind: HouseholdKind;
  readonly communityCode: string;
  /** Null while the community has no partition in force. */
  readonly gridCode: string | null;
}

const chunkSize = 500;

/** The next version of the one series that orders all placements. */
export async function nextPlacementVersion(act: Act): Promise<number> {
  const [row] = await act.query<{ version: number }>(`SELECT nextval('placement_version')::int AS version`);
  return row!.version;
}

const placing = `WITH displaced AS (
     UPDATE household_grid SET valid_to = $3 WHERE household_id = ANY($1::uuid[]) AND valid_to IS NULL RETURNING household_id
   )
   INSERT INTO household_grid (id, household_id, grid_code, valid_from)
   SELECT uuidv7(), p.household_id, p.grid_code, $3 FROM unnest($1::uuid[], $2::text[]) AS p (household_id, grid_code)
   -- Joined so that a placement ends before the next one of its household begins.
   LEFT JOIN displaced d ON d.household_id = p.household_id WHERE p.grid_code IS NOT NULL`;

/**
 * Places households in their grids from `now` on, where their placements until then end, and tells of it. The caller holds the
 * grids of their communities. Returns the version of the placements.
 */
export async function place(act: Act, placements: readonly Placement[], now: values.Instant): Promise<number> {
  const version = await nextPlacementVersion(act);
  await act.query(placing, [placements.map(({ householdId }) => householdId), placements.map(({ gridCode }) => gridCode), now]);
  for (const members of byGrid(placements))
    for (let from = 0; from < members.length; from += chunkSize) {
      const { gridCode, communityCode } = members[0]!;
      const chunk = members.slice(from, from + chunkSize).map(({ householdId, kind }) => ({ householdId, kind }));
      act.emit(householdPlaced({ gridCode, communityCode, placements: chunk, validFrom: now, version }), {
        place: gridCode ?? communityCode,
      });
    }
  return version;
}

/** Ends the present placement of households at `now`. */
export async function displace(act: Act, householdIds: readonly string[], now: values.Instant): Promise<void> {
  await act.query('UPDATE household_grid SET valid_to = $2 WHERE household_id = ANY($1::uuid[]) AND valid_to IS NULL', [householdIds, now]);
}

function byGrid(placements: readonly Placement[]): Placement[][] {
  const groups = new Map<string, Placement[]>();
  for (const placement of placements) {
    const key = placement.gridCode ?? placement.communityCode;
    const group = groups.get(key);
    if (group) group.push(placement);
    else groups.set(key, [placement]);
  }
  return [...groups.values()];
}
