import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  answerQuestionnaire,
  closeQuestionnaire,
  openQuestionnaire,
  questionnaireErrors,
  requestErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, guard, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { householdThere } from '../known-household/known-household.plan.js';
import { KnownHouseholdQueries } from '../known-household/known-household.queries.js';
import { needsSaid } from '../need-update/need-update.plan.js';
import { fromQuestionnaire } from '../need-update/need-update.rules.js';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import { Questionnaire, QuestionnaireAnswer } from './questionnaire.entity.js';
import { QuestionnaireQueries } from './questionnaire.queries.js';
import { answer, close, needsChosen, open } from './questionnaire.rules.js';

constraint('questionnaire_answer_household_key', questionnaireErrors.alreadyAnswered);

const stillOpen = "EXISTS (SELECT 1 FROM questionnaire WHERE id = ?::uuid AND state = 'OPEN' AND gezhi_now() < closes_at)";
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class QuestionnaireCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: QuestionnaireQueries,
    private readonly fields: ServiceFieldQueries,
    private readonly households: KnownHouseholdQueries,
  ) {}

  @Handles(openQuestionnaire)
  open(input: InputOf<typeof openQuestionnaire>, request: Request): Promise<Reply> {
    return this.work.create(request, Questionnaire, (now) => open(input, now), at);
  }

  @Handles(closeQuestionnaire)
  close({ id }: InputOf<typeof closeQuestionnaire>, request: Request): Promise<Reply> {
    return this.work.change(request, Questionnaire, id, close, at);
  }

  /** Who is of the household answers online; whoever else may answer for it assists. */
  @Handles(answerQuestionnaire)
  async answer(input: InputOf<typeof answerQuestionnaire>, request: Request): Promise<Reply> {
    const { questionnaireId, householdId } = input;
    const questionnaire = await this.queries.questionnaire(questionnaireId);
    ensure(questionnaire, requestErrors.notFound);
    const { communityCode } = questionnaire;
    const place = await this.households.placeOf({ communityCode, householdId });
    const policy = await this.fields.inForce({ placeCode: communityCode });
    const channel = request.roles.includes('resident') ? 'ONLINE' : 'ASSISTED';
    const guards = [
      guard(questionnaireErrors.closed, stillOpen, questionnaireId),
      householdThere(questionnaireErrors.householdElsewhere, householdId, communityCode),
    ];
    return this.work.create(
      request,
      QuestionnaireAnswer,
      (now) => answer(input, questionnaire, channel, now),
      (state) => {
        const chosen = needsChosen(questionnaire, state.choices).map((kind) => ({ id: newId(), kind }));
        const needs = fromQuestionnaire(state, chosen, policy, state.answeredAt);
        return { place, self: householdId, also: [...needsSaid(needs), ...guards] };
      },
    );
  }
}
