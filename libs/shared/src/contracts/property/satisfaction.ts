import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors } from './estate.js';
import {
  satisfactionAnswerView,
  satisfactionPolicyBody,
  satisfactionResult,
  satisfactionScore,
  satisfactionSurveyView,
} from './satisfaction-values.js';

export const satisfactionErrors = errors('property.satisfaction', {
  periodInvalid: [
    'rule',
    '调查期间须先起后止且已经开始，请更正起止日期',
    'A period begins before it ends, and today at the latest; correct its days',
  ],
  periodTaken: [
    'conflict',
    '本小区在该期间已有满意度调查，请另选期间',
    'The estate has a survey of a period that meets this one; choose another period',
  ],
  closesInPast: ['rule', '截止日期不能早于今天，请改为今天或以后', 'The last day lies in the past; choose today or a later day'],
  surveyUnknown: ['rule', '没有此项调查，请核对调查编号', 'There is no such survey; look at those of the estate'],
  surveyClosed: ['rule', '调查已经截止，不再接收答卷', 'The survey is closed and takes no more answers; wait for the next one'],
  householdElsewhere: [
    'rule',
    '该户不属于本小区或已迁出，请核对户编号',
    'The household is none of the estate, or has left; look at its id in the register of units',
  ],
  alreadyAnswered: ['conflict', '该户已经答过本次调查，每户只计一份', 'The household has answered this survey already; one answer counts'],
});

export const openSurvey = contract({
  subject: 'property.command.satisfaction.open.v1',
  summary: 'Ask every household of an estate how satisfied it was in a period; periods of an estate do not meet',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/satisfaction-surveys',
  input: z.object({
    id: values.id,
    estateId: values.id,
    periodFrom: values.localDate,
    periodTo: values.localDate,
    /** The last day on which answers are taken. */
    closesOn: values.localDate,
  }),
  output: satisfactionSurveyView,
  errors: [estateErrors.estateUnknown, satisfactionErrors.periodInvalid, satisfactionErrors.periodTaken, satisfactionErrors.closesInPast],
  versioned: true,
});

const answered = { id: values.id, surveyId: values.id, householdId: values.id, score: satisfactionScore };
const refusals = [
  satisfactionErrors.surveyUnknown,
  satisfactionErrors.surveyClosed,
  satisfactionErrors.householdElsewhere,
  satisfactionErrors.alreadyAnswered,
];

export const answerSurvey = contract({
  subject: 'property.command.satisfaction.answer.v1',
  summary: 'Answer a survey for one’s own household, once',
  roles: ['resident'],
  scope: ['self'],
  method: 'POST',
  path: '/v1/satisfaction-answers',
  input: z.object(answered),
  output: satisfactionAnswerView,
  errors: refusals,
  versioned: true,
});

export const recordPaperAnswer = contract({
  subject: 'property.command.satisfaction.record-paper.v1',
  summary: 'Enter the answer that a household gave on paper, with the slip as evidence',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/satisfaction-paper-answers',
  input: z.object({ ...answered, evidenceIds: values.evidence.min(1) }),
  output: satisfactionAnswerView,
  errors: refusals,
  versioned: true,
});

export const satisfactionTrend = contract({
  subject: 'property.query.satisfaction.trend.v1',
  summary: 'The surveys of an estate and what each gave, for everyone to read, the latest period first',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/estates/:estateId/satisfaction',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(satisfactionResult),
});

export const publishSatisfactionPolicy = policyPublication({
  of: 'property.satisfaction',
  summary: 'Lay down from which score on a household is satisfied, and with how many answers a result is shown',
  body: satisfactionPolicyBody,
});
export const satisfactionPolicy = policyInForce({
  of: 'property.satisfaction',
  id: 'SatisfactionPolicy',
  summary: 'From which score on a household is satisfied at a place, and with how many answers a result is shown',
  body: satisfactionPolicyBody,
});
