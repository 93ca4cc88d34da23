import { z } from 'zod';
import { contract } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { gridType } from './partition-values.js';

export const gridHistory = contract({
  subject: 'grid.query.partition.history.v1',
  summary: 'The forms a grid has had: its type, since when, why and by which plan, the oldest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grids/:code/history',
  input: z.object({ code: values.gridCode }),
  output: z.object({
    items: z.array(
      z
        .object({
          type: gridType,
          reason: z.string().nullable(),
          validFrom: values.instant,
          validTo: values.instant.nullable(),
          planId: values.id,
        })
        .meta({ id: 'GridForm' }),
    ),
  }),
});

export const searchPlace = contract({
  subject: 'grid.query.partition.search.v1',
  summary: 'Find grids, households, cadres and grid workers of a place by the beginning of a code, a door label or a name',
  roles: staff,
  scope: ['place'],
  sensitive: true,
  method: 'GET',
  path: '/v1/search',
  input: z.object({
    placeCode: values.placeCode,
    text: values.text(40),
    limit: z.int().min(1).max(20).default(10),
  }),
  output: z.object({
    items: z.array(
      z
        .object({ kind: z.enum(['GRID', 'HOUSEHOLD', 'CADRE', 'WORKER']), id: z.string(), label: z.string(), placeCode: values.placeCode })
        .meta({ id: 'SearchHit' }),
    ),
  }),
});
