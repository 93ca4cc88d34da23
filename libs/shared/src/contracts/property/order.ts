import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { billErrors } from './bill.js';
import { refundView, serviceTier } from './bill-values.js';
import { serviceItemErrors, serviceUnit } from './catalogue.js';
import { estateReaders } from './estate.js';
import { amountFen } from './ledger-values.js';
import { bookkeepers } from './ledger.js';
import { offerErrors } from './offer.js';
import { trialErrors } from './trial.js';

export const orderErrors = errors('property.order', {
  consentRequired: [
    'rule',
    '须由住户本人下单，或附上其签字的订单',
    'It takes the order of the household: they order themselves, or their signed order is attached',
  ],
  basicNotOrdered: ['rule', '基础服务不必下单，按服务合同提供', 'Basic service is not ordered; it comes with the contract of service'],
  amountTooLarge: ['rule', '订单金额超出系统上限，请减少数量', 'The order costs more than can be kept; order less'],
  exceedsOrder: ['rule', '使用数量超过订单剩余数量', 'That is more than is left of the order'],
  dayWrong: ['rule', '使用日期须在下单当天至今天之间', 'Service is used between the day it was ordered and today'],
  useUnknown: ['rule', '该订单没有此次使用记录', 'The order has no such use'],
  useTakenBack: ['conflict', '该次使用已撤销', 'That use was taken back already'],
  useEarned: [
    'rule',
    '该次使用已计入已结账期间的收入，不能撤销；请另行补做服务',
    'A closed period has counted that use as income, so it stays; serve the household once more instead',
  ],
  secondPersonRequired: ['rule', '须由登记使用人以外的人撤销', 'Somebody else than who recorded the use takes it back'],
});

export const orderState = z
  .enum(['ORDERED', 'COMPLETED', 'CANCELLED'])
  .meta({ id: 'ServiceOrderState', description: 'ORDERED 已下单, COMPLETED 已用完, CANCELLED 已退订' });
export type OrderState = z.output<typeof orderState>;

/** What can be ordered: basic service comes with the contract. */
export const orderedTier = serviceTier.extract(['OPTIONAL', 'VALUE_ADDED']).meta({ id: 'OrderedTier' });
export type OrderedTier = z.output<typeof orderedTier>;

const quantity = z.int().positive().max(10_000).meta({ id: 'ServiceQuantity', description: 'How many units of a service' });

export const orderView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    unitId: values.id,
    householdId: values.id,
    itemId: values.id,
    /** The version whose price was agreed. */
    itemVersionId: values.id,
    /** The version of the promise that applies to a cancellation. */
    offerId: values.id,
    tier: orderedTier,
    unit: serviceUnit,
    /** Of one unit. */
    priceFen: amountFen,
    quantity,
    usedQuantity: z.int(),
    amountFen,
    billId: values.id,
    /** Whether the household itself ordered; else its signed order is the evidence. */
    byHousehold: z.boolean(),
    evidenceIds: z.array(values.id),
    state: orderState,
    orderedAt: values.instant,
    cancelledAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'ServiceOrder', description: 'Optional or value-added service that a household ordered, at the price of that day' });

export const serviceUseView = z
  .object({
    id: values.id,
    orderId: values.id,
    usedOn: values.localDate,
    quantity,
    evidenceIds: z.array(values.id),
    recordedAt: values.instant,
    /** Null of a use that stands. */
    takenBack: z.object({ reason: z.string(), at: values.instant }).nullable(),
  })
  .meta({ id: 'ServiceUse', description: 'What was served of an order on a day' });

const parties = { roles: [...bookkeepers, 'resident'], scope: ['place', 'estate', 'self'], method: 'POST' } as const;

export const orderService = contract({
  ...parties,
  subject: 'property.command.order.order.v1',
  summary: 'Order optional or value-added service for a household: by itself, or with its signed order; a bill follows',
  path: '/v1/service-orders',
  input: z.object({
    id: values.id,
    unitId: values.id,
    /** The version of the item whose price the household has seen. */
    itemVersionId: values.id,
    quantity,
    evidenceIds: values.evidence.default([]),
  }),
  output: orderView,
  errors: [
    trialErrors.unitUnknown,
    trialErrors.householdMissing,
    offerErrors.offerUnknown,
    serviceItemErrors.itemUnknown,
    serviceItemErrors.notInForce,
    serviceItemErrors.superseded,
    serviceItemErrors.withdrawn,
    orderErrors.consentRequired,
    orderErrors.basicNotOrdered,
    orderErrors.amountTooLarge,
    billErrors.orderMissing,
  ],
  versioned: true,
});

