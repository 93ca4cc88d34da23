import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { demandErrors, listDemand, withdrawDemand, type InputOf } from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { householdThere } from '../known-household/known-household.plan.js';
import { KnownHouseholdQueries } from '../known-household/known-household.queries.js';
import { NeedUpdateQueries } from '../need-update/need-update.queries.js';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import { Demand } from './demand.entity.js';
import { list, withdraw } from './demand.rules.js';

constraint('demand_need_key', demandErrors.needListed);

@Injectable()
export class DemandCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly needs: NeedUpdateQueries,
    private readonly fields: ServiceFieldQueries,
    private readonly households: KnownHouseholdQueries,
  ) {}

  @Handles(listDemand)
  async list(input: InputOf<typeof listDemand>, request: Request): Promise<Reply> {
    const need = input.needId === undefined ? undefined : await this.needs.need(input.needId);
    const { communityCode } = input;
    const householdId = input.householdId ?? need?.householdId;
    const place = await this.households.placeOf({ communityCode, householdId });
    const policy = await this.fields.inForce({ placeCode: input.communityCode });
    return this.work.create(
      request,
      Demand,
      (now) => list(input, { need, policy }, now),
      () => ({
        place,
        ...(householdId && { self: householdId, also: [householdThere(demandErrors.householdElsewhere, householdId, communityCode)] }),
      }),
    );
  }

  @Handles(withdrawDemand)
  withdraw({ id, reason }: InputOf<typeof withdrawDemand>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      Demand,
      id,
      (demand) => withdraw(demand, reason),
      ({ communityCode: place }) => ({ place }),
    );
  }
}
