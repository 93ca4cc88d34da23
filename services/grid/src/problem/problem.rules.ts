import {
  problemCollected,
  problemErrors,
  type collectProblem,
  type InputOf,
  type ProblemScope,
  type ProblemState as State,
  type RectificationTrack,
} from '@gezhi/shared/contracts';
import { calendarTime, decide, ensure, parentOf, transitions, type Decision } from '@gezhi/shared/domain';
import { classOf, type ProblemPolicy } from './problem-policy.rules.js';

type Action = 'report' | 'rectifyOnSpot' | 'pass' | 'fail' | 'failBack' | 'transfer' | 'merge';

/** G-20 G-23 The life of a problem: REPORTED counts as rectified only when another person has passed it. */
export const problemLife = transitions<State, Action>(
  {
    OPEN: { report: 'REPORTED', rectifyOnSpot: 'RECTIFIED', transfer: 'ANNUAL', merge: 'MERGED' },
    REPORTED: { pass: 'RECTIFIED', fail: 'OPEN', failBack: 'ANNUAL' },
    RECTIFIED: { pass: 'RECTIFIED', fail: 'OPEN', failBack: 'ANNUAL' },
    ANNUAL: { report: 'REPORTED' },
    MERGED: {},
  },
  { initial: 'OPEN' },
);

export interface ProblemState {
  readonly id: string;
  readonly version: number;
  readonly scope: ProblemScope;
  readonly class: string;
  readonly state: State;
  readonly track: RectificationTrack;
  readonly summary: string;
  /** The narrowest place that covers all grids it touches. */
  readonly placeCode: string;
  /** The community it was collected in, for ever; null when it spanned several. Its register number is unique there. */
  readonly communityCode: string | null;
  readonly gridCodes: readonly string[];
  readonly householdId: string | null;
  readonly campaignId: string | null;
  readonly collectedById: string | null;
  readonly collectedAt: string;
  /** Until when it may be rectified on the spot, by the policy it was collected under; null when its class may not. */
  readonly onTheSpotUntil: string | null;
  /** The days after its rectification on which it is looked at again, by the policy it was collected under. */
  readonly recheckDays: readonly number[];
  readonly rectifiedById: string | null;
  readonly reportedAt: string | null;
  readonly verifiedById: string | null;
  readonly rectifiedAt: string | null;
  readonly recheckDueAt: string | null;
  /** For which of the dates it was told that a look is due. */
  readonly recheckToldFor: string | null;
  readonly rechecks: number;
  readonly evidenceIds: readonly string[];
  readonly annualItemId: string | null;
  readonly mergedIntoId: string | null;
  readonly externalRef: string | null;
}

const communityOf = (placeCode: string): string | null => (placeCode.length >= 12 ? placeCode.slice(0, 12) : null);

/** G-20 What every event of a problem tells, with the version the change will give it. */
export function about(problem: ProblemState, version = problem.version + 1) {
  const { id, scope, placeCode, gridCodes, campaignId } = problem;
  const communityCode = communityOf(placeCode);
  return { problemId: id, version, scope, class: problem.class, placeCode, communityCode, gridCodes: [...gridCodes], campaignId };
}

/** G-20 The state an action leads to; refuses with `grid.problem.wrong-state`. */
export const moveOn = (problem: ProblemState, action: Action): State => problemLife.next(problem.state, action, problemErrors.wrongState);

/** G-20 The narrowest place that covers the grids, at widest a street; refuses with `grid.problem.place-missing` or `grids-apart`. */
export function placeOver(gridCodes: readonly string[], communityCode: string | undefined): string {
  let place = gridCodes[0] ?? communityCode;
  ensure(place, problemErrors.placeMissing);
  for (const code of [...gridCodes, ...(communityCode ? [communityCode] : [])])
    while (!code.startsWith(place)) {
      const above = parentOf(place);
      ensure(above && above.length >= 9, problemErrors.gridsApart, { gridCodes: [...gridCodes] });
      place = above;
    }
  return place;
}

const hour = 3_600_000;
const notYet = {
  rectifiedById: null,
  reportedAt: null,
  verifiedById: null,
  rectifiedAt: null,
  recheckDueAt: null,
  recheckToldFor: null,
  rechecks: 0,
  evidenceIds: [],
  annualItemId: null,
  mergedIntoId: null,
} as const;

/**
 * G-20 G-21 A problem is collected: a common one with all grids it touches, an individual one with a single grid. Refuses with
 * `grid.problem.class-unknown`, `place-missing`, `grids-apart` or `subject-missing`.
 */
export function collect(
  input: InputOf<typeof collectProblem>,
  policy: ProblemPolicy,
  by: string | null,
  now: string,
): Decision<ProblemState> {
  const { id, scope, summary, householdId, campaignId, externalRef } = input;
  const gridCodes = [...new Set(input.gridCodes)].toSorted();
  const { onTheSpotHours } = classOf(policy, input.class);
  ensure(scope === 'COMMON' || gridCodes.length <= 1, problemErrors.subjectMissing);
  const optional = { householdId: householdId ?? null, campaignId: campaignId ?? null, externalRef: externalRef ?? null };
  const placeCode = placeOver(gridCodes, input.communityCode);
  const communityCode = communityOf(placeCode);
  const onTheSpotUntil = onTheSpotHours === null ? null : calendarTime.after(now, onTheSpotHours * hour);
  const made = { state: problemLife.initial, track: 'ORDINARY', version: 1, collectedById: by, collectedAt: now, onTheSpotUntil } as const;
  const { recheckDays } = policy;
  const problem = {
    ...notYet,
    ...optional,
    ...made,
    recheckDays,
    id,
    scope,
    class: input.class,
    summary,
    placeCode,
    communityCode,
    gridCodes,
  };
  return decide(problem, problemCollected({ ...about(problem, 1), collectedAt: now }));
}

/** G-23 G-T6 What a problem counts as; the three and nothing else add up to the total. A merged one counts nowhere. */
export function standing(problem: Pick<ProblemState, 'state' | 'annualItemId'>): 'rectified' | 'annual' | 'open' | null {
  if (problem.state === 'MERGED') return null;
  if (problem.state === 'RECTIFIED') return 'rectified';
  return problem.annualItemId === null ? 'open' : 'annual';
}
