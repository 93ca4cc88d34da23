import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { needErrors, publishNeedPolicy, recordNeed, type InputOf } from '@gezhi/shared/contracts';
import { constraint, Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { NeedPolicyQueries } from './need-policy.queries.js';
import { HouseholdNeed, NeedPolicyVersion } from './need.entity.js';
import { NeedQueries } from './need.queries.js';
import { acceptPolicy, record } from './need.rules.js';

constraint('household_need_kind_key', needErrors.alreadyRecorded);

@Injectable()
export class NeedCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly allPolicies: Policies,
    private readonly policies: NeedPolicyQueries,
    private readonly queries: NeedQueries,
  ) {}

  @Handles(recordNeed)
  async record(input: InputOf<typeof recordNeed>, request: Request): Promise<Reply> {
    const visit = await this.queries.visit(input.visitId);
    const policy = await this.policies.inForce({ placeCode: visit?.communityCode ?? '' });
    const facts = { visit, policy, actorId: request.actor.id };
    return this.work.create(
      request,
      HouseholdNeed,
      (now) => record(input, facts, now),
      ({ communityCode }) => ({ place: visit?.gridCode ?? communityCode }),
    );
  }

  @Handles(publishNeedPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishNeedPolicy>, request: Request): Promise<Reply> {
    return this.allPolicies.publish(request, NeedPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
