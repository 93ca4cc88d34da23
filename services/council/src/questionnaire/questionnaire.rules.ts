import {
  questionnaireErrors,
  requestErrors,
  type AnswerChannel,
  type answerQuestionnaire,
  type InputOf,
  type openQuestionnaire,
  type Question,
  type QuestionnaireState as QuestionnaireStanding,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';

export interface QuestionnaireState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly title: string;
  readonly questions: Question[];
  readonly opensAt: values.Instant;
  readonly closesAt: values.Instant;
  readonly state: QuestionnaireStanding;
}

export interface AnswerState {
  readonly id: string;
  readonly version: number;
  readonly questionnaireId: string;
  readonly communityCode: string;
  readonly householdId: string;
  readonly channel: AnswerChannel;
  readonly choices: number[][];
  readonly answeredAt: values.Instant;
}

export const questionnaireLife = transitions<QuestionnaireStanding, 'answer' | 'close'>(
  { OPEN: { answer: 'OPEN', close: 'CLOSED' }, CLOSED: {} },
  { initial: 'OPEN' },
);

const differ = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

/** C-16 Households are asked until an instant. Refuses with `council.questionnaire.question-invalid` or `closing-invalid`. */
export function open(input: InputOf<typeof openQuestionnaire>, now: values.Instant): Decision<QuestionnaireState> {
  const { id, communityCode, title, questions, closesAt } = input;
  const sound =
    differ(questions.map(({ text }) => text)) &&
    questions.every(({ options, mostChoices }) => differ(options.map(({ text }) => text)) && mostChoices <= options.length);
  ensure(sound, questionnaireErrors.questionInvalid);
  ensure(now < closesAt, questionnaireErrors.closingInvalid);
  return decide({ id, version: 1, communityCode, title, questions, opensAt: now, closesAt, state: questionnaireLife.initial });
}

/** C-16 No more answers are taken, from now on or since its end. Refuses with `platform.request.wrong-state`. */
export function close(questionnaire: QuestionnaireState, now: values.Instant): Decision<QuestionnaireState> {
  const state = questionnaireLife.next(questionnaire.state, 'close');
  return decide({ ...questionnaire, state, closesAt: now < questionnaire.closesAt ? now : questionnaire.closesAt });
}

/** C-16 At its end a questionnaire closes by itself. Refuses with `platform.request.wrong-state` before. */
export function elapse(questionnaire: QuestionnaireState, now: values.Instant): Decision<QuestionnaireState> {
  ensure(questionnaire.closesAt <= now, requestErrors.wrongState, { from: questionnaire.state, action: 'elapse' });
  return close(questionnaire, now);
}

/**
 * C-16 What a household chose: of every question options that it has, none twice and no more than it allows. Refuses with
 * `council.questionnaire.closed` or `choice-invalid` {question}, from 0.
 */
export function answer(
  { id, householdId, choices }: InputOf<typeof answerQuestionnaire>,
  questionnaire: QuestionnaireState,
  channel: AnswerChannel,
  now: values.Instant,
): Decision<AnswerState> {
  const { id: questionnaireId, communityCode, questions, state, closesAt } = questionnaire;
  ensure(questionnaireLife.allows(state, 'answer') && now < closesAt, questionnaireErrors.closed);
  ensure(choices.length === questions.length, questionnaireErrors.choiceInvalid, { question: Math.min(choices.length, questions.length) });
  for (const [question, { options, mostChoices }] of questions.entries()) {
    const chosen = choices[question]!;
    const fits = chosen.length <= mostChoices && new Set(chosen).size === chosen.length && chosen.every((one) => one < options.length);
    ensure(fits, questionnaireErrors.choiceInvalid, { question });
  }
  return decide({ id, version: 1, questionnaireId, communityCode, householdId, channel, choices, answeredAt: now });
}

/** C-16 The kinds of needs that the chosen options name, each once. */
export function needsChosen({ questions }: Pick<QuestionnaireState, 'questions'>, choices: readonly (readonly number[])[]): string[] {
  const kinds = questions.flatMap(({ options }, question) => choices[question]!.map((one) => options[one]!.needKind));
  return [...new Set(kinds.filter((kind) => kind !== null))];
}

/** C-16 How often each option was chosen, question by question. */
export function tally(
  { questions }: Pick<QuestionnaireState, 'questions'>,
  answers: readonly (readonly (readonly number[])[])[],
): number[][] {
  return questions.map(({ options }, question) =>
    options.map((_, option) => answers.filter((choices) => choices[question]?.includes(option)).length),
  );
}
