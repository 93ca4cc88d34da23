import {
  estateErrors,
  satisfactionErrors,
  type AnsweredBy,
  type answerSurvey,
  type InputOf,
  type openSurvey,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, decide, ensure, instantAt, localDateOf, type Decision } from '@gezhi/shared/domain';
import { belongsTo, type Dwelling } from '../unit/dwelling.rules.js';
import type { SatisfactionPolicy } from './satisfaction-policy.rules.js';

export interface SurveyState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly periodFrom: values.LocalDate;
  readonly periodTo: values.LocalDate;
  readonly satisfiedFrom: number;
  readonly leastAnswers: number;
  readonly openedAt: values.Instant;
  readonly closesAt: values.Instant;
}

export interface AnswerState {
  readonly id: string;
  readonly version: number;
  readonly surveyId: string;
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string;
  readonly score: number;
  readonly answeredBy: AnsweredBy;
  readonly evidenceIds: string[];
  readonly answeredAt: values.Instant;
}

/**
 * P-25 Every household of an estate is asked about a period, by the policy of the day, to the end of a last day. Refuses with
 * `property.estate.estate-unknown`, `property.satisfaction.period-invalid` or `closes-in-past`.
 */
export function open(
  { id, estateId, periodFrom, periodTo, closesOn }: InputOf<typeof openSurvey>,
  estate: { readonly communityCode: string } | undefined,
  { satisfiedFrom, leastAnswers }: Pick<SatisfactionPolicy, 'satisfiedFrom' | 'leastAnswers'>,
  now: values.Instant,
): Decision<SurveyState> {
  ensure(estate, estateErrors.estateUnknown);
  const today = localDateOf(now);
  ensure(periodFrom <= periodTo && periodFrom <= today, satisfactionErrors.periodInvalid);
  ensure(closesOn >= today, satisfactionErrors.closesInPast);
  const { communityCode } = estate;
  const closesAt = instantAt(addDays(closesOn, 1));
  return decide({ id, version: 1, estateId, communityCode, periodFrom, periodTo, satisfiedFrom, leastAnswers, openedAt: now, closesAt });
}

/**
 * P-25 A household of the estate answers a survey before it closes; that it answers once its key holds. Refuses with
 * `property.satisfaction.survey-unknown`, `household-elsewhere` or `survey-closed` {closesAt}.
 *
 * @param evidenceIds the slip of paper; none when the household answers itself
 */
export function answer(
  { id, surveyId, householdId, score }: InputOf<typeof answerSurvey>,
  survey: Pick<SurveyState, 'estateId' | 'communityCode' | 'closesAt'> | undefined,
  dwelling: Dwelling | undefined,
  evidenceIds: readonly string[],
  now: values.Instant,
): Decision<AnswerState> {
  ensure(survey, satisfactionErrors.surveyUnknown);
  const { estateId, communityCode, closesAt } = survey;
  ensure(belongsTo(dwelling, communityCode), satisfactionErrors.householdElsewhere);
  ensure(now < closesAt, satisfactionErrors.surveyClosed, { closesAt });
  const answeredBy = evidenceIds.length ? 'PAPER' : 'HOUSEHOLD';
  return decide({
    ...{ id, version: 1, surveyId, estateId, communityCode, householdId, score, answeredBy },
    ...{ evidenceIds: [...evidenceIds], answeredAt: now },
  });
}
