import { Injectable } from '@nestjs/common';
import { scheduled, type Request } from '@gezhi/shared/auth';
import { paymentErrors, type PaymentProviderName } from '@gezhi/shared/contracts';
import { UnitOfWork } from '@gezhi/shared/database';
import { decide, ensure } from '@gezhi/shared/domain';
import { PaymentProviders, type Notification, type OrderStanding } from '@gezhi/shared/payment-provider';
import { PaymentAttempt, PaymentRefund } from './payment.entity.js';
import { bookReceipt, bookRefund } from './payment.plan.js';
import { PaymentQueries } from './payment.queries.js';
import { close, idOf, numberOf } from './payment.rules.js';

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

/** What providers say of orders and refunds, by notification or when asked, becomes what is booked here; said again, nothing. */
@Injectable()
export class PaymentStandingCommands {
  private readonly request: Request = scheduled('property', 'payment', 'hear');

  constructor(
    private readonly work: UnitOfWork,
    private readonly providers: PaymentProviders,
    private readonly payments: PaymentQueries,
  ) {}

  /** @throws DomainError `property.payment.order-unknown` for numbers that are none of ours */
  async hear(provider: PaymentProviderName, told: Notification): Promise<void> {
    if (told.kind === 'PAYMENT') {
      const id = idOf(told.orderNumber);
      const attempt = id && (await this.payments.attempt(id));
      ensure(attempt && attempt.provider === provider, paymentErrors.orderUnknown);
      return this.orderStands(attempt.id, attempt.communityCode, told.standing);
    }
    const id = idOf(told.refundNumber);
    const refund = id && (await this.payments.refund(id));
    ensure(refund && refund.attempt.provider === provider, paymentErrors.orderUnknown);
    if (told.standing === 'DONE' || told.standing === 'REFUSED') await this.refundStands(refund.id, told.standing === 'DONE');
  }

  /** Asks the provider how a pending order stands; one that is over is closed there and here. */
  async inquire(attemptId: string, over = false): Promise<void> {
    const attempt = await this.payments.attempt(attemptId);
    if (attempt?.state !== 'PENDING') return;
    const provider = this.providers.of(attempt.provider);
    const number = numberOf(attemptId);
    const standing = await provider.query(number);
    const open = standing.state === 'OPEN' || standing.state === 'UNKNOWN';
    if (open && !over && !attempt.expired) return;
    const last = standing.state === 'OPEN' ? await provider.close(number) : standing;
    await this.orderStands(attemptId, attempt.communityCode, last.state === 'UNKNOWN' ? { state: 'CLOSED' } : last);
  }

  /** Asks the provider for a refund that is pending, under its one number, and hears how it stands. */
  async sendRefund(id: string): Promise<void> {
    const refund = await this.payments.refund(id);
    if (refund?.state !== 'PENDING') return;
    const { provider, id: attemptId, receivedFen } = refund.attempt;
    const order = { number: numberOf(id), orderNumber: numberOf(attemptId), amountFen: refund.amountFen, receivedFen };
    const standing = await this.providers.of(provider).refund(order);
    if (standing === 'DONE' || standing === 'REFUSED') await this.refundStands(id, standing === 'DONE');
  }

  private async orderStands(id: string, place: string, standing: OrderStanding): Promise<void> {
    if (standing.state === 'PAID') {
      const { payments, request } = this;
      if ((await payments.attempt(id))?.state === 'PAID') return;
      await this.work.act(request, { place, id }, (act) => bookReceipt(act, id, standing, request.actor.id));
    } else if (standing.state === 'CLOSED') {
      await this.work.change(
        this.request,
        PaymentAttempt,
        id,
        (attempt) => decide(attempt.state === 'PENDING' ? close(attempt) : attempt),
        at,
      );
    }
  }

  private async refundStands(id: string, done: boolean): Promise<void> {
    const { state } = await this.work.load(this.request, PaymentRefund, id);
    await this.work.act(this.request, { place: state.communityCode, id }, (act) => bookRefund(act, id, done));
  }
}