export const recordServiceUse = contract({
  subject: 'property.command.order.use.v1',
  summary: 'Record that something of an order was served, with evidence; never more than was ordered',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/service-orders/:id/uses',
  input: z.object({
    id: values.id,
    useId: values.id,
    usedOn: values.localDate,
    quantity: quantity.default(1),
    evidenceIds: values.evidence.min(1),
  }),
  output: orderView,
  errors: [orderErrors.exceedsOrder, orderErrors.dayWrong],
  versioned: true,
});

export const takeBackServiceUse = contract({
  subject: 'property.command.order.take-back-use.v1',
  summary:
    'Take back, as a second person, a use that was recorded by mistake; it is left of the order again, or comes back when that is cancelled',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/service-orders/:id/uses/:useId/take-back',
  input: z.object({ id: values.id, useId: values.id, reason: values.text(200) }),
  output: z.object({ order: orderView, refunds: z.array(refundView) }).meta({ id: 'ServiceUseTakenBack' }),
  errors: [orderErrors.useUnknown, orderErrors.useTakenBack, orderErrors.useEarned, orderErrors.secondPersonRequired],
});

/** No reason is asked: the operation has no field for one. */
export const cancelService = contract({
  ...parties,
  subject: 'property.command.order.cancel.v1',
  summary: 'Cancel what is left of an order without any reason; what was paid for it comes back',
  path: '/v1/service-orders/:id/cancel',
  input: z.object({ id: values.id }),
  output: z.object({ order: orderView, refunds: z.array(refundView) }).meta({ id: 'ServiceCancellation' }),
  errors: [billErrors.refundExceedsPayments],
});

const readers = { roles: [...staff, 'property-company', 'resident'], scope: ['place', 'estate', 'self'], method: 'GET' } as const;

export const readOrder = contract({
  ...readers,
  subject: 'property.query.order.read.v1',
  summary: 'One order; a household sees its own',
  path: '/v1/service-orders/:id',
  input: z.object({ id: values.id }),
  output: orderView,
  versioned: true,
});

export const usesOfOrder = contract({
  ...readers,
  subject: 'property.query.order.uses.v1',
  summary: 'What was served of an order, the latest first',
  path: '/v1/service-orders/:id/uses',
  input: z.object({ id: values.id, ...values.pageInput }),
  output: values.page(serviceUseView),
});

export const ordersOfEstate = contract({
  ...readers,
  subject: 'property.query.order.of-estate.v1',
  summary: 'The orders of an estate, the latest first; a household sees its own',
  path: '/v1/estates/:estateId/service-orders',
  input: z.object({
    estateId: values.id,
    householdId: values.id.optional(),
    itemId: values.id.optional(),
    tier: orderedTier.optional(),
    state: orderState.optional(),
    ...values.pageInput,
  }),
  output: values.page(orderView),
  exports: ['csv', 'xlsx'],
});

export const orderStatistics = contract({
  subject: 'property.query.order.statistics.v1',
  summary: 'What was ordered, served, paid and given back in an estate, by tier',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/service-order-statistics',
  input: z.object({ estateId: values.id }),
  output: z
    .object({
      estateId: values.id,
      tiers: z.array(
        z
          .object({
            tier: orderedTier,
            orders: z.int(),
            households: z.int(),
            completed: z.int(),
            cancelled: z.int(),
            /** At the prices agreed, cancelled ones included. */
            orderedFen: values.fen,
            /** What is owed now: of cancelled orders what was served. */
            owedFen: values.fen,
            paidFen: values.fen,
            refundedFen: values.fen,
          })
          .meta({ id: 'TierStatistics' }),
      ),
    })
    .meta({ id: 'ServiceOrderStatistics' }),
});

const data = z.object({
  orderId: values.id,
  estateId: values.id,
  communityCode: values.communityCode,
  householdId: values.id,
  itemId: values.id,
  itemVersionId: values.id,
  tier: orderedTier,
  billId: values.id,
  at: values.instant,
  version: values.version,
});
const audience = { roles: ['resident'], householdField: 'householdId' } as const;

export const serviceOrdered = event({
  subject: 'property.event.order.ordered.v1',
  summary: 'A household ordered optional or value-added service',
  data: data.extend({ quantity, amountFen, byHousehold: z.boolean() }),
  audience,
});
export const serviceUsed = event({
  subject: 'property.event.order.used.v1',
  summary: 'Something of an order was recorded as served',
  data: data.extend({ useId: values.id, usedOn: values.localDate, quantity, leftQuantity: z.int() }),
  audience,
});
export const serviceUseTakenBack = event({
  subject: 'property.event.order.use-taken-back.v1',
  summary: 'A use of an order that was recorded by mistake was taken back',
  data: data.extend({ useId: values.id, quantity, leftQuantity: z.int(), refundFen: values.fen }),
  audience,
});
export const serviceCancelled = event({
  subject: 'property.event.order.cancelled.v1',
  summary: 'A household cancelled what was left of an order',
  data: data.extend({ usedQuantity: z.int(), refundFen: values.fen }),
  audience,
});
