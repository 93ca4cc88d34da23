import { named } from '@gezhi/shared/database';

/** $1 cadre, $2 grid → kind, id, title, due. The micro-projects under way in the grid; due with the end of their last day. */
export const microProjectsOwnedBy = named(
  'micro-project.owned-by',
  `SELECT 'MICRO_PROJECT' AS kind, t.id, t.title, ((least(t.due_on, DATE '9999-12-30') + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') AS due FROM micro_project t
   WHERE t.owner_cadre_id = $1 AND t.place_code = $2 AND t.status = 'STARTED' ORDER BY t.due_on, t.id`,
);
