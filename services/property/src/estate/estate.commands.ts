import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  beginTrial as beginTrialOf,
  completeSurvey as completeSurveyOf,
  endTrial as endTrialOf,
  estateErrors,
  registerEstate,
  registerFacility,
  surveyFacility,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { communityKnown } from '../known-community/known-community.plan.js';
import { ConditionSurvey, Estate, Facility } from './estate.entity.js';
import { EstateQueries } from './estate.queries.js';
import { enter, survey } from './facility.rules.js';
import { beginTrial, completeSurvey, endTrial, register } from './takeover.rules.js';

constraint('estate_name_key', estateErrors.nameTaken);
constraint('facility_label_key', estateErrors.facilityTaken);

/** Nothing was entered meanwhile that nobody has surveyed. */
const allSurveyed = `NOT EXISTS (SELECT 1 FROM facility f WHERE f.estate_id = ?::uuid
  AND NOT EXISTS (SELECT 1 FROM condition_survey s WHERE s.facility_id = f.id))`;
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class EstateCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: EstateQueries,
  ) {}

  @Handles(registerEstate)
  register(input: InputOf<typeof registerEstate>, request: Request): Promise<Reply> {
    const known = communityKnown(estateErrors.communityUnknown, input.communityCode);
    return this.work.create(
      request,
      Estate,
      (now) => register(input, now),
      (estate) => ({ ...at(estate), also: [known] }),
    );
  }

  @Handles(registerFacility)
  async enter(input: InputOf<typeof registerFacility>, request: Request): Promise<Reply> {
    const estate = await this.queries.estate(input.estateId, request);
    return this.work.create(request, Facility, () => enter(input, estate), at);
  }

  @Handles(surveyFacility)
  async survey(input: InputOf<typeof surveyFacility>, request: Request): Promise<Reply> {
    const facility = await this.queries.facility(input.facilityId, request);
    return this.work.create(request, ConditionSurvey, (now) => survey(input, facility, now), at);
  }

  @Handles(completeSurveyOf)
  async completeSurvey({ id }: InputOf<typeof completeSurveyOf>, request: Request): Promise<Reply> {
    const facilities = await this.queries.inventory(id);
    return this.work.change(
      request,
      Estate,
      id,
      (estate, now) => completeSurvey(estate, facilities, now),
      (estate) => ({ ...at(estate), also: [guard(estateErrors.facilityNotSurveyed, allSurveyed, id)] }),
    );
  }

  @Handles(beginTrialOf)
  beginTrial({ id }: InputOf<typeof beginTrialOf>, request: Request): Promise<Reply> {
    return this.work.change(request, Estate, id, beginTrial, at);
  }

  @Handles(endTrialOf)
  endTrial({ id }: InputOf<typeof endTrialOf>, request: Request): Promise<Reply> {
    return this.work.change(request, Estate, id, endTrial, at);
  }
}
