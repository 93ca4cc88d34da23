import {
  billErrors,
  largestAmountFen,
  offerErrors,
  orderErrors,
  serviceCancelled,
  serviceOrdered,
  serviceUsed,
  trialErrors,
  type InputOf,
  type OrderedTier,
  type orderService,
  type OrderState as State,
  type recordServiceUse,
  type ServiceTier,
  type ServiceUnit,
  type values,
} from '@gezhi/shared/contracts';
import { addDays, decide, ensure, localDateOf, proRataFen, transitions, type Decision } from '@gezhi/shared/domain';
import { billLife, lower, type BillState } from '../bill/bill.rules.js';
import { ensureOffered, type OfferedVersion } from '../catalogue/catalogue.rules.js';
import { refundsOf, type RefundState } from '../return/return.rules.js';

/**
 * P-13, P-T12 An order is served until nothing is left of it, or the rest is cancelled; whether it is paid stops neither. A use that is
 * taken back leaves something of what was used up; a cancelled order stays cancelled.
 */
export const orderLife = transitions<State, 'use' | 'complete' | 'cancel' | 'takeBack'>(
  {
    ORDERED: { use: 'ORDERED', complete: 'COMPLETED', cancel: 'CANCELLED', takeBack: 'ORDERED' },
    COMPLETED: { takeBack: 'ORDERED' },
    CANCELLED: { takeBack: 'CANCELLED' },
  },
  { initial: 'ORDERED' },
);

export interface OrderState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly unitId: string;
  readonly householdId: string;
  readonly itemId: string;
  readonly itemVersionId: string;
  readonly offerId: string;
  readonly tier: OrderedTier;
  readonly unit: ServiceUnit;
  readonly priceFen: number;
  readonly quantity: number;
  readonly usedQuantity: number;
  readonly amountFen: number;
  readonly billId: string;
  readonly byHousehold: boolean;
  readonly evidenceIds: string[];
  readonly orderedBy: string;
  readonly state: State;
  readonly orderedAt: values.Instant;
  readonly cancelledAt: values.Instant | null;
}

export interface UseState {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly estateId: string;
  readonly usedOn: values.LocalDate;
  readonly quantity: number;
  readonly evidenceIds: string[];
  readonly recordedBy: string;
  readonly recordedAt: values.Instant;
}

/** A unit as orders see it, with whether the actor lives in its household. */
export interface OrderingUnit {
  readonly estateId: string;
  readonly communityCode: string;
  readonly householdId: string | null;
  readonly own: boolean;
}

/** An order that is cancelled, with its bill and what comes back. */
export interface Cancelled {
  readonly order: OrderState;
  readonly bill: BillState;
  readonly refunds: RefundState[];
}

/** What was ordered of what was promised, as the ledger sees it. */
export interface Served {
  readonly amountFen: number;
  readonly quantity: number;
  readonly usedQuantity: number;
}

/** P-13 What every event of an order tells, as of a version of it. */
export const told = (order: OrderState, version: number, at: values.Instant) => {
  const { id: orderId, estateId, communityCode, householdId, itemId, itemVersionId, tier, billId } = order;
  return { orderId, estateId, communityCode, householdId, itemId, itemVersionId, tier, billId, at, version };
};

/** P-12, P-T20 What so many units cost, in fen, exactly: bounded as every amount is. Refuses with `property.order.amount-too-large` {largestFen}. */
export function amountOf(priceFen: number, quantity: number): number {
  const amount = BigInt(priceFen) * BigInt(quantity);
  ensure(amount <= BigInt(largestAmountFen), orderErrors.amountTooLarge, { largestFen: largestAmountFen });
  return Number(amount);
}

/**
 * P-T15 The bill of an order, due so many days after it; it names no term, but the day of the order. Optional and value-added
 * service is charged upon an order alone, which the database keeps too. Refuses with `property.bill.order-missing`.
 *
 * @param tier what is to be charged
 */
export function charge(tier: ServiceTier, order: OrderState | undefined, paymentDays: number): BillState {
  ensure(tier !== 'BASIC' && order?.tier === tier, billErrors.orderMissing);
  const { id: orderId, billId: id, estateId, communityCode, unitId, householdId, amountFen, orderedAt } = order;
  const day = localDateOf(orderedAt);
  return {
    ...{ id, version: 1, estateId, communityCode, unitId, householdId, contractId: null, tier, feeScheduleId: null, orderId },
    ...{ from: day, to: day, amountFen, discountFen: 0, paidFen: 0, refundedFen: 0, earnedFen: 0, dueOn: addDays(day, paymentDays) },
    ...{ state: billLife.initial, reminders: 0, issuedAt: orderedAt },
  };
}

/**
 * P-13 A household orders optional or value-added service at the price in force today: by its own act, or by its signed order; who
 * entered it is recorded. The free months (P-10) are of the basic fee: inside them nothing else is charged unasked, and what is
 * ordered explicitly may be. Refuses with `property.trial.unit-unknown`, `household-missing`, `property.offer.offer-unknown`,
 * `property.order.basic-not-ordered`, `consent-required`, `amount-too-large` or as the catalogue does.
 *
 * @param facts `unit` when the actor acts for it, `offerId` of the promise that applies to a cancellation
 */
