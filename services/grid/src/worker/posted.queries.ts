import { named, today } from '@gezhi/shared/database';

/** A posting serves today: begun, not ended. Over alias p. */
export const servesToday = `p.starts_on <= ${today}
  AND (p.ended_on IS NULL OR p.ended_on >= ${today})`;

/** Who is posted to grid `$1` today, by name. */
export const postedNamesOf = named(
  'worker.posted-names',
  `SELECT p.worker_id AS "workerId", n.name FROM worker_posting p JOIN grid_worker w ON w.id = p.worker_id JOIN person n ON n.id = w.person_id
   WHERE p.grid_code = $1 AND ${servesToday} ORDER BY p.worker_id`,
);
/** How many workers each grid of place `$1` has today; grids without any are missing. */
export const workerCountsByGrid = named(
  'worker.counts-by-grid',
  `SELECT p.grid_code AS "gridCode", count(DISTINCT p.worker_id)::int AS workers FROM worker_posting p
   WHERE p.grid_code LIKE $1 || '%' AND ${servesToday} GROUP BY p.grid_code ORDER BY p.grid_code`,
);
