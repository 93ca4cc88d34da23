import type { Heard } from '@gezhi/shared/messaging';

const hold = 'SELECT 1 FROM partition_root WHERE community_code = $1 FOR SHARE';
/**
 * Of the grids `$1`, each with those in force that came from it, however many plans lie between: `source` and `heir`. A grid in
 * force is its own heir; what a plan left to others of a grid that went on counts for none.
 */
const heirsInForce = `WITH RECURSIVE heir AS (
     SELECT DISTINCT code AS source, code FROM unnest($1::text[]) AS code
     UNION
     SELECT h.source, l.to_code FROM heir h
       JOIN LATERAL (SELECT max(g.valid_to) AS at FROM grid g WHERE g.code = h.code HAVING bool_and(g.valid_to IS NOT NULL)) retired ON true
       JOIN grid_lineage l ON l.from_code = h.code AND l.at = retired.at
   )
   SELECT h.source, array_agg(h.code ORDER BY h.code) AS heirs FROM heir h JOIN grid g ON g.code = h.code AND g.valid_to IS NULL GROUP BY 1`;

/**
 * The heirs in force of each of these grids of a community, by code; a grid that has none is left out. A redraw under way is waited
 * for, and none comes between until what is heard is stored: so of two redraws, heard in any order, the later decides.
 */
export async function heirsOf(
  heard: Heard,
  communityCode: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  await heard.query(hold, [communityCode]);
  const rows = await heard.query<{ source: string; heirs: string[] }>(heirsInForce, [codes]);
  return new Map(rows.map(({ source, heirs }) => [source, heirs]));
}

/** What of a table lies in retired grids goes to the one heir of each; of several heirs none can say whose it is, and it waits at the community. */
export const toOneHeir = (table: string, condition = 'true'): string =>
  `UPDATE ${table} t SET grid_code = h.heir, place_code = coalesce(h.heir, t.community_code), version = t.version + 1
   FROM unnest($1::text[], $2::text[]) h(source, heir) WHERE t.grid_code = h.source AND ${condition}`;

/** Carries out `toOneHeir` upon a redraw. */
export async function followOneHeir(
  heard: Heard,
  statement: string,
  { communityCode, retired }: { readonly communityCode: string; readonly retired: readonly string[] },
): Promise<void> {
  const heirs = await heirsOf(heard, communityCode, retired);
  const one = ([heir, ...others]: readonly string[] = []) => (others.length ? null : (heir ?? null));
  await heard.query(statement, [retired, retired.map((code) => one(heirs.get(code)))]);
}
