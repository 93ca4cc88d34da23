import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { attachVoucher, costErrors, recordCost, reverseCost, verifyCost, type InputOf } from '@gezhi/shared/contracts';
import { constraint, newId, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { decide } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { entryOf } from '../ledger/ledger.plan.js';
import { Cost } from './cost.entity.js';
import { attach, record, reverse, verify, type Booked, type CostState } from './cost.rules.js';

constraint('cost_voucher_pkey', costErrors.voucherUsed);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class CostCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
  ) {}

  @Handles(recordCost)
  async record(input: InputOf<typeof recordCost>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    return this.work.create(
      request,
      Cost,
      (now) => record(input, estate, request.actor.id, now),
      (cost) => ({ ...at(cost), own: true }),
    );
  }

  @Handles(attachVoucher)
  attach({ id, evidenceIds }: InputOf<typeof attachVoucher>, request: Request): Promise<Reply> {
    return this.work.change(request, Cost, id, (cost) => attach(cost, evidenceIds, request.actor.id), at);
  }

  @Handles(verifyCost)
  verify({ id }: InputOf<typeof verifyCost>, request: Request): Promise<Reply> {
    return this.book(id, request, (cost, now) => verify(cost, newId(), request.actor.id, now));
  }

  @Handles(reverseCost)
  reverse({ id, reason }: InputOf<typeof reverseCost>, request: Request): Promise<Reply> {
    return this.book(id, request, (cost, now) => reverse(cost, newId(), reason, now));
  }

  /** The cost and its entry change together, so that no verified cost is missing in the ledger at any commit. */
  private book(id: string, request: Request, rule: (cost: CostState, now: string) => Booked): Promise<Reply> {
    const change = (state: Cost, now: string) => {
      const { cost, entry } = rule(state, now);
      return { ...decide<Cost>(cost), entry };
    };
    return this.work.change(request, Cost, id, change, (cost, { entry }) => ({ ...at(cost), also: entryOf(entry) }));
  }
}
