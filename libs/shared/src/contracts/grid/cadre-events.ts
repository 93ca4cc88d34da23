import { z } from 'zod';
import { event } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { dutyAim, dutySource } from './cadre-values.js';

const deploymentFacts = {
  cadreId: values.id,
  deploymentId: values.id,
  accountId: values.id.nullable(),
  gridCode: values.gridCode,
  version: values.version,
};
export const cadreDeployed = event({
  subject: 'grid.event.cadre.deployed.v1',
  summary: 'A cadre serves a grid from a day on',
  data: z.object({ ...deploymentFacts, from: values.localDate, to: values.localDate.nullable() }),
  audience: { roles: [...staff], placeField: 'gridCode', accountField: 'accountId' },
});
export const cadreRecalled = event({
  subject: 'grid.event.cadre.recalled.v1',
  summary: 'A cadre no longer serves a grid',
  data: z.object({
    ...deploymentFacts,
    from: values.localDate,
    lastDay: values.localDate,
    /** Who takes over what the cadre had to do in the grid. */
    successorId: values.id.nullable().default(null),
  }),
  audience: { roles: [...staff], placeField: 'gridCode', accountField: 'accountId' },
});
const dutyFacts = {
  dutyId: values.id,
  cadreId: values.id,
  accountId: values.id.nullable(),
  gridCode: values.gridCode,
  requestId: values.id.nullable(),
  problemId: values.id.nullable().default(null),
  version: values.version,
};
export const dutyIssued = event({
  subject: 'grid.event.cadre.duty-issued.v1',
  summary: 'A duty was given to a cadre',
  data: z.object({ ...dutyFacts, aim: dutyAim, source: dutySource, due: values.instant }),
  audience: { roles: [...leaders], placeField: 'gridCode', accountField: 'accountId' },
});
export const dutyCompleted = event({
  subject: 'grid.event.cadre.duty-completed.v1',
  summary: 'A cadre fulfilled a duty',
  data: z.object({ ...dutyFacts, aim: dutyAim, source: dutySource, due: values.instant, completedAt: values.instant, onTime: z.boolean() }),
  audience: { roles: [...staff], placeField: 'gridCode', accountField: 'accountId' },
});
export const dutyHandedOver = event({
  subject: 'grid.event.cadre.duty-handed-over.v1',
  summary: 'A duty passed to the cadre who follows in the grid',
  data: z.object({ ...dutyFacts, fromCadreId: values.id }),
  audience: { roles: [...leaders], placeField: 'gridCode', accountField: 'accountId' },
});

const listFacts = {
  dutyListId: values.id,
  deploymentId: values.id,
  cadreId: values.id,
  accountId: values.id.nullable(),
  gridCode: values.gridCode,
  version: values.version,
  /** How many duties the list holds. */
  duties: z.int(),
  at: values.instant,
};
export const dutyListIssued = event({
  subject: 'grid.event.cadre.duty-list-issued.v1',
  summary: 'A cadre was given the duties of a deployment as one list; its duties are told of by this alone',
  data: z.object(listFacts),
  audience: { roles: [...staff], placeField: 'gridCode', accountField: 'accountId' },
});
export const dutyListConfirmed = event({
  subject: 'grid.event.cadre.duty-list-confirmed.v1',
  summary: 'A cadre took note of a duty list and its criteria',
  data: z.object(listFacts),
  audience: { roles: [...staff], placeField: 'gridCode', accountField: 'accountId' },
});
export const deploymentTermEnded = event({
  subject: 'grid.event.cadre.term-ended.v1',
  summary: 'The term of a deployment is over and nobody has recalled, extended or rotated it',
  data: z.object({ ...deploymentFacts, to: values.localDate, at: values.instant }),
  audience: { roles: [...leaders], placeField: 'gridCode', accountField: 'accountId' },
});
