import { named } from '@gezhi/shared/database';

/** Of the cadres `$1`, those in service whose register lies in the county of place `$2`, or above the place. */
export const activeCadresOf = named(
  'cadre.active-of',
  `SELECT c.id AS "cadreId" FROM cadre c WHERE c.id = ANY($1::uuid[]) AND c.active
     AND (starts_with(c.home_place, left($2, 6)) OR starts_with($2, c.home_place)) ORDER BY c.id`,
);
/** For the writing statement: this cadre is in service, and stays so until it is written. */
export const activeCadre = 'EXISTS (SELECT 1 FROM cadre c WHERE c.id = ?::uuid AND c.active FOR SHARE)';
/** For the writing statement: these cadres are still in service, and stay so until it is written. */
export const stillActive = `NOT EXISTS (SELECT 1 FROM unnest(?::uuid[]) AS named (id)
  WHERE NOT EXISTS (SELECT 1 FROM cadre c WHERE c.id = named.id AND c.active FOR SHARE))`;
