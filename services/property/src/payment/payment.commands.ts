import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  billErrors,
  closePayment,
  notifyPayment,
  paymentErrors,
  requestErrors,
  settlePaymentRefund,
  startPayment,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { decide, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { PaymentProviders } from '@gezhi/shared/payment-provider';
import { settleSurplus } from './payment-refund.rules.js';
import { PaymentStandingCommands } from './payment-standing.commands.js';
import { PaymentAttempt } from './payment.entity.js';
import { bookSurplusBack, holdPaymentRefund, keepPaymentRefund } from './payment.plan.js';
import { PaymentQueries } from './payment.queries.js';
import { numberOf, quote, start } from './payment.rules.js';

constraint('payment_attempt_pending_key', paymentErrors.alreadyPending);
constraint('payment_attempt_refunded_check', paymentErrors.noPaymentCovers);

const stillOpen = `EXISTS (SELECT 1 FROM bill b WHERE b.id = ?::uuid AND b.state = 'OPEN' AND b.amount_fen - b.paid_fen >= ?::bigint)`;
const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class PaymentCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly providers: PaymentProviders,
    private readonly payments: PaymentQueries,
    private readonly standings: PaymentStandingCommands,
  ) {}

  /**
   * The attempt is kept before the provider hears of it: whatever the provider says afterwards, and however early, is understood.
   * Asked again, the same order is placed again, which the provider answers as the first time.
   */
  @Handles(startPayment)
  async start(input: InputOf<typeof startPayment>, request: Request): Promise<Reply> {
    const provider = this.providers.of(input.provider);
    const known = await this.payments.bill(input.billId, request);
    ensure(known, requestErrors.notFound);
    const { estateName, ...bill } = known;
    const { idempotencyKey: _, ...step } = request;
    const created = await this.work.create(
      step,
      PaymentAttempt,
      (now) => decide(start(bill, input, now)),
      ({ communityCode, amountFen }) => ({
        place: communityCode,
        own: true,
        also: [guard(billErrors.exceedsBill, stillOpen, bill.id, amountFen)],
      }),
    );
    const { id, state, codeUrl, amountFen, expiresAt } = created.value as OutputOf<typeof startPayment>;
    const order = { number: numberOf(id), amountFen, expiresAt, description: `${estateName} 物业服务费 ${numberOf(bill.id).slice(-8)}` };
    const quoted = state === 'PENDING' && codeUrl === null ? await provider.create(order) : (codeUrl ?? undefined);
    return this.work.change(request, PaymentAttempt, id, (attempt) => decide(quote(attempt, quoted)), at);
  }

  @Handles(closePayment)
  async close({ id }: InputOf<typeof closePayment>, request: Request): Promise<OutputOf<typeof closePayment>> {
    await this.work.load(request, PaymentAttempt, id);
    await this.standings.inquire(id, true);
    return (await this.work.load(request, PaymentAttempt, id)).state;
  }

  @Handles(notifyPayment)
  async notify({ provider, headers, body }: InputOf<typeof notifyPayment>): Promise<OutputOf<typeof notifyPayment>> {
    await this.standings.hear(provider, this.providers.of(provider).verify({ headers, body }));
    return 'success';
  }

  @Handles(settlePaymentRefund)
  async settleRefund({ id, evidenceIds }: InputOf<typeof settlePaymentRefund>, request: Request): Promise<Reply> {
    const place = await this.payments.placeOfRefund(id, request);
    ensure(place, requestErrors.notFound);
    return this.work.act(request, { place, id, own: true }, async (act) => {
      const before = await holdPaymentRefund(act, id);
      const refund = settleSurplus(before, act.now);
      await keepPaymentRefund(act, refund);
      await bookSurplusBack(act, refund, evidenceIds);
      act.note({ state: [before.state, refund.state], amountFen: [refund.amountFen] });
      return refund;
    });
  }
}
