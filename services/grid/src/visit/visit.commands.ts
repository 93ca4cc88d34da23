import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { recordVisit, visitErrors, type InputOf } from '@gezhi/shared/contracts';
import { guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { HouseholdQueries } from '../household/household.queries.js';
import { campaignOpen } from './campaign.plan.js';
import { CampaignQueries } from './campaign.queries.js';
import { Visit } from './visit.entity.js';
import { VisitPolicyQueries } from './visit-policy.queries.js';
import { record } from './visit.rules.js';

@Injectable()
export class VisitCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly households: HouseholdQueries,
    private readonly campaigns: CampaignQueries,
    private readonly policies: VisitPolicyQueries,
  ) {}

  @Handles(recordVisit)
  async record(input: InputOf<typeof recordVisit>, request: Request): Promise<Reply> {
    const household = await this.households.subject(input.householdId, request);
    ensure(household, visitErrors.householdUnknown);
    const place = household.gridCode ?? household.communityCode;
    const [policy, campaign] = await Promise.all([
      this.policies.inForce({ placeCode: place }),
      input.campaignId && this.campaigns.covering(input.campaignId, place),
    ]);
    ensure(!input.campaignId || campaign, visitErrors.campaignUnknown);
    const also = input.campaignId ? [guard(visitErrors.campaignClosed, campaignOpen, input.campaignId)] : [];
    return this.work.create(
      request,
      Visit,
      (now) => record(input, { household, policy, actorId: request.actor.id, campaign: campaign || undefined }, now),
      () => ({ place, also }),
    );
  }
}
