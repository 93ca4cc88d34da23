import type { FactKind, MetricExclusion, MetricName, MetricScope, MetricVerdict } from '@gezhi/shared/contracts';
import { foldProblem, foldRequest, inOrder, type CaseFact, type ProblemCase, type RequestCase } from './case.rules.js';

/** How one case stands in one metric. */
export interface Standing {
  readonly metric: MetricName;
  readonly subjectId: string;
  readonly scope: MetricScope;
  readonly placeCode: string;
  readonly gridCodes: readonly string[];
  readonly householdId: string | null;
  /** `pending` counts in the denominator once `at` has passed. */
  readonly verdict: MetricVerdict;
  readonly exclusion: MetricExclusion | null;
  readonly at: string;
  readonly counterEntries: number;
}

/** One row per metric: its facts, the cases it is about, its period, both counts, exclusions and what was taken back. */
interface Row<C> {
  readonly metric: MetricName;
  readonly kinds: readonly FactKind[];
  /** The instant that places a case in a period; null while the metric is not about it. */
  readonly at: (of: C) => string | null;
  /** Whether the case counts before that instant. */
  readonly isSettled: (of: C) => boolean;
  readonly counts: (of: C) => boolean;
  readonly excluded: (of: C) => MetricExclusion | null;
  readonly counterEntries: (of: C) => number;
}

const always = (): boolean => true;
const none = (): number => 0;

/** I-T20: a request filed and closed by one person proves nothing, nor does a rating from the handler's account. */
const leftOut = (of: RequestCase): MetricExclusion | null => {
  if (of.isDuplicate) return 'duplicate';
  return of.filedById !== null && of.filedById === of.closedById ? 'filed-by-handler' : null;
};
const ratedByHandler = (of: RequestCase): boolean => of.ratedById !== null && [of.handlerId, of.closedById].includes(of.ratedById);

const closing: readonly FactKind[] = ['request-accepted', 'request-dispatched', 'request-closed', 'request-reopened', 'request-duplicated'];

const requestMetrics: readonly Row<RequestCase>[] = [
  {
    metric: 'closureRate',
    kinds: closing,
    at: (of) => (of.isAccepted ? of.dueAt : null),
    isSettled: (of) => of.wasClosed,
    counts: (of) => of.isClosed,
    excluded: leftOut,
    counterEntries: (of) => of.closuresReversed,
  },
  {
    metric: 'onTimeRate',
    kinds: closing,
    at: (of) => (of.isAccepted ? of.dueAt : null),
    isSettled: (of) => of.wasClosed,
    counts: (of) => of.isClosed && of.isOnTime,
    excluded: leftOut,
    counterEntries: (of) => of.closuresReversed,
  },
  {
    metric: 'resolutionRate',
    kinds: ['request-confirmed', 'request-reopened', 'request-duplicated'],
    at: (of) => (of.resolved === null ? null : of.followedUpAt),
    isSettled: always,
    counts: (of) => of.resolved === true,
    excluded: leftOut,
    counterEntries: (of) => of.resolutionsReversed,
  },
  {
    metric: 'satisfactionRate',
    kinds: ['request-rated', 'request-closed', 'request-duplicated'],
    at: (of) => (of.satisfied === null ? null : of.ratedAt),
    isSettled: always,
    counts: (of) => of.satisfied === true,
    excluded: (of) => leftOut(of) ?? (ratedByHandler(of) ? 'rated-by-handler' : null),
    counterEntries: none,
  },
  {
    metric: 'responseRate',
    kinds: ['request-dispatched', 'request-responded', 'request-duplicated'],
    at: (of) => (of.isDispatched ? of.responseDueAt : null),
    isSettled: (of) => of.respondedOnTime !== null,
    counts: (of) => of.respondedOnTime === true,
    excluded: leftOut,
    counterEntries: none,
  },
];

const problemMetrics: readonly Row<ProblemCase>[] = [
  {
    metric: 'rectificationRate',
    kinds: ['problem-collected', 'problem-rectified', 'problem-reopened', 'problem-transferred', 'problem-promoted', 'problem-merged'],
    at: (of) => of.collectedAt,
    isSettled: always,
    counts: (of) => of.isRectified,
    excluded: (of) => (of.isMerged ? 'merged' : null),
    counterEntries: (of) => of.rectificationsReversed,
  },
];

function standingIn<C>(row: Row<C>, of: C, scope: MetricScope, last: CaseFact): Standing[] {
  const at = row.at(of);
  if (at === null) return [];
  const exclusion = row.excluded(of);
  const verdict = exclusion ? 'excluded' : row.counts(of) ? 'numerator' : row.isSettled(of) ? 'denominator' : 'pending';
  const { subjectId, placeCode, gridCodes, householdId } = last;
  return [
    {
      metric: row.metric,
      subjectId,
      scope,
      placeCode,
      gridCodes,
      householdId,
      verdict,
      exclusion,
      at,
      counterEntries: row.counterEntries(of),
    },
  ];
}

/** I-11 How one case stands in every metric it concerns, by its facts alone: the same facts in any order, any number of times, give the same. */
export function standings(facts: readonly CaseFact[]): Standing[] {
  const last = inOrder(facts).findLast(({ kind }) => kind !== 'problem-merged') ?? facts[0];
  if (!last) return [];
  if (last.kind.startsWith('request-')) {
    const request = foldRequest(facts);
    return requestMetrics.flatMap((row) => standingIn(row, request, 'all', last));
  }
  const problem = foldProblem(facts);
  return problemMetrics.flatMap((row) => standingIn(row, problem, problem.scope, last));
}

/** I-11 The standings of many cases, from their facts in any order. */
export function standingsOf(facts: readonly CaseFact[]): Standing[] {
  const cases = new Map<string, CaseFact[]>();
  for (const fact of facts) cases.set(fact.subjectId, [...(cases.get(fact.subjectId) ?? []), fact]);
  return [...cases.values()].flatMap(standings);
}

/** I-11 The kinds of fact that decide how a case stands in a metric: what its evidence shows. */
export function kindsBehind(metric: MetricName): readonly FactKind[] {
  return [...requestMetrics, ...problemMetrics].find((row) => row.metric === metric)!.kinds;
}
