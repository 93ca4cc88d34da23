import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { paymentErrors } from '../contracts/property/payment.js';
import { DomainError } from '../domain/decision.js';
import { patienceMs, type Notification, type Order, type OrderStanding, type PaymentProvider } from './payment-provider.js';
import type { RefundOrder, RefundStanding, SignedText } from './payment-provider.js';
import { nonce, proveSigned, seconds, signLines, unseal } from './wechat-signature.js';

export interface WechatPayAccess {
  readonly url: string;
  readonly merchantId: string;
  readonly appId: string;
  /** Serial of the merchant's certificate, and its private key. */
  readonly keySerial: string;
  readonly privateKey: KeyObject;
  /** The APIv3 key: 32 bytes, by which notifications are sealed. */
  readonly apiKey: string;
  /** The provider's public keys by serial: the current one and the next. */
  readonly providerKeys: ReadonlyMap<string, KeyObject>;
  /** Where the provider notifies: `https://…/v1/payment-notifications/WECHAT`. */
  readonly notifyUrl: string;
}

const fen = z.int().nonnegative();
const trade = z.object({
  out_trade_no: z.string(),
  trade_state: z.string(),
  transaction_id: z.string().optional(),
  success_time: z.string().optional(),
  amount: z.object({ total: fen }).optional(),
});
const refund = z.object({ out_refund_no: z.string(), status: z.string().optional(), refund_status: z.string().optional() });
const envelope = z.object({
  event_type: z.string(),
  resource: z.object({ ciphertext: z.string(), nonce: z.string(), associated_data: z.string().optional() }),
});

const closed = ['CLOSED', 'REVOKED', 'PAYERROR'];
const refunds: Record<string, RefundStanding> = { SUCCESS: 'DONE', PROCESSING: 'PENDING', CLOSED: 'REFUSED', ABNORMAL: 'REFUSED' };

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** WeChat Pay APIv3: Native payments, refunds and notifications. */
export class WechatPay implements PaymentProvider {
  constructor(private readonly access: WechatPayAccess) {}

  async create({ number, amountFen, description, expiresAt }: Order): Promise<string | undefined> {
    const { merchantId: mchid, appId: appid, notifyUrl: notify_url } = this.access;
    const time_expire = expiresAt.replace(/\.\d+Z$/, '+00:00');
    const amount = { total: amountFen, currency: 'CNY' };
    const order = { appid, mchid, description, out_trade_no: number, time_expire, notify_url, amount };
    const { status, body } = await this.ask('POST', '/v3/pay/transactions/native', order);
    return status < 300 ? z.object({ code_url: z.string() }).parse(body).code_url : undefined;
  }

  async query(orderNumber: string): Promise<OrderStanding> {
    const { status, body } = await this.ask('GET', `/v3/pay/transactions/out-trade-no/${orderNumber}?mchid=${this.access.merchantId}`);
    return status < 300 ? standingOf(trade.parse(body)) : { state: 'UNKNOWN' };
  }

  async close(orderNumber: string): Promise<OrderStanding> {
    const path = `/v3/pay/transactions/out-trade-no/${orderNumber}/close`;
    const { status } = await this.ask('POST', path, { mchid: this.access.merchantId });
    return status < 300 ? { state: 'CLOSED' } : this.query(orderNumber);
  }

  /** What is refused is looked up: an earlier attempt under the same number may have gone through unheard. */
  async refund({ number, orderNumber, amountFen, receivedFen }: RefundOrder): Promise<RefundStanding> {
    const amount = { refund: amountFen, total: receivedFen, currency: 'CNY' };
    const order = { out_trade_no: orderNumber, out_refund_no: number, notify_url: this.access.notifyUrl, amount };
    const { status, body } = await this.ask('POST', '/v3/refund/domestic/refunds', order);
    if (status < 300) return refundStandingOf(refund.parse(body));
    const known = await this.queryRefund({ number });
    return known === 'UNKNOWN' ? 'REFUSED' : known;
  }

  async queryRefund({ number }: Pick<RefundOrder, 'number'>): Promise<RefundStanding> {
    const { status, body } = await this.ask('GET', `/v3/refund/domestic/refunds/${number}`);
    return status < 300 ? refundStandingOf(refund.parse(body)) : 'UNKNOWN';
  }

  verify(notification: SignedText): Notification {
    proveSigned(notification, this.access.providerKeys);
    const { event_type: type, resource } = read(envelope, parse(notification.body));
    const told = unseal(resource, this.access.apiKey);
    if (!type.startsWith('REFUND.')) {
      const order = read(trade, told);
      return { kind: 'PAYMENT', orderNumber: order.out_trade_no, standing: read(standing, order) };
    }
    const one = read(refund, told);
    return { kind: 'REFUND', refundNumber: one.out_refund_no, standing: refundStandingOf(one) };
  }

  /** @throws DomainError `provider-unavailable` without an answer, or with one that says nothing about the matter or is not signed */
  private async ask(method: 'GET' | 'POST', path: string, input?: object): Promise<Answer> {
    const { url, providerKeys } = this.access;
    const body = input ? JSON.stringify(input) : '';
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          accept: 'application/json',
          authorization: this.authorization(method, path, body),
          ...(input && { 'content-type': 'application/json' }),
        },
        ...(input && { body }),
        signal: AbortSignal.timeout(patienceMs),
      });
      const { status } = response;
      const text = await response.text();
      if (status === 401 || status === 429 || status >= 500) throw new DomainError(paymentErrors.providerUnavailable);
      proveSigned({ headers: Object.fromEntries(response.headers), body: text }, providerKeys);
      return { status, body: text ? JSON.parse(text) : undefined };
    } catch {
      throw new DomainError(paymentErrors.providerUnavailable);
    }
  }

  private authorization(method: string, path: string, body: string): string {
    const { merchantId, keySerial, privateKey } = this.access;
    const [timestamp, once] = [seconds(), nonce()];
    const signature = signLines(privateKey, method, path, timestamp, once, body);
    const parts = { mchid: merchantId, nonce_str: once, signature, timestamp, serial_no: keySerial };
    const listed = Object.entries(parts).map(([name, value]) => `${name}="${value}"`);
    return `WECHATPAY2-SHA256-RSA2048 ${listed.join(',')}`;
  }
}

const paid = trade.required({ transaction_id: true, success_time: true, amount: true });

function standingOf(order: z.output<typeof trade>): OrderStanding {
  // An order that was refunded was paid before.
  if (order.trade_state !== 'SUCCESS' && order.trade_state !== 'REFUND')
    return { state: closed.includes(order.trade_state) ? 'CLOSED' : 'OPEN' };
  const { transaction_id: transactionId, amount, success_time: at } = paid.parse(order);
  return { state: 'PAID', transactionId, amountFen: amount.total, at: new Date(at).toISOString() };
}
const standing = trade.transform(standingOf);

const refundStandingOf = ({ status, refund_status }: z.output<typeof refund>): RefundStanding =>
  refunds[status ?? refund_status ?? ''] ?? 'PENDING';

function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  try {
    return schema.parse(value);
  } catch {
    throw new DomainError(paymentErrors.notificationMalformed);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError(paymentErrors.notificationMalformed);
  }
}
