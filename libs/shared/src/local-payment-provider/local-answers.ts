import type { LocalKeys } from './local-keys.js';
import type { LocalOrder, LocalRefund } from './local-orders.js';

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');

/** An order as the provider writes it. */
export const tradeOf = ({ merchantId: mchid, appId: appid }: LocalKeys, order: LocalOrder) => ({
  ...{ appid, mchid, out_trade_no: order.number, trade_type: 'NATIVE', trade_state: order.state },
  ...(order.paidAt !== undefined && {
    transaction_id: order.transactionId,
    success_time: iso(order.paidAt),
    amount: { total: order.paidFen, payer_total: order.paidFen, currency: 'CNY' },
  }),
});

/** A refund as the provider writes it, in answers and, under another name for its status, in notifications. */
export const refundOf = ({ id, number, order, status, amountFen }: LocalRefund) => ({
  ...{ refund_id: id, out_refund_no: number, out_trade_no: order.number, transaction_id: order.transactionId },
  ...{ status, refund_status: status, amount: { refund: amountFen, total: order.paidFen, currency: 'CNY' } },
});
