import { named } from '@gezhi/shared/database';

/** What became of the abilities of holder `$1`: every level ever found, for a career file. */
export const capabilityCareerOf = named(
  'capability.career',
  `SELECT t.at, 'CULTIVATE' AS link, 'CAPABILITY_' || t.source AS kind, t.source_id AS "refId", t.tag || ' ' || t.level AS label
   FROM capability t WHERE t.holder_id = $1 ORDER BY t.at, t.id`,
);
/** Every level ever found of the holders `$1`. */
export const ratingsOf = named(
  'capability.ratings',
  'SELECT t.id, t.holder_id AS "holderId", t.tag, t.level, t.at FROM capability t WHERE t.holder_id = ANY($1::uuid[]) ORDER BY t.holder_id, t.tag, t.at, t.id',
);
