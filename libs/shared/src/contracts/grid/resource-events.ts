import { z } from 'zod';
import { event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { allocationKind, allocationSource } from './resource-values.js';

export const resourceAllocated = event({
  subject: 'grid.event.resource.allocated.v1',
  summary: 'Money or equipment was allocated to a grid',
  data: z.object({
    allocationId: values.id,
    gridCode: values.gridCode,
    kind: allocationKind,
    code: z.string(),
    quantity: z.int(),
    source: allocationSource,
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: [...staff], placeField: 'gridCode' },
});
