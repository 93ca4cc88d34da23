import { z } from 'zod';
import { contract } from '../define.js';
import { areaSource } from '../property/unit-values.js';
import { confidants } from '../roles.js';
import * as values from '../values.js';

export const ownedUnitsOfEstate = contract({
  subject: 'council.query.known-unit.of-estate.v1',
  summary: 'Units of an estate with those who own them at an instant, as rolls of owners are made of them; by ids, never by name',
  roles: [...confidants, 'committee-member'],
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/owned-units',
  input: z.object({ estateId: values.id, at: values.instant.optional(), ...values.pageInput }),
  output: values.page(
    z
      .object({
        unitId: values.id,
        area: values.area,
        areaSource,
        version: values.version,
        ownerIds: z.array(values.id),
        /** Null while no owner is known. */
        ownedFrom: values.instant.nullable(),
      })
      .meta({ id: 'OwnedUnit', description: 'A unit with its owners at an instant' }),
  ),
});
