import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import * as values from '../values.js';
import { serviceTier } from './bill-values.js';
import { estateErrors } from './estate.js';
import { feePeriod, feeUnit } from './fee-schedule.js';
import { amountFen } from './ledger-values.js';
import { bookkeepers, ledgerErrors } from './ledger.js';
import { noticeErrors } from './notice.js';

export const serviceItemErrors = errors('property.catalogue', {
  placeWrong: ['rule', '服务项目须属于一个小区或一个地区，二者择一', 'An item is of one estate or of one jurisdiction; name one of them'],
  basicUnpriced: ['rule', '基础服务按已公布的收费标准收费，不另定价', 'Basic service costs the published fee; it has no price of its own'],
  priceMissing: ['rule', '可选、增值服务须标明单价与计价单位', 'Optional and value-added items name their price and its unit'],
  effectiveTooEarly: [
    'rule',
    '生效日期过早：已公布的价格不能改动，只能以后续版本更新',
    'It takes effect too early: a published price stands, and the next version holds from a later day',
  ],
  effectiveTooLate: [
    'rule',
    '日期过晚：价格最多提前一年公布，下架亦然',
    'It takes effect too late: a price is published at most a year ahead, and a withdrawal too',
  ],
  itemUnknown: ['rule', '本小区没有此服务项目', 'The estate is not offered this item'],
  notInForce: ['rule', '该服务项目尚未生效', 'The item does not take effect before a later day'],
  superseded: [
    'rule',
    '该版本已被新版本取代，请按现行价格下单',
    'A later version has taken its place; look at the price in force and order that',
  ],
  withdrawn: ['rule', '该服务项目已下架', 'The item has been withdrawn'],
});

export const serviceUnit = z.enum(['VISIT', 'HOUR', 'DAY', 'MONTH', 'PIECE', 'SQUARE_METRE']).meta({
  id: 'ServiceUnit',
  description: 'VISIT 次, HOUR 小时, DAY 天, MONTH 月, PIECE 件, SQUARE_METRE 平方米',
});
export type ServiceUnit = z.output<typeof serviceUnit>;

export const serviceItemState = z
  .enum(['OFFERED', 'WITHDRAWN'])
  .meta({ id: 'ServiceItemState', description: 'OFFERED 在售, WITHDRAWN 已下架' });
export type ServiceItemState = z.output<typeof serviceItemState>;

/** What a version says; the price of basic service is the fee schedule's. */
const terms = {
  name: values.text(50),
  description: values.text(500),
  /** Of one unit. */
  priceFen: amountFen.optional(),
  unit: serviceUnit.optional(),
  effectiveFrom: values.localDate,
};

export const serviceItemView = z
  .object({
    id: values.id,
    /** Null for what is offered in all estates of a jurisdiction. */
    estateId: values.id.nullable(),
    placeCode: values.placeCode,
    tier: serviceTier,
    state: serviceItemState,
    /** Versions published so far. */
    versions: z.int(),
    /** The day the latest of them takes effect. */
    latestFrom: values.localDate,
    withdrawnFrom: values.localDate.nullable(),
    version: values.version,
  })
  .meta({ id: 'ServiceItem', description: 'A service that is offered in an estate or a jurisdiction' });

export const serviceItemVersionView = z
  .object({
    id: values.id,
    itemId: values.id,
    /** Counted from 1 for each item. */
    number: z.int(),
    name: z.string(),
    description: z.string(),
    priceFen: amountFen.nullable(),
    unit: serviceUnit.nullable(),
    effectiveFrom: values.localDate,
    publishedAt: values.instant,
  })
  .meta({ id: 'ServiceItemVersion', description: 'What was published of an item, with its price; it is never changed' });

export const catalogueEntry = serviceItemVersionView
  .extend({
    estateId: values.id.nullable(),
    tier: serviceTier,
    /** Of basic service: the fee of the estate that is in force on that day. */
    fee: z.object({ feeScheduleId: values.id, amountFen, unit: feeUnit, period: feePeriod }).nullable(),
  })
  .meta({ id: 'CatalogueEntry', description: 'An item as it is offered on a day: basic at the fee of the estate, others at their price' });

