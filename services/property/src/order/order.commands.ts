import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  cancelService,
  orderErrors,
  orderService,
  recordServiceUse,
  requestErrors,
  takeBackServiceUse,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, insert, newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { billOf, holdBill } from '../bill/bill.plan.js';
import { stillOffered } from '../catalogue/catalogue.plan.js';
import { CatalogueQueries } from '../catalogue/catalogue.queries.js';
import { FeeScheduleQueries } from '../fee-schedule/fee-schedule.queries.js';
import { OfferQueries } from '../offer/offer.queries.js';
import { ServiceOrder, ServiceUse, ServiceUseReversal } from './order.entity.js';
import { keepCancelled } from './order.plan.js';
import { OrderQueries } from './order.queries.js';
import { cancel, order, use, type OrderState } from './order.rules.js';
import { takeBackUse, type StandingUse } from './use-correction.rules.js';

constraint('service_order_used_check', orderErrors.exceedsOrder);
// The bill of the order that has this id already.
constraint('bill_order_key', requestErrors.idTaken);
constraint('service_use_pkey', requestErrors.idTaken);

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });
const useOf = `SELECT u.id, u.quantity, u.recorded_by AS "recordedBy", EXISTS (SELECT FROM service_use_reversal x WHERE x.use_id = u.id) AS "isTakenBack"
  FROM service_use u WHERE u.id = $1 AND u.order_id = $2`;
const hold =
  'SELECT version, state, used_quantity AS "usedQuantity", cancelled_at AS "cancelledAt" FROM service_order WHERE id = $1 FOR NO KEY UPDATE';

@Injectable()
export class OrderCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderQueries,
    private readonly catalogue: CatalogueQueries,
    private readonly offers: OfferQueries,
    private readonly fees: FeeScheduleQueries,
  ) {}

  /** Order and bill are one statement: there is neither an order without its bill nor a bill without its order at any commit. */
  @Handles(orderService)
  async order(input: InputOf<typeof orderService>, request: Request): Promise<Reply> {
    const [unit, offered] = await Promise.all([this.orders.unit(input.unitId, request), this.catalogue.offered(input.itemVersionId)]);
    const [offer, { paymentDays }] = await Promise.all([
      unit && this.offers.latest(unit.estateId),
      this.fees.inForce({ placeCode: unit?.communityCode ?? '' }),
    ]);
    const facts = { unit, offered, offerId: offer?.id, paymentDays, billId: newId(), actorId: request.actor.id };
    // Whoever reaches the unit may order for it.
    return this.work.create(
      request,
      ServiceOrder,
      (now) => {
        const { decision, bill } = order(input, facts, now);
        return { ...decision, bill };
      },
      (state, { bill }) => ({ ...at(state), own: true, also: [billOf(bill), stillOffered(state.itemId)] }),
    );
  }

  @Handles(recordServiceUse)
  use(input: InputOf<typeof recordServiceUse>, request: Request): Promise<Reply> {
    const change = (current: ServiceOrder, now: string) => {
      const { decision, use: recorded } = use(current, input, request.actor.id, now);
      return { ...decision, recorded };
    };
    return this.work.change(request, ServiceOrder, input.id, change, (state, { recorded }) => ({
      ...at(state),
      also: [insert(ServiceUse, recorded)],
    }));
  }

  /** Holds order and bill, as cancelling does; a close that counts the use holds the bill, too. */
  @Handles(takeBackServiceUse)
  async takeBackUse({ id, useId, reason }: InputOf<typeof takeBackServiceUse>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, ServiceOrder, id);
    const promise = await this.offers.one(known.offerId);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const current = await held(act, known);
      const bill = await holdBill(act, current.billId);
      const [used] = await act.query<StandingUse>(useOf, [useId, id]);
      const facts = { reason, actorId: request.actor.id, refundWithinDays: promise!.refundWithinDays, nextId: newId };
      const { state, events } = takeBackUse(current, bill, used, facts, act.now);
      await keepCancelled(act, state);
      await act.insert(ServiceUseReversal, [state.reversal]);
      for (const happened of events) act.emit(happened);
      act.note({ state: [current.state, state.order.state], usedQuantity: [current.usedQuantity, state.order.usedQuantity] });
      return { order: state.order, refunds: state.refunds };
    });
  }

  @Handles(cancelService)
  async cancel({ id }: InputOf<typeof cancelService>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, ServiceOrder, id);
    const promise = await this.offers.one(known.offerId);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const current = await held(act, known);
      const facts = { refundWithinDays: promise!.refundWithinDays, nextId: newId };
      const { state, events } = cancel(current, await holdBill(act, current.billId), facts, act.now);
      await keepCancelled(act, state);
      for (const happened of events) act.emit(happened);
      act.note({ state: [current.state, state.order.state] });
      return { order: state.order, refunds: state.refunds };
    });
  }
}

/** The order as it is now, held until the act ends; what of it never changes is known. */
const held = async (act: Act, known: OrderState): Promise<OrderState> => ({
  ...known,
  ...(await act.query<Pick<OrderState, 'version' | 'state' | 'usedQuantity' | 'cancelledAt'>>(hold, [known.id]))[0]!,
});
