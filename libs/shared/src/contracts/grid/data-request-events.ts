import { z } from 'zod';
import { event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { dataRequestOrigin } from './data-request-values.js';

/** Told when a request is made and whenever a field joins it, with what it asks for in all by then. */
export const dataRequested = event({
  subject: 'grid.event.data-request.requested.v1',
  summary: 'Fields of a grid profile are asked for',
  data: z.object({
    requestId: values.id,
    gridCode: values.gridCode,
    origin: dataRequestOrigin,
    asked: z.int(),
    held: z.int(),
    dueAt: values.instant,
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: ['grid-worker', 'cadre', 'community-secretary'], placeField: 'gridCode' },
});

export const dataRequestAnswered = event({
  subject: 'grid.event.data-request.answered.v1',
  summary: 'The fields asked for were filled in or confirmed',
  data: z.object({
    requestId: values.id,
    gridCode: values.gridCode,
    origin: dataRequestOrigin,
    newFields: z.int(),
    confirmed: z.int(),
    answeredById: z.string(),
    at: values.instant,
    version: values.version,
  }),
  audience: { roles: [...staff], placeField: 'gridCode' },
});