const publishers = { roles: bookkeepers, scope: ['place', 'estate'], method: 'POST', versioned: true, output: serviceItemView } as const;

export const publishServiceItem = contract({
  ...publishers,
  subject: 'property.command.catalogue.publish-item.v1',
  summary: 'Offer a service in an estate, or in all estates of a jurisdiction',
  path: '/v1/service-items',
  input: z.object({
    id: values.id,
    versionId: values.id,
    estateId: values.id.optional(),
    placeCode: values.placeCode.optional(),
    tier: serviceTier,
    ...terms,
  }),
  errors: [
    estateErrors.estateUnknown,
    serviceItemErrors.placeWrong,
    serviceItemErrors.basicUnpriced,
    serviceItemErrors.priceMissing,
    serviceItemErrors.effectiveTooEarly,
    serviceItemErrors.effectiveTooLate,
    ledgerErrors.amountTooLarge,
    noticeErrors.personalData,
  ],
});

export const reviseServiceItem = contract({
  ...publishers,
  subject: 'property.command.catalogue.revise-item.v1',
  summary: 'Publish the next version of an item, from a later day on; what was ordered before keeps its price',
  path: '/v1/service-items/:id/revise',
  input: z.object({ id: values.id, versionId: values.id, ...terms }),
  errors: [
    ...[serviceItemErrors.basicUnpriced, serviceItemErrors.priceMissing],
    ...[serviceItemErrors.effectiveTooEarly, serviceItemErrors.effectiveTooLate],
    ...[ledgerErrors.amountTooLarge, noticeErrors.personalData],
  ],
});

export const withdrawServiceItem = contract({
  ...publishers,
  subject: 'property.command.catalogue.withdraw-item.v1',
  summary: 'Offer an item no more from a day on; what was ordered before is served',
  path: '/v1/service-items/:id/withdraw',
  /** Today unless told. */
  input: z.object({ id: values.id, withdrawnFrom: values.localDate.optional() }),
  errors: [serviceItemErrors.effectiveTooEarly, serviceItemErrors.effectiveTooLate],
});

const everyone = { roles: [], scope: ['public'], method: 'GET' } as const;

export const catalogueOfEstate = contract({
  ...everyone,
  subject: 'property.query.catalogue.of-estate.v1',
  summary: 'What is offered in an estate on a day, today unless told, by tier; everyone may read it',
  path: '/v1/public/estates/:estateId/catalogue',
  input: z.object({ estateId: values.id, on: values.localDate.optional(), tier: serviceTier.optional(), ...values.pageInput }),
  output: values.page(catalogueEntry),
});

export const versionsOfServiceItem = contract({
  ...everyone,
  subject: 'property.query.catalogue.versions.v1',
  summary: 'All versions of an item with their prices, the latest first; everyone may read them',
  path: '/v1/public/service-items/:itemId/versions',
  input: z.object({ itemId: values.id, ...values.pageInput }),
  output: values.page(serviceItemVersionView),
});

const item = { itemId: values.id, estateId: values.id.nullable(), placeCode: values.placeCode, tier: serviceTier };
export const serviceItemPublished = event({
  subject: 'property.event.catalogue.item-published.v1',
  summary: 'A version of an item was published',
  data: z.object({
    ...item,
    versionId: values.id,
    number: z.int(),
    priceFen: amountFen.nullable(),
    unit: serviceUnit.nullable(),
    effectiveFrom: values.localDate,
    at: values.instant,
    version: values.version,
  }),
});
export const serviceItemWithdrawn = event({
  subject: 'property.event.catalogue.item-withdrawn.v1',
  summary: 'An item is offered no more from a day on',
  data: z.object({ ...item, withdrawnFrom: values.localDate, at: values.instant, version: values.version }),
});
