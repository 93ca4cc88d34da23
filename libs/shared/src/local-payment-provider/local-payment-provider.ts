import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyLines } from '../payment-provider/wechat-signature.js';
import { refundOf, tradeOf } from './local-answers.js';
import { LocalKeys } from './local-keys.js';
import { LocalOrders, type LocalOrder, type LocalRefund } from './local-orders.js';
import { tradeBill } from './local-statement.js';
import { payerPage } from './payer-page.js';

/** How the provider fails those who rely on it, until told otherwise. */
export interface Misbehaviour {
  /** Never notifies. */
  readonly silent?: boolean;
  /** The payer pays before the order is answered, and the notification overtakes the answer. */
  readonly paidAtOnce?: boolean;
  /** Does what it is asked, and never answers. */
  readonly hangsAfter?: boolean;
  /** Answers 500 and does nothing. */
  readonly broken?: boolean;
  readonly delayMs?: number;
  /** What becomes of refunds at first. */
  readonly refunds?: LocalRefund['status'] | 'REFUSED';
  /** The number of an order whose refunds it refuses. */
  readonly refusesRefundsOf?: string;
}

/** How a notification differs from what is true. */
export interface Forgery {
  readonly orderNumber?: string;
  readonly amountFen?: number;
  /** Signed by another key, or changed on the way. */
  readonly by?: 'stranger' | 'the-way';
  readonly serial?: string;
  readonly secondsAgo?: number;
}

type Answer = readonly [status: number, body?: object];
const refuse = (status: number, code: string): Answer => [status, { code, message: code }];
const isOrder = /^\/v3\/pay\/transactions\/out-trade-no\/(\w+)(\/close)?(?:\?mchid=\d+)?$/;
const isRefund = /^\/v3\/refund\/domestic\/refunds(?:\/(\w+))?$/;

/** A payment provider of our own, over HTTP, as WeChat Pay APIv3: for tests, and for those who try the platform out. */
export class LocalPaymentProvider {
  readonly book = new LocalOrders();
  readonly keys = new LocalKeys();
  /** Requests it was asked, as `POST /v3/…`. */
  readonly asked: string[] = [];
  /** Answers to its notifications, as HTTP statuses. */
  readonly answers: number[] = [];
  private misbehaviour: Misbehaviour = {};

  private constructor(private readonly server: Server) {}

