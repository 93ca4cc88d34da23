import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  decisionErrors,
  draftFeeSchedule,
  feeScheduleErrors,
  publishFeeSchedule,
  publishFeeSchedulePolicy,
  requestErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { KnownDecisionQueries } from '../known-decision/known-decision.queries.js';
import { acceptPolicy } from './fee-schedule-policy.rules.js';
import { FeeSchedule, FeeSchedulePolicyVersion } from './fee-schedule.entity.js';
import { FeeScheduleQueries } from './fee-schedule.queries.js';
import { draft, publish } from './fee-schedule.rules.js';

constraint('fee_schedule_effective_key', feeScheduleErrors.dayTaken);
// Of two first fees published at once the second is a change.
constraint('fee_schedule_first_key', decisionErrors.decisionRequired);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class FeeScheduleCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: Policies,
    private readonly estates: EstateQueries,
    private readonly decisions: KnownDecisionQueries,
    private readonly queries: FeeScheduleQueries,
  ) {}

  @Handles(draftFeeSchedule)
  async draft(input: InputOf<typeof draftFeeSchedule>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    const policy = await this.queries.inForce({ placeCode: estate?.communityCode ?? '' });
    return this.work.create(
      request,
      FeeSchedule,
      () => draft(input, estate, policy),
      (state) => ({ ...at(state), own: true }),
    );
  }

  @Handles(publishFeeSchedule)
  async publish(input: InputOf<typeof publishFeeSchedule>, request: Request): Promise<Reply> {
    const known = await this.queries.one(input.id);
    ensure(known, requestErrors.notFound);
    const [latest, decision, policy] = await Promise.all([
      this.queries.latest(known.estateId),
      this.decisions.one(input.decisionId),
      this.queries.inForce({ placeCode: known.communityCode }),
    ]);
    const facts = { hasFee: latest !== undefined, decision, policy };
    return this.work.change(request, FeeSchedule, input.id, (schedule, now) => publish(schedule, input, facts, now), at);
  }

  @Handles(publishFeeSchedulePolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishFeeSchedulePolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, FeeSchedulePolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
