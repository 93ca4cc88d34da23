import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { areaSource, unitKind } from './unit-values.js';

/** The entry of a unit in the register that owners' votes rest on; of two the one with the higher version holds. */
export const unitRegistered = event({
  subject: 'property.event.unit.registered.v1',
  summary: 'A unit was registered, or its entry was corrected',
  data: z.object({
    unitId: values.id,
    estateId: values.id,
    buildingId: values.id,
    communityCode: values.communityCode,
    kind: unitKind,
    area: values.area,
    areaSource,
    householdId: values.id.nullable(),
    at: values.instant,
    version: values.version,
  }),
});
