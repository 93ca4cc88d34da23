import { surveyClosed, type values } from '@gezhi/shared/contracts';
import { decide, type Decision } from '@gezhi/shared/domain';
import type { SurveyState } from './satisfaction.rules.js';
import { resultOf, type Counted } from './trend.rules.js';

export interface SurveyResultState {
  readonly surveyId: string;
  readonly answers: number;
  readonly satisfied: number;
  readonly covered: number;
  readonly households: number;
  readonly closedAt: values.Instant;
}

/** P-25 What a survey came to once it closed, told once: how many were satisfied only with as many answers as laid down. */
export function close(survey: SurveyState & Counted, now: values.Instant): Decision<SurveyResultState> {
  const { id: surveyId, estateId, communityCode, periodFrom, periodTo, answers, satisfied, covered, households } = survey;
  const isShown = resultOf({ ...survey, isClosed: true }).satisfaction !== null;
  const told = {
    surveyId,
    estateId,
    communityCode,
    periodFrom,
    periodTo,
    answers,
    satisfied: isShown ? satisfied : null,
    covered,
    households,
  };
  return decide(
    { surveyId, answers, satisfied, covered, households, closedAt: now },
    surveyClosed({ ...told, at: now, version: survey.version + 1 }),
  );
}
