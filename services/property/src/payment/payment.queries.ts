import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { paymentRefundsOfEstate, paymentAttemptsOfEstate, readPayment, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { billColumns } from '../bill/bill.plan.js';
import type { BillState } from '../bill/bill.rules.js';
import type { PaymentRefundState } from './payment-refund.rules.js';
import { PaymentAttempt, PaymentRefund } from './payment.entity.js';
import { attemptColumns, paymentRefundColumns } from './payment.plan.js';
import type { AttemptState } from './payment.rules.js';

const reachedBill = named(
  'payment.bill',
  `SELECT ${billColumns}, e.name AS "estateName" FROM bill t JOIN estate e ON e.id = t.estate_id
   WHERE t.id = $3 AND ${inScope({ place: 't.community_code', estate: 't.estate_id', self: 't.household_id' })}`,
);
const oneAttempt = named(
  'payment.attempt',
  `SELECT ${attemptColumns}, t.expires_at <= (SELECT gezhi_now()) AS expired FROM payment_attempt t WHERE t.id = $1`,
);
const oneRefund = named(
  'payment.refund',
  `SELECT ${paymentRefundColumns}, json_build_object('id', a.id, 'provider', a.provider, 'receivedFen', a.received_fen) AS attempt
   FROM payment_refund t JOIN payment_attempt a ON a.id = t.attempt_id WHERE t.id = $1`,
);
const ofEstate = named(
  'payment.of-estate',
  `SELECT ${attemptColumns} FROM payment_attempt t WHERE t.estate_id = $3 AND ${inScope(PaymentAttempt.scope)}
     AND ($4::text IS NULL OR t.state = $4) AND ($5::text IS NULL OR t.failure = $5)
     AND (t.started_at, t.id) < ($6::timestamptz, $7::uuid) ORDER BY t.started_at DESC, t.id DESC LIMIT $8`,
);
const refundsOfEstate = named(
  'payment.refunds',
  `SELECT ${paymentRefundColumns} FROM payment_refund t WHERE t.estate_id = $3 AND ${inScope(PaymentRefund.scope)} AND ($4::text IS NULL OR t.state = $4)
     AND (t.requested_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.requested_at DESC, t.id DESC LIMIT $7`,
);
const refundReached = named(
  'payment.refund-reached',
  `SELECT t.community_code AS place FROM payment_refund t WHERE t.id = $3 AND ${inScope(PaymentRefund.scope)}`,
);

type AttemptOfRefund = Pick<AttemptState, 'id' | 'provider' | 'receivedFen'>;

@Injectable()
export class PaymentQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readPayment)
  async read({ id }: InputOf<typeof readPayment>, request: Request): Promise<OutputOf<typeof readPayment>> {
    return (await this.work.load(request, PaymentAttempt, id)).state;
  }

  @Handles(paymentAttemptsOfEstate)
  async ofEstate(input: InputOf<typeof paymentAttemptsOfEstate>, request: Request): Promise<OutputOf<typeof paymentAttemptsOfEstate>> {
    const { estateId, state = null, failure = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), estateId, state, failure, ...position, limit + 1];
    return pageOf(await this.database.read<AttemptState>(ofEstate, parameters), limit, ({ startedAt, id }) => [startedAt, id]);
  }

  @Handles(paymentRefundsOfEstate)
  async refunds(input: InputOf<typeof paymentRefundsOfEstate>, request: Request): Promise<OutputOf<typeof paymentRefundsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), estateId, state, ...position, limit + 1];
    return pageOf(await this.database.read<PaymentRefundState>(refundsOfEstate, parameters), limit, ({ requestedAt, id }) => [
      requestedAt,
      id,
    ]);
  }

  /** A bill, when it is the actor's own or they act where it is, with the name of its estate. */
  async bill(id: string, request: Request): Promise<(BillState & { readonly estateName: string }) | undefined> {
    return (await this.database.read<BillState & { readonly estateName: string }>(reachedBill, [...scopeParameters(request), id]))[0];
  }

  async attempt(id: string): Promise<(AttemptState & { readonly expired: boolean }) | undefined> {
    return (await this.database.read<AttemptState & { readonly expired: boolean }>(oneAttempt, [id]))[0];
  }

  async refund(id: string): Promise<(PaymentRefundState & { readonly attempt: AttemptOfRefund }) | undefined> {
    return (await this.database.read<PaymentRefundState & { readonly attempt: AttemptOfRefund }>(oneRefund, [id]))[0];
  }

  /** Where a refund is, when the actor acts there. */
  async placeOfRefund(id: string, request: Request): Promise<string | undefined> {
    return (await this.database.read<{ place: string }>(refundReached, [...scopeParameters(request), id]))[0]?.place;
  }
}
