import { gridClassified, partitionErrors, type GridType, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';

/** One form of a grid: its type and boundary from an instant until the next form, or for good. */
export interface GridState {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly communityCode: string;
  readonly type: GridType;
  readonly boundary: values.Polygon;
  readonly validFrom: values.Instant;
  readonly validTo: values.Instant | null;
  /** The plan that made it. */
  readonly planId: string;
  /** Why it has this type, when it was classified anew. */
  readonly reason: string | null;
}

/**
 * G-07 A grid has one primary type at a time; a change is dated and has a reason. The decision is the grid's next form, the
 * old one ending at the same instant.
 *
 * Refuses with `grid.partition.same-type` {type}.
 *
 * @param id of the new form
 */
export function classify(grid: GridState, to: GridType, reason: string, id: string, now: values.Instant): Decision<GridState> {
  ensure(grid.type !== to, partitionErrors.sameType, { type: to });
  const next = { ...grid, id, version: grid.version + 1, type: to, reason, validFrom: now };
  const { code: gridCode, communityCode, type: from } = grid;
  return decide(next, gridClassified({ gridCode, communityCode, from, to, at: now, version: next.version }));
}
