import type { values } from '@gezhi/shared/contracts';
import { rate } from '@gezhi/shared/domain';
import type { SurveyState } from './satisfaction.rules.js';

/** What was counted of a survey. */
export interface Counted extends Pick<SurveyState, 'leastAnswers'> {
  readonly isClosed: boolean;
  readonly answers: number;
  readonly satisfied: number;
  /** Households of the estate's register that answered, and all that it names. */
  readonly covered: number;
  readonly households: number;
}

/**
 * P-25 The satisfied of those who answered, and how many of the register answered. Nothing is shown while the survey is open, when
 * one answer more would tell what a household said, nor with fewer answers than laid down.
 */
export function resultOf({ isClosed, answers, satisfied, leastAnswers, covered, households }: Counted) {
  const isShown = isClosed && answers >= leastAnswers;
  return { coverage: rate(covered, households), satisfaction: isShown ? rate(satisfied, answers) : null };
}

/** P-25 Percentage points from one survey to the next, with two decimals, by whole hundredths; null without either. */
export function changeOf(before: values.Rate | null | undefined, after: values.Rate | null): number | null {
  const [was, is] = [before?.value ?? null, after?.value ?? null];
  return was === null || is === null ? null : (Math.round(is * 100) - Math.round(was * 100)) / 100;
}

/** P-25 The trend over the surveys of an estate, the latest first: each with its change since the one before. */
export function trendOf<C extends Counted>(surveys: readonly C[]) {
  const results = surveys.map((survey) => ({ ...survey, ...resultOf(survey) }));
  return results.map((result, index) => ({ ...result, change: changeOf(results[index + 1]?.satisfaction, result.satisfaction) }));
}
