import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { billErrors } from './bill.js';
import { refundMethod, refundState, refundView } from './bill-values.js';
import { bookkeepers, ledgerErrors } from './ledger.js';
import { paymentErrors } from './payment.js';
import { serviceContractView } from './trial.js';

export const returnErrors = errors('property.return', {
  dayPast: ['rule', '退货日期不能早于今天', 'Service can be returned from today on; choose today or a later day'],
  dayTooLate: [
    'rule',
    '退货日期不能晚于已出账期间的最后一天；之后的期间请到时再办理退货',
    'Service is returned within the days that are billed; return a later term once it has begun',
  ],
  secondPersonRequired: ['rule', '须由登记退费人以外的人更正', 'Somebody else than who recorded the refund takes it back'],
  paidByProvider: [
    'rule',
    '该退费由支付机构办理并确认，不能更正；如有出入请走对账',
    'The provider paid this refund and said so; what differs is settled by reconciliation',
  ],
});

/** No reason is asked: the operation has no field for one. */
export const requestReturn = contract({
  subject: 'property.command.return.request.v1',
  summary: 'Return the service without any reason; what was paid for days not served comes back',
  roles: [...bookkeepers, 'resident'],
  scope: ['place', 'estate', 'self'],
  method: 'POST',
  path: '/v1/service-contracts/:id/return',
  input: z.object({
    id: values.id,
    /** The last day of service; today unless told. */
    lastDay: values.localDate.optional(),
  }),
  output: z.object({ contract: serviceContractView, refunds: z.array(refundView) }).meta({ id: 'ServiceReturn' }),
  errors: [returnErrors.dayPast, returnErrors.dayTooLate],
});

export const settleRefund = contract({
  subject: 'property.command.return.settle-refund.v1',
  summary: 'Record that a refund was paid out, or send it back through the provider by which the bill was paid',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/refunds/:id/settle',
  input: z.object({ id: values.id, method: refundMethod, evidenceIds: values.evidence.default([]) }),
  output: refundView,
  errors: [billErrors.refundExceedsPayments, ledgerErrors.fundShort, paymentErrors.noPaymentCovers],
  versioned: true,
});

export const reverseRefund = contract({
  subject: 'property.command.return.reverse-refund.v1',
  summary: 'Take back, as a second person, a refund that was recorded as paid out and was not; it is due again',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/refunds/:id/reverse',
  input: z.object({ id: values.id, reason: values.text(200) }),
  output: refundView,
  errors: [returnErrors.secondPersonRequired, returnErrors.paidByProvider],
  versioned: true,
});

export const refundsOfEstate = contract({
  subject: 'property.query.return.refunds.v1',
  summary: 'The refunds of an estate, the latest first; a household sees its own',
  roles: [...staff, 'property-company', 'resident'],
  scope: ['place', 'estate', 'self'],
  method: 'GET',
  path: '/v1/estates/:estateId/refunds',
  input: z.object({ estateId: values.id, state: refundState.optional(), overdue: z.boolean().optional(), ...values.pageInput }),
  output: values.page(refundView),
});

const audience = { roles: ['resident'], householdField: 'householdId' } as const;
export const returnRequested = event({
  subject: 'property.event.return.requested.v1',
  summary: 'A household returned the service',
  data: z.object({
    contractId: values.id,
    unitId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    householdId: values.id,
    offerId: values.id,
    lastDay: values.localDate,
    refundFen: values.fen,
    at: values.instant,
    version: values.version,
  }),
  audience,
});
const refunded = z.object({
  refundId: values.id,
  billId: values.id,
  estateId: values.id,
  communityCode: values.communityCode,
  householdId: values.id,
  amountFen: values.fen,
  at: values.instant,
});
export const refundSettled = event({
  subject: 'property.event.return.settled.v1',
  summary: 'A refund was paid out',
  data: refunded,
  audience,
});
export const refundReversed = event({
  subject: 'property.event.return.refund-reversed.v1',
  summary: 'A refund that was recorded as paid out, and was not, is due again',
  data: refunded,
  audience,
});
