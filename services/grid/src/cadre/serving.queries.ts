import { named, today } from '@gezhi/shared/database';
import { isOpenDuty } from './cadre-columns.queries.js';

/** Over alias d: the deployment lasts today: begun, not ended. Its term may be over, which does not end it (G-27). */
export const lasts = `d.starts_on <= ${today} AND (d.ended_on IS NULL OR d.ended_on >= ${today})`;

/** $1 place → cadreId, line, homePlace, load. The active cadres registered there with their open duties, by id. */
export const candidatesOf = named(
  'cadre.candidates',
  `SELECT c.id AS "cadreId", c.line, c.home_place AS "homePlace", count(d.id)::int AS load
   FROM cadre c LEFT JOIN duty d ON d.cadre_id = c.id AND d.status IN ('ISSUED', 'CONFIRMED')
   WHERE c.active AND starts_with(c.home_place, $1) GROUP BY c.id ORDER BY c.id`,
);

/** $1 grid → cadreId, name, line. Who serves it today, by id. */
export const servingNamesOf = named(
  'cadre.serving-names',
  `SELECT c.id AS "cadreId", p.name, c.line FROM cadre c LEFT JOIN person p ON p.id = c.person_id
   WHERE c.active AND EXISTS (SELECT 1 FROM cadre_deployment d WHERE d.cadre_id = c.id AND d.grid_code = $1 AND ${lasts}) ORDER BY c.id`,
);

/** $1 place → gridCode, cadres. */
export const cadreCountsByGrid = named(
  'cadre.counts-by-grid',
  `SELECT d.grid_code AS "gridCode", count(DISTINCT d.cadre_id)::int AS cadres FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id AND c.active
   WHERE starts_with(d.grid_code, $1) AND ${lasts} GROUP BY d.grid_code ORDER BY d.grid_code`,
);

/** $1 place → cadreId, deploymentId, accountId, gridCode. Of those who serve in its community: in the grid itself first, then whoever can be told, then the least open duties. */
export const freestAt = named(
  'cadre.freest-at',
  `SELECT d.cadre_id AS "cadreId", d.id AS "deploymentId", c.account_id AS "accountId", d.grid_code AS "gridCode"
   FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id AND c.active
   WHERE starts_with(d.grid_code, left($1, 12)) AND d.ended_on IS NULL AND d.starts_on <= ${today}
   ORDER BY (d.grid_code = $1) DESC, (c.account_id IS NOT NULL) DESC,
     (SELECT count(*) FROM duty t WHERE t.cadre_id = c.id AND ${isOpenDuty}), c.id, d.grid_code LIMIT 1`,
);
