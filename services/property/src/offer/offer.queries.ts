import { Injectable } from '@nestjs/common';
import { offersOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { OfferState } from './offer.rules.js';

const columns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.number, t.text, t.trial_months AS "trialMonths",
  t.roll_holiday AS "rollHoliday", t.holidays::text[] AS holidays, t.make_up_workdays::text[] AS "makeUpWorkdays",
  t.refund_within_days AS "refundWithinDays", t.retrial_on_ownership_change AS "retrialOnOwnershipChange",
  t.fee_schedule_id AS "feeScheduleId", t.content_hash AS "contentHash", t.opened_at AS "openedAt"`;
const ofEstate = named(
  'offer.of-estate',
  `SELECT ${columns} FROM offer t WHERE t.estate_id = $1 AND t.number < $2 ORDER BY t.number DESC LIMIT $3`,
);
const one = named('offer.one', `SELECT ${columns} FROM offer t WHERE t.id = $1`);
const latest = named('offer.latest', `SELECT ${columns} FROM offer t WHERE t.estate_id = $1 ORDER BY t.number DESC LIMIT 1`);

@Injectable()
export class OfferQueries {
  constructor(private readonly database: Database) {}

  @Handles(offersOfEstate)
  async ofEstate({ estateId, after, limit }: InputOf<typeof offersOfEstate>): Promise<OutputOf<typeof offersOfEstate>> {
    const rows = await this.database.read<OfferState>(ofEstate, [estateId, ...keyset(after, descending('integer')), limit + 1]);
    return pageOf(rows, limit, ({ number }) => [number]);
  }

  /** The promise under which a trial or contract was made. */
  async one(id: string): Promise<OfferState | undefined> {
    return (await this.database.read<OfferState>(one, [id]))[0];
  }

  /** The promise that holds for new trials of an estate. */
  async latest(estateId: string): Promise<OfferState | undefined> {
    return (await this.database.read<OfferState>(latest, [estateId]))[0];
  }
}
