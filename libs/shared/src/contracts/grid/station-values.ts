import { z } from 'zod';
import * as values from '../values.js';

export const stationView = z
  .object({
    id: values.id,
    communityCode: values.communityCode,
    name: z.string(),
    addressLabel: z.string(),
    status: z.enum(['OPEN', 'CLOSED']),
    version: values.version,
  })
  .meta({ id: 'StewardStation' });

export const activityStatus = z.enum(['PLANNED', 'HELD', 'CANCELLED']).meta({ id: 'StationActivityStatus' });
export type ActivityStatus = z.output<typeof activityStatus>;
/** How many took part, never who. */
export const participants = z.int().min(0).max(100_000);

export const activityView = z
  .object({
    id: values.id,
    stationId: values.id,
    communityCode: values.communityCode,
    theme: z.string(),
    startsAt: values.instant,
    status: activityStatus,
    /** How many took part, never who; null until it was held. */
    residents: z.int().nullable(),
    workers: z.int().nullable(),
    summary: z.string().nullable(),
    evidenceIds: z.array(values.id),
    version: values.version,
  })
  .meta({ id: 'StationActivity' });
