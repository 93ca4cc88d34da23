import { problemErrors, problemRecheckDue, problemRectified, problemReopened } from '@gezhi/shared/contracts';
import { decide, ensure, isOnTime, recheckAfter, type Decision } from '@gezhi/shared/domain';
import { about, moveOn, type ProblemState } from './problem.rules.js';

interface How {
  readonly requestIds?: readonly string[];
  readonly imported?: boolean;
  readonly version?: number;
}

/**
 * G-20 The fact that a problem counts as rectified, with those who collected, rectified and verified it, and the requests that
 * show it: the concluded ones are asked about again, the open ones stay with whoever handles them.
 */
export function rectifiedEvent(problem: ProblemState, at: string, { requestIds = [], imported = false, version }: How = {}) {
  const { track, collectedById, rectifiedById, verifiedById } = problem;
  const by = { track, collectedById, rectifiedById, verifiedById };
  return problemRectified({ ...about(problem, version), rectifiedAt: at, ...by, imported, requestIds: [...requestIds] });
}

/**
 * G-20 G-23 A rectification is reported and waits for another person's check; an annual special item only with all its
 * milestones done (`grid.problem.milestones-open`).
 */
export function rectify(
  problem: ProblemState,
  evidenceIds: readonly string[],
  openMilestones: number,
  by: string | null,
  now: string,
): Decision<ProblemState> {
  const state = moveOn(problem, 'report');
  ensure(openMilestones === 0, problemErrors.milestonesOpen, { openMilestones });
  const evidence = [...problem.evidenceIds, ...evidenceIds];
  return decide({ ...problem, state, track: 'ORDINARY', reportedAt: now, rectifiedById: by, evidenceIds: evidence });
}

/**
 * G-22 Rectified on the spot (立行立改): where its class allowed it when it was collected, within that short limit, with evidence.
 * Refuses with `grid.problem.not-immediate`, `too-late-for-the-spot` or `evidence-missing`.
 */
export function rectifyOnSpot(
  problem: ProblemState,
  evidenceIds: readonly string[],
  by: string | null,
  now: string,
  requestIds: readonly string[] = [],
): Decision<ProblemState> {
  const state = moveOn(problem, 'rectifyOnSpot');
  const { onTheSpotUntil: until } = problem;
  ensure(until, problemErrors.notImmediate);
  ensure(evidenceIds.length, problemErrors.evidenceMissing);
  ensure(isOnTime(now, until), problemErrors.tooLateForTheSpot, { until });
  const done = { track: 'IMMEDIATE', reportedAt: now, rectifiedAt: now, rectifiedById: by } as const;
  const next = watched({ ...problem, state, ...done, evidenceIds: [...problem.evidenceIds, ...evidenceIds] }, 0);
  return decide(next, rectifiedEvent(next, now, { requestIds }));
}

/**
 * G-20 G-T7 Another person checks a rectification, at once or again weeks later; a failed check makes the problem count as open
 * (or annual) again, with a counter-entry when it had counted as rectified. A passing look waits for its day, a failing one does
 * not. Refuses the rectifier with `grid.problem.same-person`, and with `recheck-not-due` {dueAt}.
 */
export function verify(
  problem: ProblemState,
  passed: boolean,
  by: string | null,
  now: string,
  requestIds: readonly string[] = [],
): Decision<ProblemState> {
  const state = moveOn(problem, passed ? 'pass' : problem.annualItemId ? 'failBack' : 'fail');
  ensure(by !== problem.rectifiedById || by === null, problemErrors.samePerson);
  const counted = problem.state === 'RECTIFIED';
  if (passed) {
    const { recheckDueAt: dueAt } = problem;
    ensure(!counted || (dueAt !== null && dueAt <= now), problemErrors.recheckNotDue, { dueAt });
    const next = watched(
      { ...problem, state, verifiedById: by, rectifiedAt: problem.rectifiedAt ?? now },
      counted ? problem.rechecks + 1 : 0,
    );
    return counted ? decide(next) : decide(next, rectifiedEvent(next, now, { requestIds }));
  }
  const next = { ...problem, ...unwatched, state, verifiedById: null, rectifiedAt: null, reportedAt: null };
  return counted ? decide(next, problemReopened({ ...about(next), reopenedAt: now })) : decide(next);
}

const unwatched = { recheckDueAt: null, recheckToldFor: null, rechecks: 0 } as const;

/** With the date of the next look after so many. */
const watched = (problem: ProblemState, rechecks: number): ProblemState => ({
  ...problem,
  rechecks,
  recheckDueAt: recheckAfter(problem.rectifiedAt!, problem.recheckDays, rechecks),
});

/** G-T7 Says once for each date that a rectification is to be looked at again; nothing before it, and nothing twice. */
export function tellRecheck(problem: ProblemState, now: string): Decision<ProblemState> {
  const { recheckDueAt: dueAt } = problem;
  if (dueAt === null || dueAt > now || problem.recheckToldFor === dueAt) return decide(problem);
  const next = { ...problem, recheckToldFor: dueAt };
  return decide(next, problemRecheckDue({ ...about(next), dueAt }));
}
