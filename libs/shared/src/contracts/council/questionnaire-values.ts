import { z } from 'zod';
import { needKind } from '../property/need-values.js';
import * as values from '../values.js';

export const questionnaireState = z.enum(['OPEN', 'CLOSED']).meta({ id: 'QuestionnaireState', description: 'OPEN 填报中, CLOSED 已结束' });
export type QuestionnaireState = z.output<typeof questionnaireState>;

/** A question with what may be chosen; an option that names a kind of need records that need. */
export const question = z
  .object({
    text: values.text(200),
    mostChoices: z.int().min(1).max(20),
    options: z
      .array(z.object({ text: values.text(100), needKind: needKind.nullable().default(null) }))
      .min(2)
      .max(20),
  })
  .meta({ id: 'Question' });
export type Question = z.output<typeof question>;

export const questionnaireView = z
  .object({
    id: values.id,
    version: values.version,
    communityCode: values.communityCode,
    title: z.string(),
    questions: z.array(question),
    opensAt: values.instant,
    closesAt: values.instant,
    state: questionnaireState,
  })
  .meta({ id: 'Questionnaire', description: 'What the households of a community are asked' });

export const answerChannel = z
  .enum(['ONLINE', 'ASSISTED'])
  .meta({ id: 'AnswerChannel', description: 'ONLINE 线上填写, ASSISTED 代为填写' });
export type AnswerChannel = z.output<typeof answerChannel>;

export const questionnaireAnswerView = z
  .object({
    id: values.id,
    version: values.version,
    questionnaireId: values.id,
    communityCode: values.communityCode,
    householdId: values.id,
    channel: answerChannel,
    choices: z.array(z.array(z.int())),
    answeredAt: values.instant,
  })
  .meta({ id: 'QuestionnaireAnswer', description: 'What a household chose: for each question the numbers of the options, from 0' });
