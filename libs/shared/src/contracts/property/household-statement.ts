import { z } from 'zod';
import { contract } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { amountFen } from './ledger-values.js';
import { figureOf } from './statement-values.js';
import { statementErrors } from './statement.js';

/** A payment of a household, and what became of every fen of it. */
export const paymentShare = z
  .object({
    paymentId: values.id,
    billId: values.id,
    entryId: values.id,
    receivedAt: values.instant,
    amountFen,
    /** By days served; the earliest payments of a bill are earned first. */
    earnedFen: values.fen,
    prepaidFen: values.fen,
    /** Paid back, or to be; out of the latest payments first. */
    refundedFen: values.fen,
  })
  .meta({ id: 'PaymentShare', description: 'earnedFen + prepaidFen + refundedFen = amountFen' });

export const feeUse = z
  .object({
    code: z.string(),
    label: z.string(),
    /** What the estate spent so, or kept for reinvestment, in the period. */
    estateFen: values.fen,
    /** The part of the household’s own money. */
    shareFen: values.fen,
    of: figureOf,
  })
  .meta({ id: 'FeeUse' });

export const householdStatement = contract({
  subject: 'property.query.statement.of-household.v1',
  summary: 'Where the money of a household went: each payment, and what the estate did with what was earned of it in a period',
  roles: [...leaders, 'property-company', 'resident'],
  scope: ['place', 'estate', 'self'],
  method: 'GET',
  path: '/v1/estates/:estateId/households/:householdId/statement',
  input: z.object({ estateId: values.id, householdId: values.id, periodId: values.id.optional() }),
  output: z
    .object({
      estateId: values.id,
      householdId: values.id,
      periodId: values.id.nullable(),
      from: values.localDate,
      to: values.localDate,
      payments: z.array(paymentShare),
      /** What of the fees its bills do not ask for, because it is entitled to pay less; nobody paid it, and it is no income. */
      discountFen: values.fen,
      /** Of all payments so far. */
      paidFen: values.fen,
      earnedFen: values.fen,
      prepaidFen: values.fen,
      refundedFen: values.fen,
      /** Earned in the period alone; the shares below add up to it. */
      periodEarnedFen: values.fen,
      uses: z.array(feeUse),
    })
    .meta({ id: 'HouseholdStatement' }),
  errors: [statementErrors.periodUnknown],
});
