import type { FactKind, MetricScope } from '@gezhi/shared/contracts';
import { inOrder, type CaseFact, type Step } from './case.rules.js';

/** A problem as its facts tell it. */
export interface ProblemCase {
  readonly scope: MetricScope;
  readonly collectedAt: string | null;
  readonly isRectified: boolean;
  readonly isMerged: boolean;
  readonly rectificationsReversed: number;
}

const newProblem: ProblemCase = { scope: 'all', collectedAt: null, isRectified: false, isMerged: false, rectificationsReversed: 0 };

const problemSteps: Partial<Record<FactKind, Step<ProblemCase>>> = {
  'problem-collected': (_, fact) => ({ collectedAt: fact.at }),
  'problem-rectified': () => ({ isRectified: true }),
  'problem-reopened': (state) => ({
    isRectified: false,
    rectificationsReversed: state.rectificationsReversed + (state.isRectified ? 1 : 0),
  }),
  'problem-merged': () => ({ isMerged: true }),
};

const scopes: Record<string, MetricScope> = { COMMON: 'common', INDIVIDUAL: 'individual' };

/** I-13 A problem is the fold of its facts by version: a failed re-check takes its rectification back (G-T7), a merged one leaves the counts. */
export function foldProblem(facts: readonly CaseFact[]): ProblemCase {
  return inOrder(facts).reduce<ProblemCase>(
    (state, fact) => ({ ...state, scope: scopes[String(fact.value['scope'])] ?? state.scope, ...problemSteps[fact.kind]?.(state, fact) }),
    newProblem,
  );
}
