import { z } from 'zod';
import { event } from '../define.js';
import * as values from '../values.js';
import { ownershipForm, titles } from './ownership-values.js';

/** Who owns a unit from an instant on; of two the one with the higher version holds. */
export const ownershipChanged = event({
  subject: 'property.event.ownership.changed.v1',
  summary: 'A unit has other owners, or owners for the first time',
  data: z.object({
    unitId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    form: ownershipForm,
    titles,
    validFrom: values.instant,
    at: values.instant,
    version: values.version,
  }),
});
