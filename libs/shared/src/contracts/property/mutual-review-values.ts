import { z } from 'zod';
import * as values from '../values.js';

export const reviewCriterionCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'ReviewCriterionCode', description: 'A criterion of the policy in force where the estate is' });

/** What a provider is rated by, and how many days each side has to answer the other. */
export const mutualReviewPolicyBody = {
  criteria: z
    .array(
      z
        .object({ code: reviewCriterionCode, zh: values.text(40), source: values.text(200), assumed: z.boolean() })
        .meta({ id: 'ReviewCriterion' }),
    )
    .min(1)
    .max(20),
  /** The provider answers a review in so many days. */
  reviewAnswerDays: z.int().min(1).max(365),
  /** The community answers a need of the provider in so many days. */
  requestAnswerDays: z.int().min(1).max(365),
  source: values.text(200),
  assumed: z.boolean(),
};

export const answerState = z.enum(['WAITING', 'ANSWERED']).meta({ id: 'AnswerState', description: 'WAITING 待答复, ANSWERED 已答复' });
export type AnswerState = z.output<typeof answerState>;

/** A month of the calendar. */
export const reviewMonth = z
  .string()
  .regex(/^(?!0)\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ id: 'ReviewMonth', description: 'Month, YYYY-MM' });

export const reviewScore = z
  .object({ criterion: reviewCriterionCode, score: z.int().min(1).max(5) })
  .meta({ id: 'ReviewScore', description: 'From 1 很不满意 to 5 很满意' });
export type ReviewScore = z.output<typeof reviewScore>;

const answered = {
  evidenceIds: z.array(values.id),
  state: answerState,
  dueAt: values.instant,
  answer: z.string().nullable(),
  answeredAt: values.instant.nullable(),
  version: values.version,
};

export const mutualReviewView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    month: reviewMonth,
    scores: z.array(reviewScore),
    comment: z.string().nullable(),
    ratedAt: values.instant,
    ...answered,
  })
  .meta({
    id: 'MutualReview',
    description: 'How the community rates the provider of an estate for a month, and what the provider answers',
  });

export const coordinationRequestView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    title: z.string(),
    need: z.string(),
    raisedAt: values.instant,
    ...answered,
  })
  .meta({ id: 'CoordinationRequest', description: 'What the provider of an estate needs from the community, and what that answers' });

/** Who owes an answer: the provider to the community, or the community to the provider. */
export const reviewDirection = z.enum(['COMMUNITY_TO_PROVIDER', 'PROVIDER_TO_COMMUNITY']).meta({
  id: 'ReviewDirection',
  description: 'COMMUNITY_TO_PROVIDER 社区评价物业（物业答复）, PROVIDER_TO_COMMUNITY 物业提请社区（社区答复）',
});

export const overdueAnswer = z
  .object({ direction: reviewDirection, id: values.id, estateId: values.id, communityCode: values.communityCode, dueAt: values.instant })
  .meta({ id: 'OverdueAnswer' });
