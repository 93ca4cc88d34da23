import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { donationErrors, receiveDonation, type InputOf } from '@gezhi/shared/contracts';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { CouncilQueries } from '../council/council.queries.js';
import { venueOpenAt } from '../venue/venue.plan.js';
import { Asset, Donation } from './donation.entity.js';
import { receive } from './donation.rules.js';

const inTurn = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
const next = 'SELECT coalesce(max(receipt_number), 0) + 1 AS number FROM donation WHERE community_code = $1';

@Injectable()
export class DonationCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly councils: CouncilQueries,
  ) {}

  /** Receipts of a community are numbered in turn, without a gap. */
  @Handles(receiveDonation)
  async receive(input: InputOf<typeof receiveDonation>, request: Request): Promise<Reply> {
    const { id, communityCode: place, organizationId } = input;
    const organization = organizationId === undefined ? undefined : await this.councils.organization(organizationId, request);
    return this.work.act(request, { place, id, creates: Donation }, async (act) => {
      await act.query(inTurn, [`donation ${place}`]);
      const receiptNumber = (await act.query<{ number: number }>(next, [place]))[0]!.number;
      const { donation, assets } = receive(input, { receiptNumber, organization }, act.now);
      for (const venueId of new Set(assets.flatMap((asset) => asset.venueId ?? [])))
        ensure(await act.holds(venueOpenAt(donationErrors.venueElsewhere, venueId, place)), donationErrors.venueElsewhere);
      await act.insert(Donation, [donation]);
      await act.insert(Asset, assets);
      act.note({ receiptNumber: [receiptNumber], assets: [assets.length] });
      return donation;
    });
  }
}
