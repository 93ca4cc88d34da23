import { z } from 'zod';
import { batchInput, batchOutcome } from '../batch.js';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { amountFen } from './ledger-values.js';
import { paymentErrors } from './payment.js';
import { paymentProvider } from './payment-values.js';

export const reconciliationErrors = errors('property.reconciliation', {
  outsidePlace: ['rule', '该笔交易不属于本批次的区域', 'The trade does not belong to the place of the batch'],
  tradeIncomplete: ['rule', '该笔交易没有金额，或退款没有商户退款单号', 'The trade has no amount, or the refund no number of the merchant'],
  amountDifferent: ['rule', '退款金额与申请金额不符，请标记查询', 'Another amount was paid back than was asked for; mark it for a query'],
  secondPersonRequired: ['rule', '须由上传人以外的人确认', 'Somebody else than who uploaded the statement confirms it'],
  nothingToCorrect: ['rule', '更正后的金额与原金额相同', 'That is the amount the line has; there is nothing to correct'],
  correctionNotYours: ['rule', '须由上传人、确认人以外的人更正', 'Somebody else than who uploaded or confirmed the line corrects it'],
  nothingToConfirm: ['rule', '该笔已入账，如有出入请标记查询', 'It is booked already; if something differs, mark it for a query'],
});

export const statementLineKind = z
  .enum(['PAYMENT', 'REFUND'])
  .meta({ id: 'ProviderStatementLineKind', description: 'PAYMENT 收款, REFUND 退款' });
export type StatementLineKind = z.output<typeof statementLineKind>;

export const reconciliationStanding = z.enum(['MATCHED', 'MISSING_HERE', 'MISSING_THERE', 'AMOUNT_DIFFERENT']).meta({
  id: 'ReconciliationStanding',
  description: 'MATCHED 相符, MISSING_HERE 对方有我方无, MISSING_THERE 我方有对方无, AMOUNT_DIFFERENT 金额不符',
});
export type ReconciliationStanding = z.output<typeof reconciliationStanding>;

export const statementLineState = z
  .enum(['TAKEN', 'QUERIED', 'CONFIRMED'])
  .meta({ id: 'ProviderStatementLineState', description: 'TAKEN 已导入, QUERIED 查询中, CONFIRMED 已确认入账' });
export type StatementLineState = z.output<typeof statementLineState>;

/** 180.00, as statements write it. */
const yuan = z.string().regex(/^\d{1,12}\.\d{2}$/);

export const importWechatStatement = contract({
  subject: 'property.command.reconciliation.import-wechat.v1',
  summary: 'Take in up to 500 trades of a statement of WeChat Pay in one act; trades that are known are left as they are',
  roles: leaders,
  scope: ['place'],
  input: z.object({
    ...batchInput(
      z.object({
        /** The provider's number of the trade. */
        externalRef: values.text(64),
        at: values.instant,
        orderNumber: values.text(64),
        tradeState: z.enum(['SUCCESS', 'REFUND']),
        orderAmount: yuan,
        refundNumber: values.text(64).optional(),
        refundAmount: yuan.optional(),
      }),
    ),
  }),
  output: batchOutcome,
  timeoutMs: 15_000,
});

export const importAlipayStatement = contract({
  subject: 'property.command.reconciliation.import-alipay.v1',
  summary: 'Take in up to 500 trades of a bill of Alipay in one act; trades that are known are left as they are',
  roles: leaders,
  scope: ['place'],
  input: z.object({
    ...batchInput(
      z.object({
        /** The provider's number of the trade. */
        externalRef: values.text(64),
        at: values.instant,
        /** Of the payment; a refund has a number of its own beside it. */
        orderNumber: values.text(64),
        kind: statementLineKind,
        /** Negative for what went back. */
        amount: z.string().regex(/^-?\d{1,12}\.\d{2}$/),
        refundNumber: values.text(64).optional(),
      }),
    ),
  }),
  output: batchOutcome,
  timeoutMs: 15_000,
});

const ofDay = { placeCode: values.placeCode, day: values.localDate };
const read = { roles: leaders, scope: ['place'], method: 'GET' } as const;

