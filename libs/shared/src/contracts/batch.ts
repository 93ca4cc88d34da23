import { z } from 'zod';
import * as values from './values.js';

/** The input of a command that takes in up to 500 rows of a sheet in one act. */
export const batchInput = <R extends z.ZodObject>(row: R) => ({
  batchId: values.id,
  /** Do everything, tell the outcome, and keep nothing of it. */
  dryRun: z.boolean().default(false),
  placeCode: values.placeCode,
  rows: z.array(row).min(1).max(500),
});

/** What became of the rows of one batch; the rows of `refused` were not stored. */
export const batchOutcome = z
  .object({
    imported: z.int(),
    /** Rows stored by an earlier batch; they change nothing. */
    repeated: z.int(),
    refused: z.array(z.object({ externalRef: z.string(), code: z.string() })).max(500),
  })
  .meta({ id: 'BatchOutcome' });
export type BatchOutcome = z.output<typeof batchOutcome>;
