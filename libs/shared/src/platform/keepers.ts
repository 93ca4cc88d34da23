import type { Service } from '../contracts/define.js';

/** Whose seals each service keeps: a ring, so that rewriting one database is found in another. */
export const sealsKeptBy = {
  grid: 'gateway',
  gateway: 'grid',
  council: 'property',
  incentive: 'council',
  property: 'incentive',
} as const satisfies Record<Service, Service>;

/** The service that keeps the seals of `service`. */
export const keeperOf = (service: Service): Service =>
  (Object.keys(sealsKeptBy) as Service[]).find((keeper) => sealsKeptBy[keeper] === service)!;
