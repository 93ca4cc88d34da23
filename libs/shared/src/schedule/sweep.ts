import type { ErrorDefinition } from '../contracts/define.js';
import type { Database } from '../database/database.js';
import type { Statement } from '../database/lane.js';
import { DomainError } from '../domain/decision.js';

/** So many rows a statement of a sweep reads: end it with `ORDER BY id LIMIT ${sweepBatch}`. */
export const sweepBatch = 500;

/**
 * Applies a rule to all rows that are due, batch by batch, one act for each; a second run, or one beside it, does nothing twice.
 * A row that is refused keeps no other waiting; in the end the first refusal is thrown, with the ids of all in `failed` (the first 20).
 *
 * @param due reads the ids that are due in their order, at most `sweepBatch`; `$1` is the last id of the batch before, or null
 * @param settled refusals that say somebody else was faster; any error that is no refusal ends the sweep
 */
export async function sweep(
  database: Database,
  due: Statement,
  settled: readonly ErrorDefinition[],
  apply: (id: string) => Promise<unknown>,
): Promise<void> {
  const failed: string[] = [];
  let first: DomainError | undefined;
  for (let after: string | null = null; ;) {
    const rows: { id: string }[] = await database.read<{ id: string }>(due, [after]);
    for (const { id } of rows)
      try {
        await apply(id);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (settled.includes(error.definition)) continue;
        first ??= error;
        failed.push(id);
      }
    after = rows.at(-1)?.id ?? null;
    if (rows.length < sweepBatch) break;
  }
  if (first) throw new DomainError(first.definition, { ...first.details, failed: failed.slice(0, 20) });
}
