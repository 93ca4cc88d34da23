import { z } from 'zod';
import * as values from '../values.js';
import { gridType } from './partition-values.js';

/** What is given to a grid. People are deployed or posted, never allocated (G-09). */
export const allocationKind = z.enum(['MONEY', 'EQUIPMENT']).meta({ id: 'AllocationKind' });
export type AllocationKind = z.output<typeof allocationKind>;
/** BUDGET 预算, CADRE 干部争取, QUOTA 资源指标, MATCH 资源匹配. */
export const allocationSource = z.enum(['BUDGET', 'CADRE', 'QUOTA', 'MATCH']).meta({ id: 'AllocationSource' });
export type AllocationSource = z.output<typeof allocationSource>;

export const resourceAllocationView = z
  .object({
    id: values.id,
    version: values.version,
    gridCode: values.gridCode,
    kind: allocationKind,
    code: z.string(),
    quantity: z.int().positive().meta({ description: 'Money in fen, equipment in pieces' }),
    source: allocationSource,
    sourceId: values.id.nullable(),
    fromOn: values.localDate,
    /** The last day; null while it lasts. */
    endedOn: values.localDate.nullable(),
    note: z.string().nullable(),
    endReason: z.string().nullable(),
  })
  .meta({ id: 'ResourceAllocation' });

export const gridResourceGaps = z
  .object({
    gridCode: values.gridCode,
    type: gridType,
    items: z.array(
      z.object({
        kind: z.enum(['PEOPLE', ...allocationKind.options]),
        code: z.string(),
        zh: z.string(),
        unit: z.string(),
        standard: z.int(),
        actual: z.int(),
        gap: z.int(),
      }),
    ),
  })
  .meta({ id: 'GridResourceGaps' });
