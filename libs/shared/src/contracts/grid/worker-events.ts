import { z } from 'zod';
import { event } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { violationView } from './worker-values.js';

const postingFacts = {
  postingId: values.id,
  workerId: values.id,
  accountId: values.id.nullable(),
  gridCode: values.gridCode,
  home: z.boolean(),
  startsOn: values.localDate,
  version: values.version,
};
export const workerPosted = event({
  subject: 'grid.event.worker.posted.v1',
  summary: 'A grid worker serves a grid from a day on',
  data: z.object(postingFacts),
  audience: { roles: [...staff], placeField: 'gridCode', accountField: 'accountId' },
});
export const workerRecalled = event({
  subject: 'grid.event.worker.recalled.v1',
  summary: 'A grid worker no longer serves a grid',
  data: z.object({ ...postingFacts, lastDay: values.localDate }),
  audience: { roles: [...staff], placeField: 'gridCode', accountField: 'accountId' },
});
export const threeFixedViolated = event({
  subject: 'grid.event.worker.three-fixed-violated.v1',
  summary: 'What violates grid, person and duty being fixed (三定) differs from the check before; nothing listed: all is repaired',
  data: z.object({
    checkId: values.id,
    placeCode: values.placeCode,
    at: values.instant,
    violations: z.array(violationView.extend({ accountId: values.id.nullable() })),
    version: values.version,
  }),
  audience: { roles: [...leaders], placeField: 'placeCode' },
});
