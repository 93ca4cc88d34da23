import { problemErrors, problemMerged, problemPromoted } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { about, moveOn, placeOver, problemLife, type ProblemState } from './problem.rules.js';

function absorb(problem: ProblemState, others: readonly ProblemState[]): ProblemState {
  const gridCodes = [...new Set([problem, ...others].flatMap((one) => one.gridCodes))].toSorted();
  const communities = [problem, ...others].map((one) => one.placeCode.slice(0, 12));
  const placeCode = communities.reduce((place, code) => placeOver([place], code), placeOver(gridCodes, problem.placeCode.slice(0, 12)));
  return { ...problem, gridCodes, placeCode };
}

function ensureMergeable(problem: ProblemState, others: readonly ProblemState[], asked: number): void {
  const fit = others.filter((other) => other.id !== problem.id && problemLife.allows(other.state, 'merge'));
  ensure(fit.length === asked, problemErrors.mergeUnknown, { found: fit.length, asked });
}

const merged = (others: readonly ProblemState[], mergedIntoId: string): ProblemState[] =>
  others.map((other) => ({ ...other, state: moveOn(other, 'merge'), mergedIntoId }));

export interface Merging {
  readonly decision: Decision<ProblemState>;
  readonly merged: readonly ProblemState[];
}

/**
 * G-20 Open problems of the same scope become one, which then touches all their grids; the merged ones leave the counts.
 * Refuses with `grid.problem.scopes-differ` or `merge-unknown`.
 */
export function merge(problem: ProblemState, others: readonly ProblemState[], asked: number, now: string): Merging {
  ensure(problemLife.allows(problem.state, 'merge'), problemErrors.wrongState, { from: problem.state, action: 'merge' });
  ensureMergeable(problem, others, asked);
  ensure(
    others.every(({ scope }) => scope === problem.scope),
    problemErrors.scopesDiffer,
  );
  const next = absorb(problem, others);
  const mergedIds = others.map(({ id }) => id);
  return { decision: decide(next, problemMerged({ ...about(next), mergedIds, mergedAt: now })), merged: merged(others, problem.id) };
}

/**
 * G-21 A person confirms that an individual problem is a common one; similar open individual ones merge into it. Refuses with
 * `grid.problem.not-individual` or `merge-unknown`.
 */
export function promote(problem: ProblemState, others: readonly ProblemState[], asked: number, now: string): Merging {
  ensure(problemLife.allows(problem.state, 'merge'), problemErrors.wrongState, { from: problem.state, action: 'promote' });
  ensure(
    [problem, ...others].every(({ scope }) => scope === 'INDIVIDUAL'),
    problemErrors.notIndividual,
  );
  ensureMergeable(problem, others, asked);
  const next = { ...absorb(problem, others), scope: 'COMMON' as const };
  const mergedIds = others.map(({ id }) => id);
  return { decision: decide(next, problemPromoted({ ...about(next), mergedIds, promotedAt: now })), merged: merged(others, problem.id) };
}
