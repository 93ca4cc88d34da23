import { z } from 'zod';
import * as values from '../values.js';
import { amountFen } from './ledger-values.js';

/** Basic service is for all who go on; the others only on order. */
export const serviceTier = z
  .enum(['BASIC', 'OPTIONAL', 'VALUE_ADDED'])
  .meta({ id: 'ServiceTier', description: 'BASIC 基础, OPTIONAL 可选, VALUE_ADDED 增值' });
export type ServiceTier = z.output<typeof serviceTier>;

export const billState = z.enum(['OPEN', 'PAID', 'VOID']).meta({ id: 'BillState', description: 'OPEN 待缴, PAID 已缴清, VOID 已取消' });
export type BillState = z.output<typeof billState>;

export const billView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    unitId: values.id,
    householdId: values.id,
    /** Of basic service alone, as the fee is. */
    contractId: values.id.nullable(),
    tier: serviceTier,
    feeScheduleId: values.id.nullable(),
    /** Of optional and value-added service alone. */
    orderId: values.id.nullable(),
    from: values.localDate,
    to: values.localDate,
    /** What is owed: of basic service the fee, less the discount. */
    amountFen: values.fen,
    /** What the household does not owe because it is entitled to pay less. */
    discountFen: values.fen,
    paidFen: values.fen,
    refundedFen: values.fen,
    /** What has been earned by served days, as of the last closed period. */
    earnedFen: values.fen,
    dueOn: values.localDate,
    state: billState,
    reminders: z.int(),
    issuedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'Bill', description: 'What a household owes for the service from one day to another, both included' });
export type BillView = z.output<typeof billView>;

export const unbilledReason = z
  .enum(['FEE_MISSING', 'IN_TRIAL', 'HOUSEHOLD_LEFT'])
  .meta({ id: 'UnbilledReason', description: 'FEE_MISSING 期初无收费标准, IN_TRIAL 仍在试用期内, HOUSEHOLD_LEFT 住户已不在该房屋' });
export type UnbilledReason = z.output<typeof unbilledReason>;

export const unbilledTermView = z
  .object({
    contractId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    unitId: values.id,
    householdId: values.id,
    from: values.localDate,
    to: values.localDate,
    reason: unbilledReason,
  })
  .meta({ id: 'UnbilledTerm', description: 'A term of basic service that has begun and cannot be billed, and why' });

export const paymentMethod = z.enum(['CASH', 'TRANSFER']).meta({ id: 'PaymentMethod', description: 'CASH 现金, TRANSFER 转账' });
export type PaymentMethod = z.output<typeof paymentMethod>;

export const paymentView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    billId: values.id,
    householdId: values.id,
    amountFen,
    /** What of it was taken back because it was recorded wrongly. */
    reversedFen: values.fen,
    method: z.string(),
    receivedAt: values.instant,
    entryId: values.id,
    version: values.version,
  })
  .meta({ id: 'Payment', description: 'What a household paid of a bill' });

export const refundMethod = z
  .enum(['CASH', 'TRANSFER', 'PROVIDER'])
  .meta({ id: 'RefundMethod', description: 'CASH 现金, TRANSFER 转账, PROVIDER 经支付机构原路退回' });

export const refundState = z
  .enum(['DUE', 'SENT', 'SETTLED'])
  .meta({ id: 'RefundState', description: 'DUE 待退, SENT 已交支付机构办理, SETTLED 已退' });
export type RefundState = z.output<typeof refundState>;

export const refundView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    householdId: values.id,
    billId: values.id,
    /** What was returned or cancelled: a contract or an order. */
    contractId: values.id.nullable(),
    orderId: values.id.nullable(),
    /** The version of the promise that applies. */
    offerId: values.id,
    amountFen,
    /** What of it has been paid out; through a provider it may go in parts. */
    settledFen: values.fen,
    state: refundState,
    dueOn: values.localDate,
    requestedAt: values.instant,
    settledAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Refund', description: 'What a household gets back of what it paid' });
