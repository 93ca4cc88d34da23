import type { FactKind, MetricExclusion, MetricName, MetricScope, MetricVerdict } from '@gezhi/shared/contracts';
import { foldRequest, inOrder, type CaseFact } from './case.rules.js';
import { problemMetrics, requestMetrics, type Row } from './metric-row.rules.js';
import { foldProblem } from './problem-case.rules.js';

/** How one case stands in one metric. */
export interface Standing {
  readonly metric: MetricName;
  readonly subjectId: string;
  readonly scope: MetricScope;
  readonly placeCode: string;
  readonly gridCodes: readonly string[];
  readonly householdId: string | null;
  /** `pending` counts in the denominator once `at` has passed; `unaccepted` is pending until then. */
  readonly verdict: MetricVerdict;
  readonly exclusion: MetricExclusion | null;
  readonly at: string;
  readonly counterEntries: number;
}

function verdictOf<C>(row: Row<C>, of: C): MetricVerdict {
  if (row.isUnaccepted(of)) return 'unaccepted';
  if (row.counts(of)) return 'numerator';
  return row.isSettled(of) ? 'denominator' : 'pending';
}

function standingIn<C>(row: Row<C>, of: C, scope: MetricScope, last: CaseFact): Standing[] {
  const at = row.at(of);
  if (at === null) return [];
  const exclusion = row.excluded(of);
  const { subjectId, placeCode, gridCodes, householdId } = last;
  return [
    {
      metric: row.metric,
      subjectId,
      scope,
      placeCode,
      gridCodes,
      householdId,
      verdict: exclusion ? 'excluded' : verdictOf(row, of),
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
