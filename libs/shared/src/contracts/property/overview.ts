import { z } from 'zod';
import { contract } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { estateCounts } from './estate-values.js';

/** Asked by the gateway for its overviews: counts only, shown to everyone but for a single grid. */
export const propertyOverview = contract({
  subject: 'property.query.overview.place.v1',
  summary: 'Households of a place by kind, as heard from the grid service, and how far the care of its old estates has come',
  roles: [...staff],
  scope: ['place', 'public'],
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({
    households: z.object({ resident: z.int(), shop: z.int(), enterprise: z.int() }),
    estates: estateCounts,
  }),
});
