import { z } from 'zod';
import { event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';

export const fitListPublished = event({
  subject: 'grid.event.fit-list.published.v1',
  summary: 'Which cadre suits which grid of a place was decided and published',
  data: z.object({
    listId: values.id,
    version: values.version,
    placeCode: values.placeCode,
    number: z.int(),
    cadres: z.int(),
    grids: z.int(),
    overridden: z.int(),
    at: values.instant,
  }),
  audience: { roles: [...staff], placeField: 'placeCode' },
});
