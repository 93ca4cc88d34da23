import {
  estateErrors,
  mutualReviewErrors,
  raisedToCommunity,
  type AnswerState,
  type InputOf,
  type raiseToCommunity,
  type rateProvider,
  type ReviewScore,
  type values,
} from '@gezhi/shared/contracts';
import { decide, endOfDayAfter, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureScores, type MutualReviewPolicy } from './mutual-review-policy.rules.js';

/** P-15 What either side says to the other waits for an answer, and is answered once. */
export const answerLife = transitions<AnswerState, 'answer'>({ WAITING: { answer: 'ANSWERED' }, ANSWERED: {} }, { initial: 'WAITING' });

/** What waits for an answer until an instant. */
export interface Answerable {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly state: AnswerState;
  readonly dueAt: values.Instant;
  readonly answer: string | null;
  readonly answeredAt: values.Instant | null;
  readonly evidenceIds: string[];
}

export interface MutualReviewState extends Answerable {
  readonly month: string;
  readonly scores: ReviewScore[];
  readonly comment: string | null;
  readonly ratedAt: values.Instant;
}

export interface CoordinationRequestState extends Answerable {
  readonly title: string;
  readonly need: string;
  readonly raisedAt: values.Instant;
}

type Estate = { readonly communityCode: string } | undefined;

const waiting = (days: number, now: values.Instant) => ({
  ...{ version: 1, state: answerLife.initial, dueAt: endOfDayAfter(now, days), answer: null, answeredAt: null },
});

/**
 * P-15 The community rates the provider of an estate for a month, by every criterion in force; the provider answers in the days of
 * the policy. Refuses with `property.estate.estate-unknown`, `property.mutual-review.month-in-future` or `scores-incomplete` {criteria}.
 */
export function rate(
  { id, estateId, month, scores, comment, evidenceIds }: InputOf<typeof rateProvider>,
  estate: Estate,
  policy: MutualReviewPolicy,
  now: values.Instant,
): Decision<MutualReviewState> {
  ensure(estate, estateErrors.estateUnknown);
  ensure(month <= localDateOf(now).slice(0, 7), mutualReviewErrors.monthInFuture);
  ensureScores(scores, policy);
  const { communityCode } = estate;
  const answered = waiting(policy.reviewAnswerDays, now);
  return decide({ ...answered, id, estateId, communityCode, month, scores, comment: comment ?? null, evidenceIds, ratedAt: now });
}

/**
 * P-15 The provider of an estate raises a need to the community, which answers in the days of the policy. Refuses with
 * `property.estate.estate-unknown`.
 */
export function raise(
  { id, estateId, title, need, evidenceIds }: InputOf<typeof raiseToCommunity>,
  estate: Estate,
  policy: Pick<MutualReviewPolicy, 'requestAnswerDays'>,
  now: values.Instant,
): Decision<CoordinationRequestState> {
  ensure(estate, estateErrors.estateUnknown);
  const { communityCode } = estate;
  const state = { ...waiting(policy.requestAnswerDays, now), id, estateId, communityCode, title, need, evidenceIds, raisedAt: now };
  return decide(state, raisedToCommunity({ requestId: id, estateId, communityCode, dueAt: state.dueAt, at: now, version: 1 }));
}

/** P-15 The other side answers, late or not, once. Refuses with `platform.request.wrong-state`. */
export function answer<S extends Answerable>(waits: S, text: string, now: values.Instant): Decision<S> {
  return decide({ ...waits, state: answerLife.next(waits.state, 'answer'), answer: text, answeredAt: now });
}
