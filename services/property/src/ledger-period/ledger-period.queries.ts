import { Injectable } from '@nestjs/common';
import { periodsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { PeriodState } from './surplus.rules.js';

const ofEstate = named(
  'ledger-period.of-estate',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.number, t.from_day::text AS "from", t.to_day::text AS "to",
     t.basic_income_fen AS "basicIncomeFen", t.optional_income_fen AS "optionalIncomeFen", t.value_added_income_fen AS "valueAddedIncomeFen",
     t.income_fen AS "incomeFen", t.verified_cost_fen AS "verifiedCostFen", t.unproven_cost_fen AS "unprovenCostFen", t.surplus_fen AS "surplusFen",
     t.carried_deficit_fen AS "carriedDeficitFen", t.deficit_fen AS "deficitFen", t.prepaid_fen AS "prepaidFen", t.common_income_fen AS "commonIncomeFen", t.common_cost_fen AS "commonCostFen",
     t.closed_at AS "closedAt"
   FROM ledger_period t WHERE t.estate_id = $1 AND t.number < $2 ORDER BY t.number DESC LIMIT $3`,
);

@Injectable()
export class LedgerPeriodQueries {
  constructor(private readonly database: Database) {}

  @Handles(periodsOfEstate)
  async ofEstate({ estateId, after, limit }: InputOf<typeof periodsOfEstate>): Promise<OutputOf<typeof periodsOfEstate>> {
    const rows = await this.database.read<PeriodState>(ofEstate, [estateId, ...keyset(after, descending('integer')), limit + 1]);
    return pageOf(rows, limit, ({ number }) => [number]);
  }
}
