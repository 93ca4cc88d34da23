import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { refundsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, today } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Refund } from './return.entity.js';
import type { RefundState } from './return.rules.js';

export const refundColumns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.household_id AS "householdId",
  t.bill_id AS "billId", t.contract_id AS "contractId", t.order_id AS "orderId", t.offer_id AS "offerId", t.amount_fen AS "amountFen",
  t.settled_fen AS "settledFen", t.by_hand_fen AS "byHandFen", t.state, t.due_on::text AS "dueOn",
  t.requested_at AS "requestedAt", t.settled_at AS "settledAt", t.settled_by AS "settledBy", t.entry_id AS "entryId"`;
const reached = inScope(Refund.scope);
const ofEstate = named(
  'return.refunds',
  `SELECT ${refundColumns}
   FROM refund t WHERE t.estate_id = $3 AND ${reached} AND ($4::text IS NULL OR t.state = $4)
     AND ($5::boolean IS NULL OR (t.state <> 'SETTLED' AND t.due_on < ${today}) = $5)
     AND (t.requested_at, t.id) < ($6::timestamptz, $7::uuid) ORDER BY t.requested_at DESC, t.id DESC LIMIT $8`,
);
const placeOf = (name: string, table: string) =>
  named(
    `return.${name}`,
    `SELECT t.community_code AS "communityCode", t.estate_id AS "estateId" FROM ${table} t WHERE t.id = $3 AND ${reached}`,
  );
const contractReached = placeOf('contract-reached', 'service_contract');
const refundReached = placeOf('refund-reached', 'refund');

@Injectable()
export class ReturnQueries {
  constructor(private readonly database: Database) {}

  @Handles(refundsOfEstate)
  async ofEstate(input: InputOf<typeof refundsOfEstate>, request: Request): Promise<OutputOf<typeof refundsOfEstate>> {
    const { estateId, state = null, overdue = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<RefundState>(ofEstate, [
      ...scopeParameters(request),
      estateId,
      state,
      overdue,
      ...position,
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ requestedAt, id }) => [requestedAt, id]);
  }

  /** Where a contract is, when the actor acts there or it is their own. */
  async contract(id: string, request: Request): Promise<{ readonly communityCode: string; readonly estateId: string } | undefined> {
    return (await this.database.read<{ communityCode: string; estateId: string }>(contractReached, [...scopeParameters(request), id]))[0];
  }

  /** Where a refund is, when the actor acts there. */
  async refund(id: string, request: Request): Promise<{ readonly communityCode: string } | undefined> {
    return (await this.database.read<{ communityCode: string }>(refundReached, [...scopeParameters(request), id]))[0];
  }
}