  static async start(port = 0): Promise<LocalPaymentProvider> {
    const server = createServer();
    const provider = new LocalPaymentProvider(server);
    server.on('request', (request, response) => {
      provider.serve(request, response).catch(() => response.destroy());
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  environment(notifyUrl: string): Record<string, string> {
    return this.keys.environment(this.url, notifyUrl);
  }

  behave(misbehaviour: Misbehaviour = {}): void {
    this.misbehaviour = misbehaviour;
  }

  /** The payer pays, and the merchant is told unless the provider is silent; false when the order takes no money. */
  async pay(number: string, paidFen?: number): Promise<boolean> {
    const order = this.book.orders.get(number);
    if (!order || !this.book.pay(order, paidFen)) return false;
    if (!this.misbehaviour.silent) await this.notify(number);
    return true;
  }

  /** Tells that an order was paid, truly or not; the HTTP status it is answered with. */
  notify(number: string, forgery: Forgery = {}): Promise<number> {
    const order = this.book.orders.get(number)!;
    const trade = tradeOf(this.keys, order);
    const { orderNumber = number, amountFen = order.paidFen ?? order.totalFen } = forgery;
    const told = {
      ...trade,
      ...{ out_trade_no: orderNumber, trade_state: 'SUCCESS', amount: { total: amountFen, currency: 'CNY' } },
      transaction_id: trade.transaction_id ?? `forged-${number}`,
      success_time: trade.success_time ?? new Date().toISOString(),
    };
    return this.send(order.notifyUrl, 'TRANSACTION.SUCCESS', told, forgery);
  }

  /** What was pending of a refund is decided, and told. */
  async decideRefund(number: string, status: LocalRefund['status']): Promise<void> {
    const refund = this.book.refunds.get(number)!;
    refund.status = status;
    if (!this.misbehaviour.silent) await this.notifyRefund(number);
  }

  notifyRefund(number: string): Promise<number> {
    const refund = this.book.refunds.get(number)!;
    return this.send(refund.notifyUrl, `REFUND.${refund.status}`, refundOf(refund), {});
  }

  /** The statement of a day in Shanghai, `YYYY-MM-DD`, as the provider's file. */
  statement(day: string): string {
    return tradeBill(this.book, day, this.keys);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async send(url: string, event_type: string, told: object, { by, serial, secondsAgo }: Forgery): Promise<number> {
    const resource = this.keys.seal(told, 'transaction');
    const body = JSON.stringify({ id: randomUUID(), event_type, resource_type: 'encrypt-resource', resource });
    const headers = this.keys.signed(body, { forged: by === 'stranger', secondsAgo: secondsAgo ?? 0 });
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers, ...(serial && { 'wechatpay-serial': serial }) },
      body: by === 'the-way' ? `${body} ` : body,
    });
    this.answers.push(status);
    return status;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const body = await text(request);
    if (url.startsWith('/pay/')) return this.serveForPayer(url.slice(5), method, response);
    this.asked.push(`${method} ${url}`);
    if (this.misbehaviour.delayMs) await sleep(this.misbehaviour.delayMs);
    if (this.misbehaviour.broken) return void response.writeHead(500).end();
    const { hangsAfter } = this.misbehaviour;
    const [status, value] = this.isSigned(request, body) ? await this.answer(method, url, body) : refuse(401, 'SIGN_ERROR');
    if (hangsAfter) return void response.destroy();
    const written = value ? JSON.stringify(value) : '';
    response.writeHead(status, { 'content-type': 'application/json', ...this.keys.signed(written) }).end(written);
  }

  private isSigned({ method, url, headers }: IncomingMessage, body: string): boolean {
    const part = (name: string): string => new RegExp(`${name}="([^"]+)"`).exec(headers.authorization ?? '')?.[1] ?? '';
    return (
      part('serial_no') === this.keys.merchantSerial &&
      verifyLines(this.keys.merchantKey, part('signature'), method!, url!, part('timestamp'), part('nonce_str'), body)
    );
  }

  private async answer(method: string, url: string, body: string): Promise<Answer> {
    const input = (body ? JSON.parse(body) : {}) as Record<string, string> & { amount: Record<string, number> };
    if (method === 'POST' && url === '/v3/pay/transactions/native') return this.takeOrder(input);
    const [, number, closing] = isOrder.exec(url) ?? [];
    const order = this.book.orders.get(number ?? '');
    if (number && !order) return refuse(404, 'ORDER_NOT_EXIST');
    if (order && closing) return order.state === 'SUCCESS' ? refuse(400, 'ORDERPAID') : ((order.state = 'CLOSED'), [204]);
    if (order) return [200, tradeOf(this.keys, order)];
    const [known, refundNumber] = isRefund.exec(url) ?? [];
    if (!known) return refuse(404, 'RESOURCE_NOT_EXISTS');
    return refundNumber ? this.readRefund(refundNumber) : this.takeRefund(input);
  }

  private async takeOrder(input: Record<string, string> & { amount: Record<string, number> }): Promise<Answer> {
    const { out_trade_no: number, description, notify_url: notifyUrl, time_expire } = input as Record<string, string>;
    const order = this.book.order({
      ...{ number: number!, description: description!, notifyUrl: notifyUrl! },
      ...{ totalFen: input.amount.total!, expiresAt: Date.parse(time_expire!) },
    });
    if (!order) return refuse(400, 'OUT_TRADE_NO_USED');
    if (this.misbehaviour.paidAtOnce) await this.pay(order.number);
    return [200, { code_url: `${this.url}/pay/${order.code}` }];
  }

  private takeRefund(input: Record<string, string> & { amount: Record<string, number> }): Answer {
    const { refunds = 'SUCCESS', refusesRefundsOf } = this.misbehaviour;
    const { out_refund_no, out_trade_no, notify_url } = input as Record<string, string>;
    if (refunds === 'REFUSED' || out_trade_no === refusesRefundsOf) return refuse(400, 'INVALID_REQUEST');
    const refund = this.book.refund(out_refund_no!, out_trade_no!, input.amount.refund!, notify_url!, refunds);
    return refund ? [200, refundOf(refund)] : refuse(400, 'NOT_ENOUGH');
  }

  private readRefund(number: string): Answer {
    const refund = this.book.refunds.get(number);
    return refund ? [200, refundOf(refund)] : refuse(404, 'RESOURCE_NOT_EXISTS');
  }

  /** What the payer sees who opens the code, and pays. */
  private async serveForPayer(code: string, method: string, response: ServerResponse): Promise<void> {
    const order: LocalOrder | undefined = [...this.book.orders.values()].find((one) => one.code === code);
    if (order && method === 'POST') await this.pay(order.number);
    response.writeHead(order ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(payerPage(order));
  }
}
