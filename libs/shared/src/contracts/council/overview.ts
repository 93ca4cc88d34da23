import { z } from 'zod';
import { contract } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';

/** Asked by the gateway for its overviews: counts only, shown to everyone but for a single grid. */
export const councilOverview = contract({
  subject: 'council.query.overview.place.v1',
  summary: 'Unmet problems of a place that wait to become topics',
  roles: [...staff],
  scope: ['place', 'public'],
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({ topicCandidates: z.int() }),
});
