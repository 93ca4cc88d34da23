import { z } from 'zod';
import * as values from '../values.js';
import { amountFen } from './ledger-values.js';

/** What a fee may be lessened for: the first three are social, the last rewards who pays a year ahead. */
export const entitlementKind = z.enum(['LOW_INCOME', 'DISABILITY', 'HONOURED_FAMILY', 'YEAR_AHEAD']).meta({
  id: 'EntitlementKind',
  description: 'LOW_INCOME 低保、特困, DISABILITY 残疾, HONOURED_FAMILY 优抚对象, YEAR_AHEAD 约定先付全年',
});
export type EntitlementKind = z.output<typeof entitlementKind>;

export const discountMeasure = z
  .enum(['SHARE', 'AMOUNT'])
  .meta({ id: 'DiscountMeasure', description: 'SHARE 按比例（万分之几）, AMOUNT 按金额（每年，分）' });
export type DiscountMeasure = z.output<typeof discountMeasure>;

export const discountState = z
  .enum(['DRAFT', 'PUBLISHED', 'ENDED'])
  .meta({ id: 'DiscountState', description: 'DRAFT 草案, PUBLISHED 已公布, ENDED 已终止' });
export type DiscountState = z.output<typeof discountState>;

export const entitlementState = z
  .enum(['RECORDED', 'CONFIRMED', 'ENDED'])
  .meta({ id: 'EntitlementState', description: 'RECORDED 已登记待复核, CONFIRMED 已复核, ENDED 已终止' });
export type EntitlementState = z.output<typeof entitlementState>;

/** What a discount is: `value` in basis points of the fee of a year, or in fen a year. */
export const discountBody = {
  kind: entitlementKind,
  measure: discountMeasure,
  value: amountFen,
  reason: values.text(200),
  from: values.localDate,
  to: values.localDate.nullable(),
};

export const discountView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    feeScheduleId: values.id,
    ...discountBody,
    state: discountState,
    publishedAt: values.instant.nullable(),
    endReason: z.string().nullable(),
    version: values.version,
  })
  .meta({ id: 'Discount', description: 'What households with an entitlement pay less of a fee, as one rule for all of them' });

/** Which entitlement it is stands in no list and no event: who reads it is logged. */
export const entitlementView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    unitId: values.id,
    householdId: values.id,
    from: values.localDate,
    to: values.localDate.nullable(),
    state: entitlementState,
    recordedAt: values.instant,
    confirmedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Entitlement', description: 'That a household of a unit is entitled to pay less from one day to another' });
