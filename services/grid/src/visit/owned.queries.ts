import { named } from '@gezhi/shared/database';

/** Over alias t: the pair is looked after from grid `$2`: its household is there, or elsewhere in the community where the cadre serves no grid. */
export const fromGrid = `t.ended_on IS NULL AND starts_with($2, t.community_code) AND NOT EXISTS (
  SELECT 1 FROM household_grid p JOIN cadre_deployment d ON d.grid_code = p.grid_code AND d.cadre_id = t.cadre_id AND d.ended_on IS NULL
  WHERE p.household_id = t.household_id AND p.valid_to IS NULL AND p.grid_code <> $2)`;

/** The pairs that cadre `$1` looks after from grid `$2`. */
export const pairingsOwnedBy = named(
  'visit.pairings-owned-by',
  `SELECT 'PAIRING' AS kind, t.id, NULL::text AS title, NULL::timestamptz AS due FROM pairing t
   WHERE t.cadre_id = $1 AND ${fromGrid} ORDER BY t.id`,
);
