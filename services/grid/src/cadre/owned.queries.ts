import { named } from '@gezhi/shared/database';
import { isOpenDuty } from './cadre-columns.queries.js';
import { dutyKind } from './hand-over.rules.js';

/** The open duties of cadre `$1` in grid `$2`, the next due first. */
export const dutiesOwnedBy = named(
  'cadre.duties-owned',
  `SELECT '${dutyKind}' AS kind, t.id, t.acceptance_criterion AS title, t.due FROM duty t
   WHERE t.cadre_id = $1 AND t.grid_code = $2 AND ${isOpenDuty} ORDER BY t.due, t.id`,
);
