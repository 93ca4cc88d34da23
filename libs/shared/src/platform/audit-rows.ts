import { named } from '../database/lane.js';

const row = `position, at, actor_id AS "actorId", roles, operation, aggregate_id AS "aggregateId", place_code AS "placeCode", reason, changes,
  encode(input_hash, 'hex') AS "inputHash", trace_id AS "traceId"`;
const seal = 'number, first_position AS "firstPosition", last_position AS "lastPosition", root, previous, seal';

/** The audit rows from position $1 to $2, as they are sealed. */
export const rowsBetween = named('audit.rows-between', `SELECT ${row} FROM audit WHERE position BETWEEN $1 AND $2 ORDER BY position`);
export const lastSeal = named('audit.last-seal', `SELECT ${seal} FROM audit_seal ORDER BY number DESC LIMIT 1`);
export const sealsAfter = named('audit.seals-after', `SELECT ${seal} FROM audit_seal WHERE number > $1 ORDER BY number LIMIT 100`);
