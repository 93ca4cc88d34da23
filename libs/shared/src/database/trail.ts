import { named } from './lane.js';

/** Whether the audit knows the creation of an aggregate with the same input, and whether the key has its answer. */
export const creationTrail = named(
  'audit.creation',
  `SELECT (SELECT input_hash = $4 FROM audit WHERE aggregate_id = $1 AND operation = $2 AND actor_id = $3 ORDER BY position LIMIT 1) AS same,
     EXISTS (SELECT 1 FROM idempotency WHERE actor_id = $3 AND operation = $2 AND key = $5) AS answered`,
);

/** The same of whatever was done with an aggregate before. */
export const doneBefore = named(
  'audit.done',
  `SELECT EXISTS (SELECT 1 FROM audit WHERE aggregate_id = $1 AND operation = $2 AND actor_id = $3 AND input_hash = $4) AS done,
     EXISTS (SELECT 1 FROM idempotency WHERE actor_id = $3 AND operation = $2 AND key = $5) AS answered`,
);
