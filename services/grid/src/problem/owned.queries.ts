import { named } from '@gezhi/shared/database';

/** $1 cadre, $2 grid → kind, id, title, due. The open annual items of problems that touch the grid, or its whole place; due with the next milestone. */
export const annualItemsOwnedBy = named(
  'problem.annual-items-owned-by',
  `SELECT 'ANNUAL_ITEM' AS kind, i.id, i.title, next.due FROM annual_item i JOIN problem p ON p.id = i.problem_id
   CROSS JOIN LATERAL (SELECT ((min(m ->> 'due')::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') AS due
     FROM jsonb_array_elements(i.milestones) m WHERE m ->> 'doneAt' IS NULL) next
   WHERE i.owner_cadre_id = $1 AND i.closed_at IS NULL
     AND ($2 = ANY(p.grid_codes) OR (cardinality(p.grid_codes) = 0 AND starts_with($2, p.place_code)))
   ORDER BY next.due, i.id`,
);
