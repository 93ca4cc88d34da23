import { Injectable } from '@nestjs/common';
import { unitRegistered } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { billColumns } from '../bill/bill.plan.js';
import type { BillState } from '../bill/bill.rules.js';
import { keepCancelled, orderColumns } from './order.plan.js';
import { cancel, type OrderState } from './order.rules.js';

type Left = OrderState & { readonly refundWithinDays: number };

/** The orders in a unit that names their household no more, whatever this event says. */
const left = `SELECT ${orderColumns}, o.refund_within_days AS "refundWithinDays"
  FROM service_order t JOIN unit u ON u.id = t.unit_id JOIN offer o ON o.id = t.offer_id
  WHERE t.unit_id = $1 AND t.state = 'ORDERED' AND u.household_id IS DISTINCT FROM t.household_id ORDER BY t.id FOR NO KEY UPDATE OF t`;
const held = `SELECT ${billColumns} FROM bill t WHERE t.id = $1 FOR NO KEY UPDATE`;

/** P-12, P-13 Nobody is served where they live no more: what is left of an order is cancelled once its unit lets go of the household. */
@Injectable()
export class OrderSubscriber {
  @On(unitRegistered)
  async left({ data }: EventMessage<typeof unitRegistered>, heard: Heard): Promise<void> {
    for (const { refundWithinDays, ...order } of await heard.query<Left>(left, [data.unitId])) {
      const [bill] = await heard.query<BillState>(held, [order.billId]);
      const { state, events } = cancel(order, bill!, { refundWithinDays, nextId: newId }, heard.now);
      await keepCancelled(heard, state);
      for (const happened of events) heard.emit(happened, { id: order.id, place: order.communityCode });
    }
  }
}
