import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import {
  answerState,
  coordinationRequestView,
  mutualReviewPolicyBody,
  mutualReviewView,
  overdueAnswer,
  reviewMonth,
  reviewScore,
} from './mutual-review-values.js';

export const mutualReviewErrors = errors('property.mutual-review', {
  policyInvalid: ['rule', '评价项不得重复', 'The criteria must differ'],
  scoresIncomplete: [
    'rule',
    '须按本地评价项逐项打分，每项一次，请按 criteria 补正',
    'Score every criterion in force exactly once; see criteria',
  ],
  monthInFuture: ['rule', '不能评价尚未到来的月份', 'A month still to come cannot be rated'],
  monthTaken: ['conflict', '该小区本月已评价，不能重复评价', 'The provider of this estate was rated for this month already'],
});

export const rateProvider = contract({
  subject: 'property.command.mutual-review.rate-provider.v1',
  summary: 'Rate the provider of an estate for a month by the criteria in force; the provider answers',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/mutual-reviews',
  input: z.object({
    id: values.id,
    estateId: values.id,
    month: reviewMonth,
    scores: z.array(reviewScore).min(1).max(20),
    comment: values.text(1000).optional(),
    evidenceIds: values.evidence.default([]),
  }),
  output: mutualReviewView,
  errors: [
    estateErrors.estateUnknown,
    mutualReviewErrors.scoresIncomplete,
    mutualReviewErrors.monthInFuture,
    mutualReviewErrors.monthTaken,
  ],
  versioned: true,
});

export const answerReview = contract({
  subject: 'property.command.mutual-review.answer-review.v1',
  summary: 'Answer a rating, as the provider',
  roles: ['property-company'],
  scope: ['estate'],
  method: 'POST',
  path: '/v1/mutual-reviews/:id/answer',
  input: z.object({ id: values.id, answer: values.text(1000) }),
  output: mutualReviewView,
  versioned: true,
});

export const raiseToCommunity = contract({
  subject: 'property.command.mutual-review.raise.v1',
  summary: 'Raise a need to the community, as the provider of an estate; the community answers',
  roles: ['property-company'],
  scope: ['estate'],
  method: 'POST',
  path: '/v1/coordination-requests',
  input: z.object({
    id: values.id,
    estateId: values.id,
    title: values.text(100),
    need: values.text(1000),
    evidenceIds: values.evidence.default([]),
  }),
  output: coordinationRequestView,
  errors: [estateErrors.estateUnknown],
  versioned: true,
});

export const answerCoordinationRequest = contract({
  subject: 'property.command.mutual-review.answer-request.v1',
  summary: 'Answer a need that the provider raised, as the community',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/coordination-requests/:id/answer',
  input: z.object({ id: values.id, answer: values.text(1000) }),
  output: coordinationRequestView,
  versioned: true,
});

const ofEstate = { roles: estateReaders, scope: ['place', 'estate'], method: 'GET' } as const;
const listInput = z.object({ estateId: values.id, state: answerState.optional(), ...values.pageInput });

export const reviewsOfEstate = contract({
  ...ofEstate,
  subject: 'property.query.mutual-review.reviews.v1',
  summary: 'How the provider of an estate was rated, the latest month first',
  path: '/v1/estates/:estateId/mutual-reviews',
  input: listInput,
  output: values.page(mutualReviewView),
});

export const coordinationRequestsOfEstate = contract({
  ...ofEstate,
  subject: 'property.query.mutual-review.requests.v1',
  summary: 'What the provider of an estate asked of the community, the latest first',
  path: '/v1/estates/:estateId/coordination-requests',
  input: listInput,
  output: values.page(coordinationRequestView),
});

export const overdueAnswers = contract({
  subject: 'property.query.mutual-review.overdue.v1',
  summary: 'The answers that either side owes the other at a place past their day, the longest overdue first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/overdue-answers',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(overdueAnswer),
});

export const publishMutualReviewPolicy = policyPublication({
  of: 'property.mutual-review',
  summary: 'Lay down what providers are rated by, and how long either side has to answer',
  body: mutualReviewPolicyBody,
  errors: [mutualReviewErrors.policyInvalid],
});
export const mutualReviewPolicy = policyInForce({
  of: 'property.mutual-review',
  id: 'MutualReviewPolicy',
  summary: 'What providers are rated by at a place, and how long either side has to answer',
  body: mutualReviewPolicyBody,
});
