import { z } from 'zod';
import * as values from '../values.js';

/** What a jurisdiction lays down for satisfaction surveys. */
export const satisfactionPolicyBody = {
  /** From this score on, of five, a household is satisfied. */
  satisfiedFrom: z.int().min(1).max(5),
  /** With fewer answers no result is shown: it might point at households. */
  leastAnswers: z.int().min(1).max(1000),
  source: values.text(200),
  assumed: z.boolean(),
};

export const satisfactionScore = z
  .int()
  .min(1)
  .max(5)
  .meta({ id: 'SatisfactionScore', description: '1 很不满意, 2 不满意, 3 一般, 4 满意, 5 很满意' });

/** How an answer came in: from the household itself, or on a slip of paper that was entered for it. */
export const answeredBy = z.enum(['HOUSEHOLD', 'PAPER']).meta({ id: 'AnsweredBy', description: 'HOUSEHOLD 本户填写, PAPER 纸质代录' });
export type AnsweredBy = z.output<typeof answeredBy>;

const survey = {
  id: values.id,
  estateId: values.id,
  communityCode: values.communityCode,
  periodFrom: values.localDate,
  periodTo: values.localDate,
  /** As laid down when it was opened. */
  satisfiedFrom: z.int(),
  leastAnswers: z.int(),
  openedAt: values.instant,
  /** Answers are taken before this instant. */
  closesAt: values.instant,
  version: values.version,
};

export const satisfactionSurveyView = z
  .object(survey)
  .meta({ id: 'SatisfactionSurvey', description: 'One question to every household of an estate about a period' });

export const satisfactionAnswerView = z
  .object({
    id: values.id,
    surveyId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    householdId: values.id,
    score: satisfactionScore,
    answeredBy,
    evidenceIds: z.array(values.id),
    answeredAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'SatisfactionAnswer' });

export const satisfactionResult = z
  .object({
    ...survey,
    isClosed: z.boolean(),
    answers: z.int(),
    /** Of the households that the estate's register of units names, those that answered. */
    coverage: values.rate,
    /** Satisfied households of those that answered; null while it is open, and with fewer answers than laid down. */
    satisfaction: values.rate.nullable(),
    /** Percentage points more or less than in the survey before, with two decimals; null without either. */
    change: z.number().nullable(),
  })
  .meta({ id: 'SatisfactionResult', description: 'What a survey of an estate gave, by numbers alone' });
