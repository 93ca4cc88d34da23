import { threeFixedViolated, violationKinds, workerErrors, type values, type Violation } from '@gezhi/shared/contracts';
import { decide, ensure, rate, type Decision } from '@gezhi/shared/domain';

/** An active worker of the place that is checked, or posted there. */
export interface CheckedWorker {
  readonly workerId: string;
  readonly accountId: string | null;
}

/** A posting of today: of one of the workers, wherever it is. */
export interface CheckedPosting {
  readonly workerId: string;
  readonly gridCode: string;
  readonly home: boolean;
  readonly confirmed: boolean;
}

export interface ThreeFixedFacts {
  /** Codes of the grids of the place in force. */
  readonly grids: readonly string[];
  readonly workers: readonly CheckedWorker[];
  readonly postings: readonly CheckedPosting[];
  /** What the check before found; empty before the first. */
  readonly before: readonly Violation[];
}

export interface CheckState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  readonly at: values.Instant;
  readonly grids: number;
  readonly workers: number;
  /** Postings to grids of the place: each grid with each of its workers. */
  readonly pairs: number;
  readonly violations: Violation[];
}

const keyOf = ({ kind, gridCode, workerId }: Violation): string => `${violationKinds.indexOf(kind)} ${gridCode ?? ''} ${workerId ?? ''}`;
const byKey = (a: Violation, b: Violation): number => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b)));
const pairsOf = (grids: readonly string[], postings: readonly CheckedPosting[]): CheckedPosting[] => {
  const known = new Set(grids);
  return postings.filter(({ gridCode }) => known.has(gridCode));
};

/**
 * G-33 What violates 定格、定人、定责: a grid nobody is posted to, an active worker without exactly one home grid, a grid and its
 * worker without a confirmed duty list; ordered by kind, grid and worker.
 */
export function threeFixed(
  grids: readonly string[],
  workers: readonly Pick<CheckedWorker, 'workerId'>[],
  postings: readonly CheckedPosting[],
): Violation[] {
  const manned = new Set(postings.map(({ gridCode }) => gridCode));
  const homes = new Map<string, number>();
  for (const { workerId, home } of postings) if (home) homes.set(workerId, (homes.get(workerId) ?? 0) + 1);
  return [
    ...grids.filter((code) => !manned.has(code)).map((gridCode) => ({ kind: 'FIXED_GRID' as const, gridCode, workerId: null })),
    ...workers
      .filter(({ workerId }) => homes.get(workerId) !== 1)
      .map(({ workerId }) => ({ kind: 'FIXED_PERSON' as const, gridCode: null, workerId })),
    ...pairsOf(grids, postings)
      .filter(({ confirmed }) => !confirmed)
      .map(({ gridCode, workerId }) => ({ kind: 'FIXED_DUTY' as const, gridCode, workerId })),
  ].toSorted(byKey);
}

/** G-33 What a check finds: how many grids, workers and pairs there are, and what violates. */
export function findings({
  grids,
  workers,
  postings,
}: Omit<ThreeFixedFacts, 'before'>): Pick<CheckState, 'grids' | 'workers' | 'pairs' | 'violations'> {
  const pairs = pairsOf(grids, postings).length;
  return { grids: grids.length, workers: workers.length, pairs, violations: threeFixed(grids, workers, postings) };
}

/** G-33 The share of grids, workers and pairs without a violation; each of them violates at most once. */
export function fixedOf({
  grids,
  workers,
  pairs,
  violations,
}: Pick<CheckState, 'grids' | 'workers' | 'pairs' | 'violations'>): values.Rate {
  const all = grids + workers + pairs;
  return rate(all - violations.length, all);
}

/**
 * G-33 A check is kept, and told of when it finds other violations than the one before, also when all are repaired. A place with
 * neither grid nor worker is refused with `grid.worker.grid-unknown`.
 */
export function check(id: string, placeCode: string, facts: ThreeFixedFacts, now: values.Instant): Decision<CheckState> {
  const { grids, workers, before } = facts;
  ensure(grids.length > 0 || workers.length > 0, workerErrors.gridUnknown, { placeCode });
  const state = { id, version: 1, placeCode, at: now, ...findings(facts) };
  const { violations } = state;
  const same = JSON.stringify(violations.map(keyOf)) === JSON.stringify(before.toSorted(byKey).map(keyOf));
  if (same) return decide(state);
  const accounts = new Map(workers.map(({ workerId, accountId }) => [workerId, accountId]));
  const told = violations.map((one) => ({ ...one, accountId: (one.workerId !== null && accounts.get(one.workerId)) || null }));
  return decide(state, threeFixedViolated({ checkId: id, placeCode, at: now, violations: told, version: 1 }));
}
