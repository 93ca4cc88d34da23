import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { question, questionnaireAnswerView, questionnaireState, questionnaireView } from './questionnaire-values.js';

export const questionnaireErrors = errors('council.questionnaire', {
  questionInvalid: [
    'rule',
    '问题的可选数不得多于选项数，选项及问题不得重复',
    'No more choices than options, and no question or option twice',
  ],
  closingInvalid: ['rule', '截止时间须晚于现在', 'It must close after now'],
  closed: ['rule', '问卷已截止，不能再填写', 'The questionnaire is closed; it takes no more answers'],
  choiceInvalid: ['rule', '所选不在选项内，或超过可选数，请核对', 'A choice is no option, or there are too many; check them'],
  alreadyAnswered: ['conflict', '该户已填写本问卷', 'The household has answered already'],
  householdElsewhere: ['rule', '该户不在本社区，请核对', 'The household does not live in this community; check it'],
});

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;

export const openQuestionnaire = contract({
  ...deciding,
  subject: 'council.command.questionnaire.open.v1',
  summary: 'Ask the households of a community what they need, until an instant',
  path: '/v1/questionnaires',
  input: z.object({
    id: values.id,
    communityCode: values.communityCode,
    title: values.text(100),
    questions: z.array(question).min(1).max(30),
    closesAt: values.instant,
  }),
  output: questionnaireView,
  errors: [questionnaireErrors.questionInvalid, questionnaireErrors.closingInvalid],
});

export const closeQuestionnaire = contract({
  ...deciding,
  subject: 'council.command.questionnaire.close.v1',
  summary: 'Take no more answers from now on',
  path: '/v1/questionnaires/:id/close',
  input: z.object({ id: values.id }),
  output: questionnaireView,
});

export const answerQuestionnaire = contract({
  subject: 'council.command.questionnaire.answer.v1',
  summary: 'Answer for a household, once; the needs that were chosen are recorded with it',
  roles: ['resident', 'grid-worker', 'cadre', 'community-secretary'],
  scope: ['place', 'self'],
  method: 'POST',
  path: '/v1/questionnaires/:questionnaireId/answers',
  input: z.object({
    id: values.id,
    questionnaireId: values.id,
    householdId: values.id,
    /** For each question the numbers of the options, from 0. */
    choices: z
      .array(z.array(z.int().min(0).max(19)).max(20))
      .min(1)
      .max(30),
  }),
  output: questionnaireAnswerView,
  errors: [
    questionnaireErrors.closed,
    questionnaireErrors.choiceInvalid,
    questionnaireErrors.alreadyAnswered,
    questionnaireErrors.householdElsewhere,
  ],
});

export const questionnairesOfPlace = contract({
  subject: 'council.query.questionnaire.of-place.v1',
  summary: 'The questionnaires of a community, open to everyone, the latest first',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/questionnaires',
  input: z.object({ communityCode: values.communityCode, state: questionnaireState.optional(), ...values.pageInput }),
  output: values.page(questionnaireView),
});

export const questionnaireResult = contract({
  subject: 'council.query.questionnaire.result.v1',
  summary: 'How often each option of a questionnaire was chosen',
  roles: ['grid-worker', 'cadre', ...leaders],
  scope: ['place'],
  method: 'GET',
  path: '/v1/questionnaires/:id/result',
  input: z.object({ id: values.id }),
  output: z.object({ answers: z.int(), chosen: z.array(z.array(z.int())) }).meta({ id: 'QuestionnaireResult' }),
});
