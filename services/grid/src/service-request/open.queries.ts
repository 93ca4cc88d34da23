import { inScope } from '@gezhi/shared/auth';
import { named } from '@gezhi/shared/database';
import { isOpen, placeColumns, placed } from './request-columns.queries.js';

const gridCode = 'coalesce(p.grid_code, t.grid_code)';

/** $1 place → gridCode, open. A request a household places is in the grid of that now; those of no grid are left out. */
export const openRequestsByGrid = named(
  'service-request.open-by-grid',
  `SELECT ${gridCode} AS "gridCode", count(*)::int AS open FROM ${placed}
   WHERE ${isOpen} AND starts_with(t.community_code, left($1, 12)) AND starts_with(${gridCode}, $1) GROUP BY 1 ORDER BY 1`,
);

/** $1 community → householdId, open. Those that move with the household. */
export const openRequestsByHousehold = named(
  'service-request.open-by-household',
  `SELECT t.household_id AS "householdId", count(*)::int AS open FROM service_request t
   WHERE ${isOpen} AND t.community_code = $1 AND t.household_id IS NOT NULL AND NOT t.at_point GROUP BY t.household_id ORDER BY t.household_id`,
);

/** $1, $2 scope parameters, $3 request ids → requestId. Those in scope that are no duplicates, by id. */
export const linkableRequests = named(
  'service-request.linkable',
  `SELECT t.id AS "requestId" FROM ${placed}
   WHERE t.id = ANY($3::uuid[]) AND t.state <> 'DUPLICATE' AND ${inScope({ place: placeColumns.place })} ORDER BY t.id`,
);
