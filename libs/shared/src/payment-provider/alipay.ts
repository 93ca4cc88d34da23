import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { paymentErrors } from '../contracts/property/payment.js';
import { DomainError, ensure } from '../domain/decision.js';
import { fenOf, yuanOf } from '../domain/yuan.js';
import { instantOfLocal, localTimeOf, provenAnswer, provenForm, signed } from './alipay-signature.js';
import { patienceMs, type Notification, type Order, type OrderStanding, type PaymentProvider } from './payment-provider.js';
import type { RefundOrder, RefundStanding, SignedText } from './payment-provider.js';

export interface AlipayAccess {
  /** The one address of all requests: `https://openapi.alipay.com/gateway.do`. */
  readonly url: string;
  readonly appId: string;
  readonly privateKey: KeyObject;
  readonly providerKey: KeyObject;
  /** Where the provider notifies: `https://…/v1/payment-notifications/ALIPAY`. */
  readonly notifyUrl: string;
}

const yuan = z.string().transform(fenOf);
const localTime = z.string().transform(instantOfLocal);
const trade = z.object({
  out_trade_no: z.string(),
  trade_status: z.string(),
  trade_no: z.string(),
  total_amount: yuan,
  /** When it was paid: in answers, and in notifications. */
  send_pay_date: localTime.optional(),
  gmt_payment: localTime.optional(),
});
const outcome = z.looseObject({ code: z.string(), sub_code: z.string().optional() });
const refunded = z.object({ out_biz_no: z.string().min(1), gmt_refund: z.string().min(1), refund_fee: yuan });

type Outcome = z.output<typeof outcome>;
const done = ({ code }: Outcome): boolean => code === '10000';
const missing = ({ sub_code: code }: Outcome): boolean => code === 'ACQ.TRADE_NOT_EXIST';

/** Alipay's open platform: payment by code (`alipay.trade.precreate`), refunds and notifications. */
export class Alipay implements PaymentProvider {
  constructor(private readonly access: AlipayAccess) {}

  async create({ number, amountFen, description, expiresAt }: Order): Promise<string | undefined> {
    const order = { out_trade_no: number, total_amount: yuanOf(amountFen), subject: description };
    const answer = await this.ask('alipay.trade.precreate', { ...order, time_expire: localTimeOf(Date.parse(expiresAt)) });
    return done(answer) ? z.object({ qr_code: z.string() }).parse(answer).qr_code : undefined;
  }

  /** UNKNOWN also until somebody has scanned the code: until then Alipay has no trade. */
  async query(orderNumber: string): Promise<OrderStanding> {
    const answer = await this.ask('alipay.trade.query', { out_trade_no: orderNumber });
    if (missing(answer)) return { state: 'UNKNOWN' };
    ensure(done(answer), paymentErrors.providerUnavailable);
    return standingOf(trade.parse(answer));
  }

  async close(orderNumber: string): Promise<OrderStanding> {
    const answer = await this.ask('alipay.trade.close', { out_trade_no: orderNumber });
    return done(answer) ? { state: 'CLOSED' } : this.query(orderNumber);
  }

  /** An answer without movement of money, and a refusal, are looked up: an earlier attempt under the same number may have gone through. */
  async refund(order: RefundOrder): Promise<RefundStanding> {
    const { number, orderNumber, amountFen } = order;
    const asked = { out_trade_no: orderNumber, out_request_no: number, refund_amount: yuanOf(amountFen) };
    const answer = await this.ask('alipay.trade.refund', asked);
    if (done(answer) && answer.fund_change === 'Y') return 'DONE';
    const known = await this.queryRefund(order);
    if (known === 'DONE') return known;
    return done(answer) ? 'PENDING' : 'REFUSED';
  }

  async queryRefund({ number, orderNumber }: Pick<RefundOrder, 'number' | 'orderNumber'>): Promise<RefundStanding> {
    const answer = await this.ask('alipay.trade.fastpay.refund.query', { out_trade_no: orderNumber, out_request_no: number });
    return done(answer) && answer.refund_status === 'REFUND_SUCCESS' ? 'DONE' : 'UNKNOWN';
  }

  verify({ body }: SignedText): Notification {
    const told = provenForm(body, this.access.providerKey);
    ensure(told.app_id === this.access.appId, paymentErrors.signatureInvalid);
    try {
      z.literal('trade_status_sync').parse(told.notify_type);
      const back = refunded.safeParse(told);
      if (back.success) return { kind: 'REFUND', refundNumber: back.data.out_biz_no, standing: 'DONE' };
      const order = trade.parse(told);
      return { kind: 'PAYMENT', orderNumber: order.out_trade_no, standing: standingOf(order) };
    } catch {
      throw new DomainError(paymentErrors.notificationMalformed);
    }
  }

  /** @throws DomainError `provider-unavailable` without an answer, or with one that says nothing about the matter or is not signed */
  private async ask(method: string, content: Readonly<Record<string, string>>): Promise<Outcome> {
    const { url, appId, privateKey, providerKey, notifyUrl } = this.access;
    const parameters = signed(privateKey, {
      ...{ app_id: appId, method, format: 'JSON', charset: 'utf-8', sign_type: 'RSA2', version: '1.0' },
      ...{ timestamp: localTimeOf(Date.now()), notify_url: notifyUrl, biz_content: JSON.stringify(content) },
    });
    try {
      const body = new URLSearchParams(parameters);
      const response = await fetch(`${url}?charset=utf-8`, { method: 'POST', body, signal: AbortSignal.timeout(patienceMs) });
      const answer = outcome.parse(provenAnswer(await response.text(), `${method.replaceAll('.', '_')}_response`, providerKey));
      const decided = done(answer) || (answer.code === '40004' && !answer.sub_code?.endsWith('SYSTEM_ERROR'));
      ensure(decided && (answer.out_trade_no ?? content.out_trade_no) === content.out_trade_no, paymentErrors.providerUnavailable);
      return answer;
    } catch {
      throw new DomainError(paymentErrors.providerUnavailable);
    }
  }
}

const unpaid = ['WAIT_BUYER_PAY', 'TRADE_CLOSED'];

function standingOf(order: z.output<typeof trade>): OrderStanding {
  const at = order.send_pay_date ?? order.gmt_payment;
  // A trade that was paid and wholly refunded is closed too; only an unpaid one has no time of payment.
  ensure(at !== undefined || unpaid.includes(order.trade_status), paymentErrors.providerUnavailable);
  if (at === undefined) return { state: order.trade_status === 'TRADE_CLOSED' ? 'CLOSED' : 'OPEN' };
  return { state: 'PAID', transactionId: order.trade_no, amountFen: order.total_amount, at };
}