export const reconciliationOfDay = contract({
  ...read,
  subject: 'property.query.reconciliation.of-day.v1',
  summary: 'How the statements of a day and what is booked here agree, in counts and sums',
  path: '/v1/reconciliation',
  input: z.object(ofDay),
  output: z
    .object({
      items: z.array(
        z.object({
          kind: statementLineKind,
          standing: reconciliationStanding,
          lines: z.int(),
          statedFen: values.fen,
          bookedFen: values.fen,
        }),
      ),
    })
    .meta({ id: 'Reconciliation' }),
});

export const reconciliationLine = z
  .object({
    /** Of the line; of the payment or refund, where the statement has none. */
    id: values.id,
    kind: statementLineKind,
    standing: reconciliationStanding,
    provider: paymentProvider,
    /** Our number of the order or refund. */
    number: z.string(),
    statedFen: values.fen.nullable(),
    bookedFen: values.fen.nullable(),
    /** The payment attempt, or the refund through the provider. */
    sourceId: values.id.nullable(),
    /** As it was when the statement was taken in. */
    found: reconciliationStanding.nullable(),
    state: statementLineState.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'ReconciliationLine', description: 'A trade in a statement, or here, or both' });

export const reconciliationLines = contract({
  ...read,
  subject: 'property.query.reconciliation.lines.v1',
  summary: 'The trades of a day, as the statements and the books here have them',
  path: '/v1/reconciliation-lines',
  input: z.object({ ...ofDay, standing: reconciliationStanding.optional(), ...values.pageInput }),
  output: values.page(reconciliationLine),
  exports: ['csv', 'xlsx'],
});

export const statementLineView = z
  .object({
    id: values.id,
    kind: statementLineKind,
    provider: paymentProvider,
    number: z.string(),
    amountFen,
    day: values.localDate,
    sourceId: values.id.nullable(),
    state: statementLineState,
    note: z.string().nullable(),
    version: values.version,
  })
  .meta({ id: 'ProviderStatementLine' });

const decide = { roles: leaders, scope: ['place'], method: 'POST', output: statementLineView } as const;

export const confirmStatementLine = contract({
  ...decide,
  subject: 'property.command.reconciliation.confirm.v1',
  summary: 'Book what the statement says was received or refunded and is missing here; by another than who uploaded it',
  path: '/v1/statement-lines/:id/confirm',
  input: z.object({ id: values.id }),
  errors: [
    ...[reconciliationErrors.secondPersonRequired, reconciliationErrors.nothingToConfirm, reconciliationErrors.amountDifferent],
    paymentErrors.orderUnknown,
  ],
});

export const queryStatementLine = contract({
  ...decide,
  subject: 'property.command.reconciliation.query.v1',
  summary: 'Mark a trade of a statement as being asked about at the provider',
  path: '/v1/statement-lines/:id/query',
  input: z.object({ id: values.id, note: values.text(200) }),
});

export const correctStatementLine = contract({
  ...decide,
  subject: 'property.command.reconciliation.correct.v1',
  summary:
    'Correct, as a second person, an amount that was taken in wrongly; what it was stays, and the difference to the books is told anew',
  path: '/v1/statement-lines/:id/correct',
  input: z.object({ id: values.id, amountFen, reason: values.text(200) }),
  errors: [reconciliationErrors.nothingToCorrect, reconciliationErrors.correctionNotYours],
});

export const statementLineCorrections = contract({
  ...read,
  subject: 'property.query.reconciliation.corrections.v1',
  summary: 'What a trade of a statement was taken in as, and each correction of it, the latest first',
  path: '/v1/statement-lines/:id/corrections',
  input: z.object({ id: values.id, ...values.pageInput }),
  output: values.page(
    z
      .object({
        /** The version of the line that the correction made. */
        version: values.version,
        formerFen: amountFen,
        amountFen,
        /** How the former amount and the books agreed. */
        formerFound: reconciliationStanding,
        reason: z.string(),
        correctedAt: values.instant,
      })
      .meta({ id: 'ProviderStatementCorrection' }),
  ),
});
