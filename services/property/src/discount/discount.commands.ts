import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  confirmEntitlement,
  discountErrors,
  draftDiscount,
  endDiscount,
  endEntitlement,
  publishDiscount,
  recordEntitlement,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import { Discount, Entitlement } from './discount.entity.js';
import { DiscountQueries } from './discount.queries.js';
import { draft, end, publish } from './discount.rules.js';
import { confirm, end as endOf, record } from './entitlement.rules.js';

constraint('entitlement_kind_key', discountErrors.entitlementRecorded);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class DiscountCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly fees: FeeScheduleQueries,
    private readonly queries: DiscountQueries,
  ) {}

  @Handles(draftDiscount)
  async draft(input: InputOf<typeof draftDiscount>, request: Request): Promise<Reply> {
    const { fee, band } = await this.fee(input.feeScheduleId);
    ensure(fee && (await this.estates.estate(fee.estateId, request)), discountErrors.feeUnpublished);
    const facts = { fee, band, actorId: request.actor.id };
    return this.work.create(
      request,
      Discount,
      (now) => draft(input, facts, now),
      (state) => ({ ...at(state), own: true }),
    );
  }

  @Handles(publishDiscount)
  async publish({ id }: InputOf<typeof publishDiscount>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, Discount, id);
    const { fee, band } = await this.fee(known.feeScheduleId);
    const facts = { fee: fee!, band, actorId: request.actor.id };
    return this.work.change(request, Discount, id, (discount, now) => publish(discount, facts, now), at);
  }

  @Handles(endDiscount)
  end(input: InputOf<typeof endDiscount>, request: Request): Promise<Reply> {
    return this.work.change(request, Discount, input.id, (discount, now) => end(discount, input, now), at);
  }

  @Handles(recordEntitlement)
  async record(input: InputOf<typeof recordEntitlement>, request: Request): Promise<Reply> {
    const unit = await this.queries.unit(input.unitId);
    return this.work.create(request, Entitlement, (now) => record(input, unit, request.actor.id, now), at);
  }

  @Handles(confirmEntitlement)
  confirm({ id }: InputOf<typeof confirmEntitlement>, request: Request): Promise<Reply> {
    return this.work.change(request, Entitlement, id, (entitlement, now) => confirm(entitlement, request.actor.id, now), at);
  }

  @Handles(endEntitlement)
  endEntitlement(input: InputOf<typeof endEntitlement>, request: Request): Promise<Reply> {
    return this.work.change(request, Entitlement, input.id, (entitlement, now) => endOf(entitlement, input, now), at);
  }

  private async fee(id: string) {
    const fee = await this.fees.one(id);
    return { fee, band: await this.fees.inForce({ placeCode: fee?.communityCode ?? '' }) };
  }
}
