import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PaymentProviderName } from '../contracts/property/payment-values.js';
import { LocalAlipay } from './local-alipay.js';
import type { Desk, Dialect, Forgery, Told } from './local-dialect.js';
import { LocalKeys } from './local-keys.js';
import { LocalOrders, type LocalOrder, type LocalRefund, type NewOrder } from './local-orders.js';
import { alipayBill, tradeBill } from './local-statement.js';
import { LocalWechat } from './local-wechat.js';
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

/** A payment provider of our own, over HTTP, as WeChat Pay APIv3 and as Alipay: for tests, and for those who try the platform out. */
export class LocalPaymentProvider implements Desk {
  readonly book = new LocalOrders();
  readonly keys = new LocalKeys();
  private readonly dialects: Record<PaymentProviderName, Dialect> = { WECHAT: new LocalWechat(this), ALIPAY: new LocalAlipay(this) };
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

  /** @param notifyUrl `…/v1/payment-notifications`, below which each provider notifies under its name */
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

  /** Tells that an order was paid, truly or not; the HTTP status it is answered with, once it is taken as the provider demands. */
  notify(number: string, forgery: Forgery = {}): Promise<number> {
    const order = this.book.orders.get(number)!;
    return this.send(order.notifyUrl, this.dialects[order.provider], this.dialects[order.provider].paid(order, forgery));
  }

  /** What was pending of a refund is decided, and told. */
  async decideRefund(number: string, status: LocalRefund['status']): Promise<void> {
    const refund = this.book.refunds.get(number)!;
    refund.status = status;
    if (!this.misbehaviour.silent) await this.notifyRefund(number);
  }

  notifyRefund(number: string): Promise<number> {
    const refund = this.book.refunds.get(number)!;
    const dialect = this.dialects[refund.order.provider];
    return this.send(refund.notifyUrl, dialect, dialect.refunded(refund));
  }

  /** The statement of a day in Shanghai, `YYYY-MM-DD`, as the provider's file. */
  statement(day: string, provider: PaymentProviderName = 'WECHAT'): string {
    return provider === 'WECHAT' ? tradeBill(this.book, day, this.keys) : alipayBill(this.book, day);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  async takeOrder(input: NewOrder): Promise<LocalOrder | undefined> {
    const order = this.book.order(input);
    if (order && this.misbehaviour.paidAtOnce) await this.pay(order.number);
    return order;
  }

  takeRefund({ number, orderNumber, amountFen, notifyUrl }: Parameters<Desk['takeRefund']>[0]): LocalRefund | undefined {
    const { refunds = 'SUCCESS', refusesRefundsOf } = this.misbehaviour;
    if (refunds === 'REFUSED' || orderNumber === refusesRefundsOf) return undefined;
    return this.book.refund(number, orderNumber, amountFen, notifyUrl, refunds);
  }

  private async send(url: string, dialect: Dialect, { headers, body }: Told): Promise<number> {
    const response = await fetch(url, { method: 'POST', headers, body });
    const said = await response.text();
    if (response.ok && !dialect.isTaken(response.status, said)) throw new Error(`a notification is answered with ${said}`);
    return response.status;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const body = await text(request);
    if (url.startsWith('/pay/')) return this.serveForPayer(url.slice(5), method, response);
    if (this.misbehaviour.delayMs) await sleep(this.misbehaviour.delayMs);
    if (this.misbehaviour.broken) return void response.writeHead(500).end();
    const { hangsAfter } = this.misbehaviour;
    const answer = await this.dialects[url.startsWith('/gateway.do') ? 'ALIPAY' : 'WECHAT'].answer({ method, url, headers, body });
    if (hangsAfter) return void response.destroy();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  /** What the payer sees who opens the code, and pays. */
  private async serveForPayer(code: string, method: string, response: ServerResponse): Promise<void> {
    const order: LocalOrder | undefined = [...this.book.orders.values()].find((one) => one.code === code);
    if (order) order.scanned = true;
    if (order && method === 'POST') await this.pay(order.number);
    response.writeHead(order ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(payerPage(order));
  }
}
