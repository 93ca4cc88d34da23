import { cadreErrors } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import type { DeploymentState } from './deployment.rules.js';

/** One open thing that a cadre owns in a grid: a duty, an annual item, a measure and the like. */
export interface Owned {
  /** As its feature names it. */
  readonly kind: string;
  readonly id: string;
  readonly title: string | null;
  readonly due: string | null;
}

/** Who takes over; `serves` says whether it is an active cadre deployed in the grid. */
export interface Successor {
  readonly id: string | null;
  readonly serves: boolean;
}

/** What duties are called among the things owned. */
export const dutyKind = 'DUTY';

/**
 * G-27 What a cadre owns passes to somebody else who serves in the grid, or there is nothing to pass on. Gives the list to keep.
 *
 * Refuses with `grid.cadre.successor-unavailable` or `hand-over-missing` {openDuties, owned}: `owned` is all that is open, duties among it.
 */
export function handOver(items: readonly Owned[], successor: Successor, cadreId: string): readonly Owned[] {
  ensure(successor.id === null || (successor.serves && successor.id !== cadreId), cadreErrors.successorUnavailable);
  const openDuties = items.filter(({ kind }) => kind === dutyKind).length;
  ensure(successor.id !== null || items.length === 0, cadreErrors.handOverMissing, { openDuties, owned: items.length });
  return items;
}

/**
 * G-27 The successor confirms to have taken over, once.
 *
 * @param successorAccountId account of the successor named at the recall; null before it and where nobody was named
 *
 * Refuses with `grid.cadre.not-successor` or `hand-over-confirmed`.
 */
export function confirmHandOver(
  deployment: DeploymentState,
  successorAccountId: string | null,
  accountId: string,
  now: string,
): Decision<DeploymentState> {
  ensure(successorAccountId === accountId, cadreErrors.notSuccessor);
  ensure(deployment.handOverConfirmedAt === null, cadreErrors.handOverConfirmed);
  return decide({ ...deployment, handOverConfirmedAt: now });
}
