import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { estateErrors, openOffer, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { contentHash } from '@gezhi/shared/platform';
import { holdEstate } from '../estate/estate.plan.js';
import { EstateQueries } from '../estate/estate.queries.js';
import { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import { Offer } from './offer.entity.js';
import { open } from './offer.rules.js';

constraint('offer_pkey', requestErrors.idTaken);

@Injectable()
export class OfferCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly fees: FeeScheduleQueries,
  ) {}

  @Handles(openOffer)
  async open(input: InputOf<typeof openOffer>, request: Request): Promise<Reply> {
    const { estateId } = input;
    const [estate, feeScheduleId, feeFrom] = await Promise.all([
      this.estates.estate(estateId, request),
      this.fees.latest(estateId),
      this.fees.firstDay(estateId),
    ]);
    ensure(estate, estateErrors.estateUnknown);
    const { communityCode, status } = estate;
    return this.work.act(request, { place: communityCode, id: input.id, creates: Offer }, async (act) => {
      const offers = await countOffers(act, estateId);
      const { state, events } = open(input, { communityCode, status, offers, feeScheduleId, feeFrom, hash: contentHash }, act.now);
      await act.insert(Offer, [state]);
      for (const happened of events) act.emit(happened);
      act.note({ estateId: [estateId], number: [state.number] });
      return state;
    });
  }
}

/** Promises of an estate are numbered one after the other, so its row is held. */
async function countOffers(act: Act, estateId: string): Promise<number> {
  await holdEstate(act, estateId);
  const [row] = await act.query<{ count: number }>('SELECT count(*)::int AS count FROM offer WHERE estate_id = $1', [estateId]);
  return row!.count;
}
