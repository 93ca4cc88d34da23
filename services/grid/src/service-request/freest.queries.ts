import { named } from '@gezhi/shared/database';
import { today } from '../cadre/serving.queries.js';

/** $1 place → cadreId. The active cadre serving the grid, else its community, with the fewest open duties, then by id (G-24). */
export const freestOf = named(
  'service-request.freest-cadre',
  `SELECT d.cadre_id AS "cadreId" FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id AND c.active
   WHERE starts_with(d.grid_code, left($1, 12)) AND d.ended_on IS NULL AND d.starts_on <= ${today} GROUP BY d.cadre_id
   ORDER BY bool_or(d.grid_code = $1) DESC,
     (SELECT count(*) FROM duty u WHERE u.cadre_id = d.cadre_id AND u.status IN ('ISSUED', 'CONFIRMED')), d.cadre_id LIMIT 1`,
);
