import { Injectable } from '@nestjs/common';
import { paymentErrors, requestErrors } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { Every, sweep, sweepBatch } from '@gezhi/shared/schedule';
import { PaymentStandingCommands } from './payment-standing.commands.js';

/** So long a notification may be on its way before the provider is asked. */
const quiet = '1 minute';
const pending = named(
  'payment.pending',
  `SELECT id FROM payment_attempt WHERE state = 'PENDING' AND started_at <= (SELECT gezhi_now()) - interval '${quiet}'
     AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);
const refunds = named(
  'payment.refunds-pending',
  `SELECT id FROM payment_refund WHERE state = 'PENDING' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT ${sweepBatch}`,
);
/** Notified meanwhile, or the provider does not answer for this one now: the next run asks again. */
const settled = [requestErrors.wrongState, requestErrors.concurrent, paymentErrors.providerUnavailable, paymentErrors.providerMissing];

/** P-13 Whatever a provider has not told is asked for: pending orders, closed when they are over, and refunds. */
@Injectable()
export class PaymentSchedule {
  constructor(
    private readonly database: Database,
    private readonly standings: PaymentStandingCommands,
  ) {}

  @Every('* * * * *')
  async inquire(): Promise<void> {
    await sweep(this.database, pending, settled, (id) => this.standings.inquire(id));
  }

  @Every('* * * * *')
  async refund(): Promise<void> {
    await sweep(this.database, refunds, settled, (id) => this.standings.sendRefund(id));
  }
}
