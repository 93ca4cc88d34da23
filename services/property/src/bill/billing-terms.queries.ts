import { Injectable } from '@nestjs/common';
import { DiscountQueries } from '../discount/discount.queries.js';
import type { Lessened } from '../discount/discount.rules.js';
import { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import type { FeeScheduleState } from '../fee-schedule/fee-schedule.rules.js';

/** What bills of an estate rest on. */
export interface BillingTerms extends Pick<Lessened, 'discounts' | 'band'> {
  readonly fees: readonly FeeScheduleState[];
  readonly paymentDays: number;
}

@Injectable()
export class BillingTermsQueries {
  constructor(
    private readonly schedules: FeeScheduleQueries,
    private readonly discounts: DiscountQueries,
  ) {}

  async of(estate: { readonly id: string; readonly communityCode: string }): Promise<BillingTerms> {
    const [fees, band, discounts] = await Promise.all([
      this.schedules.published(estate.id),
      this.schedules.inForce({ placeCode: estate.communityCode }),
      this.discounts.published(estate.id),
    ]);
    return { fees, band, paymentDays: band.paymentDays, discounts };
  }
}
