import type { MetricName, MetricScope, MetricValue } from '@gezhi/shared/contracts';
import { rate } from '@gezhi/shared/domain';

/** How many cases of a metric and scope stand how. */
export interface Count {
  readonly metric: MetricName;
  readonly scope: MetricScope;
  readonly numerator: number;
  readonly denominator: number;
  readonly excluded: number;
  readonly pending: number;
  readonly unaccepted: number;
  readonly counterEntries: number;
}

const shown: readonly (readonly [MetricName, readonly MetricScope[]])[] = [
  ['closureRate', ['all']],
  ['onTimeRate', ['all']],
  ['resolutionRate', ['all']],
  ['satisfactionRate', ['all']],
  ['responseRate', ['all']],
  ['rectificationRate', ['all', 'common', 'individual']],
];
const sum = (counts: readonly Count[], of: (count: Count) => number): number => counts.reduce((total, count) => total + of(count), 0);

/**
 * I-13 Counts as rates, common and individual problems apart and together, always in the same order; no data is `null`, never
 * 0 or 100 % (G-T15). A numerator belongs to the denominator, which counts both.
 */
export function valuesOf(counts: readonly Count[]): MetricValue[] {
  return shown.flatMap(([metric, scopes]) =>
    scopes.map((scope) => {
      const of = counts.filter((count) => count.metric === metric && (scope === 'all' || count.scope === scope));
      const numerator = sum(of, (count) => count.numerator);
      return {
        metric,
        scope,
        rate: rate(numerator, numerator + sum(of, (count) => count.denominator)),
        excluded: sum(of, (count) => count.excluded),
        pending: sum(of, (count) => count.pending),
        unaccepted: sum(of, (count) => count.unaccepted),
        counterEntries: sum(of, (count) => count.counterEntries),
      };
    }),
  );
}
