import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { householdKind } from './household-values.js';

/** Up to 500 households placed in one grid at one instant; `gridCode` is null while the community has no partition in force. */
export const householdPlaced = event({
  subject: 'grid.event.household.placed.v1',
  summary: 'Households were placed in a grid: registered, imported, moved or redrawn',
  data: z.object({
    gridCode: values.gridCode.nullable(),
    communityCode: values.communityCode,
    placements: z
      .array(z.object({ householdId: values.id, kind: householdKind }))
      .min(1)
      .max(500),
    validFrom: values.instant,
    /** Grows with every placement anywhere: of two placements of a household the one with the higher version holds. */
    version: values.version,
  }),
});

export const householdLeft = event({
  subject: 'grid.event.household.left.v1',
  summary: 'A household left and belongs to no grid any more',
  data: z.object({
    householdId: values.id,
    kind: householdKind,
    gridCode: values.gridCode.nullable(),
    communityCode: values.communityCode,
    at: values.instant,
    /** Of the same series as the version of a placement. */
    version: values.version,
  }),
});
