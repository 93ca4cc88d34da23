import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  answerSurvey,
  openSurvey,
  publishSatisfactionPolicy,
  recordPaperAnswer,
  satisfactionErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, guard, Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { UnitQueries } from '../unit/unit.queries.js';
import { SatisfactionAnswer, SatisfactionPolicyVersion, SatisfactionSurvey } from './satisfaction.entity.js';
import { SatisfactionQueries } from './satisfaction.queries.js';
import { answer, open } from './satisfaction.rules.js';

constraint('satisfaction_survey_apart', satisfactionErrors.periodTaken);
constraint('satisfaction_answer_household_key', satisfactionErrors.alreadyAnswered);

const isOpen = 'EXISTS (SELECT 1 FROM satisfaction_survey s WHERE s.id = ?::uuid AND gezhi_now() < s.closes_at)';

@Injectable()
export class SatisfactionCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: Policies,
    private readonly estates: EstateQueries,
    private readonly units: UnitQueries,
    private readonly queries: SatisfactionQueries,
  ) {}

  @Handles(openSurvey)
  async open(input: InputOf<typeof openSurvey>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    const policy = await this.queries.inForce({ placeCode: estate?.communityCode ?? '' });
    return this.work.create(
      request,
      SatisfactionSurvey,
      (now) => open(input, estate, policy, now),
      ({ communityCode: place }) => ({ place }),
    );
  }

  @Handles(answerSurvey)
  answer(input: InputOf<typeof answerSurvey>, request: Request): Promise<Reply> {
    return this.keep(input, [], request);
  }

  @Handles(recordPaperAnswer)
  recordPaper({ evidenceIds, ...input }: InputOf<typeof recordPaperAnswer>, request: Request): Promise<Reply> {
    return this.keep(input, evidenceIds, request);
  }

  @Handles(publishSatisfactionPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishSatisfactionPolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, SatisfactionPolicyVersion, { id, jurisdictionId, ...policy });
  }

  /** A resident is assigned to the household, a leader to the place: one of the two covers the answer. */
  private async keep(input: InputOf<typeof answerSurvey>, evidenceIds: readonly string[], request: Request): Promise<Reply> {
    const { surveyId, householdId: self } = input;
    const survey = await this.queries.survey(surveyId);
    const dwelling = survey && (await this.units.dwelling(survey.estateId, self));
    return this.work.create(
      request,
      SatisfactionAnswer,
      (now) => answer(input, survey, dwelling, evidenceIds, now),
      ({ communityCode: place }) => ({ place, self, also: [guard(satisfactionErrors.surveyClosed, isOpen, surveyId)] }),
    );
  }
}
