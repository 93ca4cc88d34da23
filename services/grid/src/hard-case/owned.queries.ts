import { named } from '@gezhi/shared/database';

/** $1 cadre, $2 grid → kind, id, title, due. The open cases the cadre owns and the joint measures of the cadre's lines; titles of restricted cases stay untold. */
export const hardCasesOwnedBy = named(
  'hard-case.owned-by',
  `SELECT 'BACKLOG_CASE' AS kind, t.id, CASE WHEN NOT t.restricted THEN t.title END AS title, NULL::timestamptz AS due FROM backlog_case t
   WHERE t.owner_cadre_id = $1 AND t.grid_code = $2 AND t.status = 'OPEN'
   UNION ALL
   SELECT 'JOINT_MEASURE', m.id, CASE WHEN NOT t.restricted THEN m.title END, m.due_at FROM task_force_line l
   JOIN task_force f ON f.id = l.task_force_id AND f.status = 'FORMED'
   JOIN joint_measure m ON m.task_force_id = l.task_force_id AND m.line = l.line AND m.completed_at IS NULL
   JOIN backlog_case t ON t.id = f.case_id
   WHERE l.cadre_id = $1 AND t.grid_code = $2 ORDER BY due, id`,
);
