import { named } from '@gezhi/shared/database';

/** Over alias t: neither rectified nor an annual special item, as G-T6 counts what is open. */
export const isUnsettled = "(t.state IN ('OPEN', 'REPORTED') AND t.annual_item_id IS NULL)";

export interface OpenProblem {
  readonly problemId: string;
  readonly class: string;
}

/** $1 grid. The open problems that touch it, by id. */
export const openProblemsOf = named(
  'problem.open-of-grid',
  `SELECT t.id AS "problemId", t.class FROM problem t WHERE t.grid_codes @> ARRAY[$1::text] AND ${isUnsettled} ORDER BY t.id`,
);

/** $1 place → gridCode, open. A problem counts in every grid it touches. */
export const openProblemsByGrid = named(
  'problem.open-by-grid',
  `SELECT g.code AS "gridCode", count(*)::int AS open FROM problem t CROSS JOIN unnest(t.grid_codes) g(code)
   WHERE ${isUnsettled} AND (starts_with(t.place_code, $1) OR starts_with($1, t.place_code)) AND starts_with(g.code, $1)
   GROUP BY g.code ORDER BY g.code`,
);

/** $1 community → householdId, open. */
export const openProblemsByHousehold = named(
  'problem.open-by-household',
  `SELECT t.household_id AS "householdId", count(*)::int AS open FROM problem t
   WHERE ${isUnsettled} AND t.community_code = $1 AND t.household_id IS NOT NULL GROUP BY t.household_id ORDER BY t.household_id`,
);

/** For the writing statement, with an annual special item and twice a community: it is under way at, above or below it until what names it is written. */
export const annualItemOpen = `EXISTS (SELECT 1 FROM annual_item i WHERE i.id = ?::uuid AND i.closed_at IS NULL
  AND (starts_with(i.place_code, ?::text) OR starts_with(?::text, i.place_code)) FOR SHARE)`;
