import { z } from 'zod';
import * as values from '../values.js';
import { amountFen } from './ledger-values.js';

export const paymentProvider = z.enum(['WECHAT', 'ALIPAY']).meta({ id: 'PaymentProvider', description: 'WECHAT 微信支付, ALIPAY 支付宝' });
export type PaymentProviderName = z.output<typeof paymentProvider>;

export const paymentAttemptState = z
  .enum(['PENDING', 'PAID', 'CLOSED', 'FAILED'])
  .meta({ id: 'PaymentAttemptState', description: 'PENDING 待支付, PAID 已支付, CLOSED 已关闭, FAILED 失败' });
export type PaymentAttemptState = z.output<typeof paymentAttemptState>;

export const paymentFailure = z
  .enum(['REFUSED', 'AMOUNT_DIFFERENT'])
  .meta({ id: 'PaymentFailure', description: 'REFUSED 支付机构拒绝下单, AMOUNT_DIFFERENT 实收金额与订单不符，待核对' });
export type PaymentFailure = z.output<typeof paymentFailure>;

export const paymentAttemptView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    billId: values.id,
    householdId: values.id,
    provider: paymentProvider,
    amountFen,
    state: paymentAttemptState,
    failure: paymentFailure.nullable(),
    /** What the payer scans or opens; null before the provider has answered. */
    codeUrl: z.string().nullable(),
    /** What the provider says it has received. */
    receivedFen: values.fen,
    /** What of it the bill did not take: it goes back by itself. */
    surplusFen: values.fen,
    /** What of it has gone back through the provider, or is on its way. */
    refundedFen: values.fen,
    startedAt: values.instant,
    expiresAt: values.instant,
    /** When the provider received it. */
    paidAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'PaymentAttempt', description: 'One attempt to pay a bill through a provider; its id without dashes is the order number' });

export const paymentRefundState = z
  .enum(['PENDING', 'DONE', 'REFUSED'])
  .meta({ id: 'PaymentRefundState', description: 'PENDING 办理中, DONE 已退, REFUSED 支付机构拒绝，待另行退付' });
export type PaymentRefundState = z.output<typeof paymentRefundState>;

export const paymentRefundPurpose = z
  .enum(['SURPLUS', 'RETURN'])
  .meta({ id: 'PaymentRefundPurpose', description: 'SURPLUS 多收退回, RETURN 退货退费' });
export type PaymentRefundPurpose = z.output<typeof paymentRefundPurpose>;

export const paymentRefundView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    householdId: values.id,
    attemptId: values.id,
    purpose: paymentRefundPurpose,
    /** The refund of a return that it pays out. */
    refundId: values.id.nullable(),
    amountFen,
    state: paymentRefundState,
    requestedAt: values.instant,
    doneAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'PaymentRefund', description: 'Money that goes back through the provider; its id without dashes is the refund number' });
