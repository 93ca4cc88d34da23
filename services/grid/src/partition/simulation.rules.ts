import { partitionErrors, type HouseholdKind } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import type { PartitionPolicy } from './partition-policy.rules.js';
import type { PlanState } from './partition.rules.js';
import { assign, type Assignment, type Located } from './placement.rules.js';

export interface Doorstep extends Located {
  readonly householdId: string;
  readonly kind: HouseholdKind;
  /** The grid it is in now; null before the first partition. */
  readonly gridCode: string | null;
}

export interface Simulation {
  readonly grids: readonly { readonly code: string; readonly households: number; readonly warning: 'BELOW_BAND' | 'ABOVE_BAND' | null }[];
  readonly assignment: Assignment<Doorstep>;
  readonly moving: number;
}

/**
 * G-06, G-T2 What a plan would do with the households of its community. A grid outside the size band is warned of, never
 * refused; the band is the jurisdiction's, both ends included, and without one there are no warnings.
 */
export function simulate(plan: Pick<PlanState, 'grids'>, households: readonly Doorstep[], policy: PartitionPolicy | undefined): Simulation {
  const assignment = assign(households, plan.grids);
  const counts = new Map<string, number>();
  for (const { code } of assignment.placed) counts.set(code, (counts.get(code) ?? 0) + 1);
  const grids = plan.grids.map(({ code }) => {
    const size = counts.get(code) ?? 0;
    return { code, households: size, warning: policy ? outsideBand(size, policy) : null };
  });
  return { grids, assignment, moving: assignment.placed.filter(({ household, code }) => household.gridCode !== code).length };
}

/**
 * G-T2 Every household is in exactly one grid of the plan, else nothing changes.
 *
 * Refuses with `grid.partition.orphan` or `overlap` {count, householdIds: the first ten}.
 */
export function ensureExactlyOne({ orphans, overlaps }: Assignment<Doorstep>): void {
  const named = (households: readonly Doorstep[]) => ({
    count: households.length,
    householdIds: households.slice(0, 10).map(({ householdId }) => householdId),
  });
  ensure(!orphans.length, partitionErrors.orphan, named(orphans));
  ensure(!overlaps.length, partitionErrors.overlap, named(overlaps));
}

function outsideBand(households: number, { sizeMinimum, sizeMaximum }: PartitionPolicy): 'BELOW_BAND' | 'ABOVE_BAND' | null {
  if (households < sizeMinimum) return 'BELOW_BAND';
  return households > sizeMaximum ? 'ABOVE_BAND' : null;
}
