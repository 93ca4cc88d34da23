import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { decisionErrors } from './decision.js';
import { estateErrors } from './estate.js';
import { amountFen } from './ledger-values.js';
import { bookkeepers } from './ledger.js';

export const feeScheduleErrors = errors('property.fee-schedule', {
  outOfBand: ['rule', '收费标准超出本地公布的区间', 'The fee lies outside the band published where the estate is'],
  unitWrong: ['rule', '计费单位或周期与本地规定不符', 'The fee is per another unit or period than is laid down where the estate is'],
  noticeTooShort: ['rule', '生效日期早于公布后应满的天数', 'The fee takes effect too soon after its publication; choose a later day'],
  tooFarAhead: ['rule', '生效日期过远，最晚为公布后一年内', 'The fee takes effect too late; choose a day within a year of its publication'],
  dayTaken: ['conflict', '同一天已有生效的收费标准', 'Another fee schedule takes effect on that day'],
  bandInvalid: ['rule', '收费区间下限不得高于上限', 'The lower end of the band is not above the upper'],
});

export const feeUnit = z.enum(['HOUSEHOLD', 'SQUARE_METRE']).meta({ id: 'FeeUnit', description: 'HOUSEHOLD 户, SQUARE_METRE 平方米' });
export type FeeUnit = z.output<typeof feeUnit>;
export const feePeriod = z.enum(['YEAR', 'MONTH']).meta({ id: 'FeePeriod', description: 'YEAR 年, MONTH 月' });
export type FeePeriod = z.output<typeof feePeriod>;
export const feeScheduleState = z
  .enum(['DRAFT', 'PUBLISHED'])
  .meta({ id: 'FeeScheduleState', description: 'DRAFT 草案, PUBLISHED 已公布' });
export type FeeScheduleState = z.output<typeof feeScheduleState>;

/** What a jurisdiction lays down for the basic fee. */
export const feeSchedulePolicyBody = {
  unit: feeUnit,
  period: feePeriod,
  minimumFen: amountFen,
  maximumFen: amountFen,
  /** So many days lie between publication and effect. */
  noticeDays: z.int().min(0).max(365),
  /** A bill is to be paid within so many days of its first day. */
  paymentDays: z.int().min(0).max(365),
  source: values.text(200),
  assumed: z.boolean(),
};

export const feeScheduleView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    amountFen,
    unit: feeUnit,
    period: feePeriod,
    state: feeScheduleState,
    decisionId: values.id.nullable(),
    publishedAt: values.instant.nullable(),
    effectiveFrom: values.localDate.nullable(),
    version: values.version,
  })
  .meta({ id: 'FeeSchedule', description: 'The basic fee of an estate; a later one takes its place on the day it takes effect' });

export const draftFeeSchedule = contract({
  subject: 'property.command.fee-schedule.draft.v1',
  summary: 'Draft the basic fee of an estate, for owners to decide upon; the first needs no decision',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/fee-schedules',
  input: z.object({ id: values.id, estateId: values.id, amountFen, unit: feeUnit, period: feePeriod }),
  output: feeScheduleView,
  errors: [estateErrors.estateUnknown, estateErrors.notSurveyed, feeScheduleErrors.outOfBand, feeScheduleErrors.unitWrong],
  versioned: true,
});

export const publishFeeSchedule = contract({
  subject: 'property.command.fee-schedule.publish.v1',
  summary: 'Publish a drafted fee, which a change of the fee may only by the certified decision of the owners',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/fee-schedules/:id/publish',
  input: z.object({ id: values.id, effectiveFrom: values.localDate, decisionId: values.id.optional() }),
  output: feeScheduleView,
  errors: [
    ...[feeScheduleErrors.outOfBand, feeScheduleErrors.noticeTooShort, feeScheduleErrors.tooFarAhead, feeScheduleErrors.dayTaken],
    decisionErrors.decisionRequired,
  ],
  versioned: true,
});

export const feeSchedulesOfEstate = contract({
  subject: 'property.query.fee-schedule.of-estate.v1',
  summary: 'The published fees of an estate, the latest to take effect first; everyone may read them',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public/estates/:estateId/fee-schedules',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(feeScheduleView),
});

export const publishFeeSchedulePolicy = policyPublication({
  of: 'property.fee-schedule',
  summary: 'Lay down the band of the basic fee of a jurisdiction',
  body: feeSchedulePolicyBody,
  errors: [feeScheduleErrors.bandInvalid],
});
export const feeSchedulePolicy = policyInForce({
  of: 'property.fee-schedule',
  id: 'FeeSchedulePolicy',
  summary: 'The band of the basic fee in force at a place',
  body: feeSchedulePolicyBody,
});

export const feeSchedulePublished = event({
  subject: 'property.event.fee-schedule.published.v1',
  summary: 'The basic fee of an estate was published',
  data: z.object({
    feeScheduleId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    amountFen,
    unit: feeUnit,
    period: feePeriod,
    effectiveFrom: values.localDate,
    decisionId: values.id.nullable(),
    at: values.instant,
  }),
});
