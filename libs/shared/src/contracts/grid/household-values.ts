import { z } from 'zod';
import * as values from '../values.js';

/** What stands behind the door: 居民, 商铺, 企业. */
export const householdKinds = ['RESIDENT', 'SHOP', 'ENTERPRISE'] as const;
export const householdKind = z.enum(householdKinds).meta({ id: 'HouseholdKind', description: 'RESIDENT 居民, SHOP 商铺, ENTERPRISE 企业' });
export type HouseholdKind = z.output<typeof householdKind>;

export const householdView = z
  .object({
    id: values.id,
    kind: householdKind,
    communityCode: values.communityCode,
    gridCode: values.gridCode.nullable(),
    addressLabel: z.string(),
    lon: z.number(),
    lat: z.number(),
    status: z.enum(['ACTIVE', 'LEFT']),
    externalRef: z.string(),
    version: values.version,
  })
  .meta({ id: 'Household', description: 'A door that is visited and served, in the grid that serves it now' });
export type HouseholdView = z.output<typeof householdView>;
