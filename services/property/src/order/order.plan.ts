import type { Act } from '@gezhi/shared/database';
import { keepBills } from '../bill/bill.plan.js';
import { storeRefunds } from '../return/return.plan.js';
import type { Cancelled } from './order.rules.js';

export const orderColumns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.unit_id AS "unitId", t.household_id AS "householdId",
  t.item_id AS "itemId", t.item_version_id AS "itemVersionId", t.offer_id AS "offerId", t.tier, t.unit, t.price_fen AS "priceFen", t.quantity,
  t.used_quantity AS "usedQuantity", t.amount_fen AS "amountFen", t.bill_id AS "billId", t.by_household AS "byHousehold",
  t.evidence_ids AS "evidenceIds", t.state, t.ordered_at AS "orderedAt", t.cancelled_at AS "cancelledAt"`;

const keep = 'UPDATE service_order SET version = $2, state = $3, cancelled_at = $4, used_quantity = $5 WHERE id = $1';

/** Stores what a cancellation or a correction leaves, whoever made it: the order, its bill as it is now, and what comes back. */
export async function keepCancelled(act: Pick<Act, 'query' | 'insert'>, { order, bill, refunds }: Cancelled): Promise<void> {
  await act.query(keep, [order.id, order.version, order.state, order.cancelledAt, order.usedQuantity]);
  await keepBills(act, [bill]);
  await storeRefunds(act, refunds);
}

/** What was served, up to a day, of the order that a bill is for, as SQL; null of a bill for no order. */
export const servedOfBill = (bill: string, day: string): string => `CASE WHEN ${bill}.order_id IS NOT NULL THEN (
    SELECT jsonb_build_object('amountFen', o.amount_fen, 'quantity', o.quantity, 'usedQuantity',
      (SELECT coalesce(sum(u.quantity), 0) FROM service_use u WHERE u.order_id = o.id AND u.used_on <= ${day}
        AND NOT EXISTS (SELECT FROM service_use_reversal x WHERE x.use_id = u.id)))
    FROM service_order o WHERE o.id = ${bill}.order_id) END`;
