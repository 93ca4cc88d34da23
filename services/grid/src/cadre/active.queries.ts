import { named } from '@gezhi/shared/database';

/** Over alias c: registered in the county of a place, or above it; others are of no concern there. */
export const isNear = (place: string): string => `(starts_with(c.home_place, left(${place}, 6)) OR starts_with(${place}, c.home_place))`;
/** Of the cadres `$1`, those in service that are near place `$2`. */
export const activeCadresOf = named(
  'cadre.active-of',
  `SELECT c.id AS "cadreId" FROM cadre c WHERE c.id = ANY($1::uuid[]) AND c.active AND ${isNear('$2')} ORDER BY c.id`,
);
/** For the writing statement: this cadre is in service, and stays so until it is written. */
export const activeCadre = 'EXISTS (SELECT 1 FROM cadre c WHERE c.id = ?::uuid AND c.active FOR SHARE)';
/** For the writing statement, with the cadre and twice the place: the cadre is in service near it, and stays so until it is written. */
export const activeCadreNear = `EXISTS (SELECT 1 FROM cadre c WHERE c.id = ?::uuid AND c.active AND ${isNear('?::text')} FOR SHARE)`;
/** For the writing statement: these cadres are still in service, and stay so until it is written. */
export const stillActive = `NOT EXISTS (SELECT 1 FROM unnest(?::uuid[]) AS named (id)
  WHERE NOT EXISTS (SELECT 1 FROM cadre c WHERE c.id = named.id AND c.active FOR SHARE))`;
