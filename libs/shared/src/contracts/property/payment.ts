import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { billErrors } from './bill.js';
import { paymentMethod } from './bill-values.js';
import { estateReaders } from './estate.js';
import { amountFen } from './ledger-values.js';
import { bookkeepers, ledgerErrors } from './ledger.js';
import {
  paymentAttemptState,
  paymentAttemptView,
  paymentFailure,
  paymentProvider,
  paymentRefundState,
  paymentRefundView,
} from './payment-values.js';

export const paymentErrors = errors('property.payment', {
  providerMissing: [
    'rule',
    '尚未开通该支付方式，请以现金或转账缴费',
    'No such payment provider is set up here; pay in cash or by transfer',
  ],
  providerUnavailable: [
    'unavailable',
    '支付机构暂时没有答复，请用同一 Idempotency-Key 重试',
    'The payment provider does not answer; try again under the same Idempotency-Key',
  ],
  alreadyPending: [
    'rule',
    '该账单已有待支付的订单，请完成、关闭或待其过期',
    'A payment of this bill is pending; complete it, close it or let it expire',
  ],
  signatureInvalid: ['forbidden', '通知签名不符', 'The signature of the notification does not fit'],
  certificateUnknown: ['forbidden', '通知所用证书未登记', 'The notification is signed with an unknown certificate'],
  notificationStale: ['forbidden', '通知的时间戳已超出允许范围', 'The timestamp of the notification is outside its window'],
  notificationMalformed: ['invalid', '通知内容无法读取', 'The notification cannot be read'],
  orderUnknown: ['not-found', '没有此订单', 'There is no such order'],
  noPaymentCovers: [
    'rule',
    '线上缴费不足以原路退回，请以现金或转账退费',
    'The payments through providers do not cover the refund; pay it out in cash or by transfer',
  ],
});

const payers = { roles: [...bookkeepers, 'resident'], scope: ['place', 'estate', 'self'] } as const;

export const startPayment = contract({
  ...payers,
  subject: 'property.command.payment.start.v1',
  summary: 'Start paying a bill, wholly or in part, through a payment provider; the answer has the code to scan',
  method: 'POST',
  path: '/v1/bills/:billId/payment-attempts',
  input: z.object({ id: values.id, billId: values.id, provider: paymentProvider, amountFen }),
  output: paymentAttemptView,
  errors: [paymentErrors.providerMissing, paymentErrors.providerUnavailable, paymentErrors.alreadyPending, billErrors.exceedsBill],
  timeoutMs: 15_000,
});

export const closePayment = contract({
  ...payers,
  subject: 'property.command.payment.close.v1',
  summary: 'Close a pending payment; if it was paid in the meantime, that counts',
  method: 'POST',
  path: '/v1/payment-attempts/:id/close',
  input: z.object({ id: values.id }),
  output: paymentAttemptView,
  errors: [paymentErrors.providerMissing, paymentErrors.providerUnavailable],
  timeoutMs: 20_000,
});

export const readPayment = contract({
  roles: [...staff, 'property-company', 'resident'],
  scope: ['place', 'estate', 'self'],
  subject: 'property.query.payment.read.v1',
  summary: 'One payment attempt; a household sees its own',
  method: 'GET',
  path: '/v1/payment-attempts/:id',
  input: z.object({ id: values.id }),
  output: paymentAttemptView,
  versioned: true,
});

export const paymentAttemptsOfEstate = contract({
  subject: 'property.query.payment.of-estate.v1',
  summary: 'The payment attempts of an estate, the latest first; with failure, those that people have to look at',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/payment-attempts',
  input: z.object({
    estateId: values.id,
    state: paymentAttemptState.optional(),
    failure: paymentFailure.optional(),
    ...values.pageInput,
  }),
  output: values.page(paymentAttemptView),
  exports: ['csv', 'xlsx'],
});

export const paymentRefundsOfEstate = contract({
  subject: 'property.query.payment.refunds.v1',
  summary: 'What goes back through providers at an estate, the latest first; those refused are paid out otherwise',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/payment-refunds',
  input: z.object({ estateId: values.id, state: paymentRefundState.optional(), ...values.pageInput }),
  output: values.page(paymentRefundView),
});

export const settlePaymentRefund = contract({
  subject: 'property.command.payment.settle-refund.v1',
  summary: 'Record that what was received too much, and the provider refused to give back, was paid out otherwise',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/payment-refunds/:id/settle',
  input: z.object({ id: values.id, method: paymentMethod, evidenceIds: values.evidence.default([]) }),
  output: paymentRefundView,
  errors: [ledgerErrors.fundShort],
});

/** The headers by which WeChat Pay signs a notification, in the order of their use; Alipay signs within the body. */
export const notificationHeaders = ['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial'] as const;

export const notifyPayment = contract({
  subject: 'property.command.payment.notify.v1',
  summary: 'A payment provider tells, signed, that something was paid or refunded; told again it changes nothing',
  roles: [],
  scope: ['public'],
  method: 'POST',
  path: '/v1/payment-notifications/:provider',
  raw: notificationHeaders,
  input: z.object({
    provider: paymentProvider,
    body: z.string().max(65_536),
    headers: z.object({
      'wechatpay-timestamp': z.string().max(20).optional(),
      'wechatpay-nonce': z.string().max(128).optional(),
      'wechatpay-signature': z.string().max(1024).optional(),
      'wechatpay-serial': z.string().max(128).optional(),
    }),
  }),
  /** The word by which Alipay knows that it was heard; WeChat Pay reads the status alone. */
  output: z.literal('success').meta({ id: 'PaymentNotificationTaken' }),
  errors: [
    paymentErrors.providerMissing,
    paymentErrors.signatureInvalid,
    paymentErrors.certificateUnknown,
    paymentErrors.notificationStale,
    paymentErrors.notificationMalformed,
    paymentErrors.orderUnknown,
  ],
  idempotencyExempt: true,
});

export const paymentRefunded = event({
  subject: 'property.event.payment.refunded.v1',
  summary: 'What was received too much went back',
  data: z.object({
    paymentRefundId: values.id,
    attemptId: values.id,
    billId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    householdId: values.id,
    amountFen,
    at: values.instant,
  }),
  audience: { roles: ['resident'], householdField: 'householdId' },
});
