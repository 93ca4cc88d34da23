/** What was served, up to the day `$2`, of the order that a bill `t` is for; null of a bill for no order. */
export const servedOfBill = `(SELECT json_build_object('amountFen', o.amount_fen, 'quantity', o.quantity, 'usedQuantity',
    (SELECT coalesce(sum(u.quantity), 0) FROM service_use u WHERE u.order_id = o.id AND u.used_on <= $2))
  FROM service_order o WHERE o.id = t.order_id)`;
