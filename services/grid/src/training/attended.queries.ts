import { named } from '@gezhi/shared/database';

/** For the timeline of worker `$1`: the classes attended and the drills assessed, the latest 500. Nothing else reads who came. */
export const trainingCareerOf = named(
  'training.career-of',
  `SELECT s.starts_at AS at, 'CULTIVATE' AS link, 'TRAINING' AS kind, s.id AS "refId", s.title AS label
   FROM attendance a JOIN training_session s ON s.id = a.session_id WHERE a.worker_id = $1 AND a.attended
   UNION ALL
   SELECT d.at, 'CULTIVATE', 'DRILL', d.id, d.scenario FROM drill_sheet d WHERE d.worker_id = $1
   ORDER BY 1 DESC, 4 LIMIT 500`,
);