export function order(
  input: InputOf<typeof orderService>,
  facts: {
    readonly unit: OrderingUnit | undefined;
    readonly offered: OfferedVersion | undefined;
    readonly offerId: string | undefined;
    readonly paymentDays: number;
    readonly billId: string;
    readonly actorId: string;
  },
  now: values.Instant,
): { readonly decision: Decision<OrderState>; readonly bill: BillState } {
  const { unit: household, offered, offerId, paymentDays, billId, actorId } = facts;
  ensure(household, trialErrors.unitUnknown);
  const { estateId, communityCode, householdId, own: byHousehold } = household;
  ensure(householdId, trialErrors.householdMissing);
  ensureOffered(offered, household, localDateOf(now));
  const { itemId, tier, priceFen, unit } = offered;
  ensure(tier !== 'BASIC' && priceFen && unit, orderErrors.basicNotOrdered);
  const { id, unitId, itemVersionId, quantity, evidenceIds } = input;
  ensure(byHousehold || evidenceIds.length > 0, orderErrors.consentRequired);
  ensure(offerId, offerErrors.offerUnknown);
  const amountFen = amountOf(priceFen, quantity);
  const state: OrderState = {
    ...{ id, version: 1, estateId, communityCode, unitId, householdId, itemId, itemVersionId, offerId, tier, unit, priceFen, quantity },
    ...{ usedQuantity: 0, amountFen, billId, byHousehold, evidenceIds, orderedBy: actorId, state: orderLife.initial },
    ...{ orderedAt: now, cancelledAt: null },
  };
  const happened = serviceOrdered({ ...told(state, 1, now), quantity, amountFen, byHousehold });
  return { decision: decide(state, happened), bill: charge(tier, state, paymentDays) };
}

/**
 * P-T12 So much of an order was served on a day, paid or not: never more than is left of it, on no day before the order and none
 * ahead. Refuses with `property.order.day-wrong` {earliest, latest} or `exceeds-order` {leftQuantity}.
 */
export function use(
  current: OrderState,
  { useId, usedOn, quantity, evidenceIds }: InputOf<typeof recordServiceUse>,
  actorId: string,
  now: values.Instant,
): { readonly decision: Decision<OrderState>; readonly use: UseState } {
  const [earliest, latest] = [localDateOf(current.orderedAt), localDateOf(now)];
  orderLife.next(current.state, 'use');
  ensure(usedOn >= earliest && usedOn <= latest, orderErrors.dayWrong, { earliest, latest });
  const leftQuantity = current.quantity - current.usedQuantity;
  ensure(quantity <= leftQuantity, orderErrors.exceedsOrder, { leftQuantity });
  const state = orderLife.next(current.state, quantity === leftQuantity ? 'complete' : 'use');
  const next = { ...current, state, usedQuantity: current.usedQuantity + quantity };
  const happened = serviceUsed({
    ...told(current, current.version + 1, now),
    ...{ useId, usedOn, quantity, leftQuantity: leftQuantity - quantity },
  });
  const { id: orderId, estateId } = current;
  const recorded = { id: useId, version: 1, orderId, estateId, usedOn, quantity, evidenceIds, recordedBy: actorId, recordedAt: now };
  return { decision: decide(next, happened), use: recorded };
}

/** P-T12, P-T16b What was served of an order, in fen: its share of the price, rounded half up. */
export const servedFen = ({ amountFen, quantity, usedQuantity }: Served): number => proRataFen(amountFen, usedQuantity, quantity);

/**
 * P-T10, P-T12 What is left of an order is cancelled, paid or not, and no reason is asked: what was served is owed, the rest is not,
 * and what was paid above that is due within the days of the promise, never more than was paid.
 *
 * @param bill the bill of the order as it is now
 * @param nextId makes the id of the refund
 */
export function cancel(
  current: OrderState,
  bill: BillState,
  facts: { readonly refundWithinDays: number; readonly nextId: () => string },
  now: values.Instant,
): Decision<Cancelled> {
  const state = orderLife.next(current.state, 'cancel');
  const version = current.version + 1;
  const lowered = lower(bill, servedFen(current));
  const { offerId, usedQuantity } = current;
  const refunds = refundsOf(lowered, { offerId, refundWithinDays: facts.refundWithinDays }, facts.nextId, now);
  const next = { ...current, version, state, cancelledAt: now };
  const happened = serviceCancelled({ ...told(current, version, now), usedQuantity, refundFen: lowered.refundFen });
  return decide({ order: next, bill: lowered.bill, refunds }, happened);
}

/**
 * P-T16, P-T16b What of an order's bill is received and earned by what was served of it, in fen: never more than is owed, and never
 * less than was counted before. The rest stays prepaid.
 *
 * @param laterFen what of the payments came after the day up to which was served, and is not received yet
 */
export function earnedByUse(bill: BillState, served: Served, laterFen = 0): number {
  const received = Math.min(bill.paidFen - bill.refundedFen - laterFen, bill.amountFen);
  return Math.max(bill.earnedFen, Math.min(received, servedFen(served)));
}
