import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { billState, billView, paymentMethod, paymentView, unbilledTermView } from './bill-values.js';
import { estateErrors, estateReaders } from './estate.js';
import { amountFen } from './ledger-values.js';
import { bookkeepers, ledgerErrors } from './ledger.js';

export const billErrors = errors('property.bill', {
  trialCannotHaveBill: ['rule', '试用期内不得出账', 'There is no bill inside the free months'],
  feeMissing: ['rule', '该期间没有已公布的收费标准', 'No published fee was in force on that day'],
  orderMissing: ['rule', '可选、增值服务没有订单，不得收费', 'Optional and value-added service is charged upon an order alone'],
  exceedsBill: ['rule', '金额超过该账单未缴部分', 'That is more than is open of the bill'],
  notOverdue: ['rule', '账单尚未到期，不必提醒', 'The bill is not overdue; there is nothing to remind of'],
  secondPersonRequired: ['rule', '须由登记收款人以外的人更正', 'Somebody else than who recorded the payment takes it back'],
  paymentUsed: [
    'rule',
    '这笔缴费已有部分计入收入或应退，不能更正这么多',
    'Part of what was paid is earned, or goes back already; less of it can be taken back',
  ],
  remindedToday: ['rule', '该账单今天已提醒过，请改日再提醒', 'The household was reminded of this bill today; do so on another day'],
  refundExceedsPayments: ['rule', '退费合计不能超过已缴金额', 'Refunds of a bill never exceed what was paid'],
});

export const issueBills = contract({
  subject: 'property.command.bill.issue.v1',
  summary: 'Issue the bills of an estate that are due now, each term once; a term that cannot be billed keeps no other waiting',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/estates/:estateId/issue-bills',
  input: z.object({ estateId: values.id }),
  output: z
    .object({
      bills: z.int(),
      totalFen: values.fen,
      /** Terms that have begun and could not be billed; `unbilledTerms` says why. */
      unbilled: z.int(),
    })
    .meta({ id: 'BillsIssued' }),
  errors: [estateErrors.estateUnknown],
  timeoutMs: 30_000,
});

export const payBill = contract({
  subject: 'property.command.bill.pay.v1',
  summary: 'Record that a bill was paid, wholly or in part, in cash or by transfer',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/bills/:id/pay',
  input: z.object({
    id: values.id,
    paymentId: values.id,
    amountFen,
    method: paymentMethod,
    evidenceIds: values.evidence.default([]),
  }),
  output: billView,
  errors: [billErrors.exceedsBill],
  versioned: true,
});

export const reversePayment = contract({
  subject: 'property.command.bill.reverse-payment.v1',
  summary: 'Take back, as a second person, a payment that was recorded wrongly, or what of it was too much; its bill is open again',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/payments/:id/reverse',
  input: z.object({
    id: values.id,
    /** What of it was never received; all of it unless told. */
    amountFen: amountFen.optional(),
    reason: values.text(200),
  }),
  output: paymentView,
  errors: [billErrors.secondPersonRequired, billErrors.paymentUsed, billErrors.exceedsBill, ledgerErrors.alreadyReversed],
  versioned: true,
});

export const remindBill = contract({
  subject: 'property.command.bill.remind.v1',
  summary: 'Remind a household of an overdue bill; nothing else is ever done about it here',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/bills/:id/remind',
  input: z.object({ id: values.id }),
  output: billView,
  errors: [billErrors.notOverdue, billErrors.remindedToday],
  versioned: true,
});

const readers = { roles: [...staff, 'property-company', 'resident'], scope: ['place', 'estate', 'self'], method: 'GET' } as const;

export const readBill = contract({
  ...readers,
  subject: 'property.query.bill.read.v1',
  summary: 'One bill; a household sees its own',
  path: '/v1/bills/:id',
  input: z.object({ id: values.id }),
  output: billView,
  versioned: true,
});

export const billsOfEstate = contract({
  ...readers,
  subject: 'property.query.bill.of-estate.v1',
  summary: 'The bills of an estate, the latest first; a household sees its own',
  path: '/v1/estates/:estateId/bills',
  input: z.object({
    estateId: values.id,
    state: billState.optional(),
    householdId: values.id.optional(),
    overdue: z.boolean().optional(),
    ...values.pageInput,
  }),
  output: values.page(billView),
  exports: ['csv', 'xlsx'],
});

export const unbilledTerms = contract({
  subject: 'property.query.bill.unbilled.v1',
  summary: 'The terms that have begun and cannot be billed, the oldest first, and why: for those who keep the money',
  roles: bookkeepers,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/unbilled-terms',
  input: z.object({ estateId: values.id.optional(), ...values.pageInput }),
  output: values.page(unbilledTermView),
  exports: ['csv', 'xlsx'],
});

export const paymentsOfEstate = contract({
  ...readers,
  subject: 'property.query.bill.payments-of-estate.v1',
  summary: 'The payments of an estate, the latest first; a household sees its own',
  path: '/v1/estates/:estateId/payments',
  input: z.object({ estateId: values.id, billId: values.id.optional(), householdId: values.id.optional(), ...values.pageInput }),
  output: values.page(paymentView),
  exports: ['csv', 'xlsx'],
});

/** The receipts are seen by those who keep the money, and by the household itself. */
export const paymentsOfBill = contract({
  ...readers,
  roles: [...bookkeepers, 'resident'],
  subject: 'property.query.bill.payments.v1',
  summary: 'What was paid of a bill, the first first, with its receipts',
  path: '/v1/bills/:id/payments',
  input: z.object({ id: values.id, ...values.pageInput }),
  output: values.page(
    z.object({ id: values.id, amountFen, receivedAt: values.instant, evidenceIds: z.array(values.id) }).meta({ id: 'PaymentOfBill' }),
  ),
});

export const arrearsOfEstate = contract({
  subject: 'property.query.bill.arrears.v1',
  summary: 'How many bills of an estate are overdue, and how much is open of them',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/arrears',
  input: z.object({ estateId: values.id }),
  output: z.object({ bills: z.int(), overdue: z.int(), openFen: values.fen, paid: values.rate }).meta({ id: 'Arrears' }),
});

export const billsIssued = event({
  subject: 'property.event.bill.issued.v1',
  summary: 'Bills of an estate were issued',
  data: z.object({ estateId: values.id, communityCode: values.communityCode, bills: z.int(), totalFen: values.fen, at: values.instant }),
});

const money = z.object({
  billId: values.id,
  estateId: values.id,
  communityCode: values.communityCode,
  householdId: values.id,
  amountFen,
  at: values.instant,
});
const audience = { roles: ['resident'], householdField: 'householdId' } as const;
export const billPaid = event({
  subject: 'property.event.bill.paid.v1',
  summary: 'A payment of a bill was recorded',
  data: money,
  audience,
});
export const paymentReversed = event({
  subject: 'property.event.bill.payment-reversed.v1',
  summary: 'A payment that was recorded wrongly was taken back, wholly or in part',
  data: money.extend({ paymentId: values.id }),
  audience,
});
export const billReminded = event({
  subject: 'property.event.bill.reminded.v1',
  summary: 'A household is reminded of an overdue bill',
  data: money,
  audience,
});
