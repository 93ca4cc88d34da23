/**
 * Of the grids `$1`, each with those in force that came from it, however many plans lie between: `source` and `heir`. A grid in
 * force is its own heir; what a plan left to others of a grid that went on counts for none.
 */
export const heirsInForce = `WITH RECURSIVE heir AS (
     SELECT DISTINCT code AS source, code FROM unnest($1::text[]) AS code
     UNION
     SELECT h.source, l.to_code FROM heir h
       JOIN LATERAL (SELECT max(g.valid_to) AS at FROM grid g WHERE g.code = h.code HAVING bool_and(g.valid_to IS NOT NULL)) retired ON true
       JOIN grid_lineage l ON l.from_code = h.code AND l.at = retired.at
   )
   SELECT h.source, h.code AS heir FROM heir h JOIN grid g ON g.code = h.code AND g.valid_to IS NULL`;
