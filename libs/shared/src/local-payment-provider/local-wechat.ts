import { randomUUID } from 'node:crypto';
import { verifyLines } from '../payment-provider/wechat-signature.js';
import { refundOf, tradeOf } from './local-answers.js';
import { arriving, type Asked, type Desk, type Dialect, type Forgery, type Told } from './local-dialect.js';
import type { LocalOrder, LocalRefund } from './local-orders.js';

type Answer = readonly [status: number, body?: object];
type Input = Record<string, string> & { readonly amount: Record<string, number> };
const refuse = (status: number, code: string): Answer => [status, { code, message: code }];
const isOrder = /^\/v3\/pay\/transactions\/out-trade-no\/(\w+)(\/close)?(?:\?mchid=\d+)?$/;
const isRefund = /^\/v3\/refund\/domestic\/refunds(?:\/(\w+))?$/;

/** WeChat Pay APIv3. */
export class LocalWechat implements Dialect {
  constructor(private readonly desk: Desk) {}

  async answer(asked: Asked): Promise<Told & { readonly status: number }> {
    const [status, value] = this.isSigned(asked) ? await this.decide(asked) : refuse(401, 'SIGN_ERROR');
    const body = value ? JSON.stringify(value) : '';
    return { status, headers: { 'content-type': 'application/json', ...this.desk.keys.signed(body) }, body };
  }

  paid(order: LocalOrder, forgery: Forgery): Told {
    const trade = tradeOf(this.desk.keys, order);
    const { orderNumber = order.number, amountFen = order.paidFen ?? order.totalFen } = forgery;
    const told = {
      ...trade,
      ...{ out_trade_no: orderNumber, trade_state: 'SUCCESS', amount: { total: amountFen, currency: 'CNY' } },
      transaction_id: trade.transaction_id ?? `forged-${order.number}`,
      success_time: trade.success_time ?? new Date().toISOString(),
    };
    return this.tell('TRANSACTION.SUCCESS', told, forgery);
  }

  refunded(refund: LocalRefund): Told {
    return this.tell(`REFUND.${refund.status}`, refundOf(refund), {});
  }

  isTaken(status: number): boolean {
    return status === 200 || status === 204;
  }

  private tell(event_type: string, told: object, forgery: Forgery): Told {
    const { by, serial, secondsAgo = 0 } = forgery;
    const { keys } = this.desk;
    const body = JSON.stringify({
      id: randomUUID(),
      event_type,
      resource_type: 'encrypt-resource',
      resource: keys.seal(told, 'transaction'),
    });
    const signed = keys.signed(body, { forged: by === 'stranger', secondsAgo });
    const headers = { 'content-type': 'application/json', ...signed, ...(serial && { 'wechatpay-serial': serial }) };
    return { headers, body: by === 'the-way' ? `${body} ` : arriving(body, forgery) };
  }

  private isSigned({ method, url, headers, body }: Asked): boolean {
    const { keys } = this.desk;
    const part = (name: string): string => new RegExp(`${name}="([^"]+)"`).exec(headers.authorization ?? '')?.[1] ?? '';
    return (
      part('serial_no') === keys.merchantSerial &&
      verifyLines(keys.merchantKey, part('signature'), method, url, part('timestamp'), part('nonce_str'), body)
    );
  }

  private async decide({ method, url, body }: Asked): Promise<Answer> {
    const { book, keys } = this.desk;
    const input = (body ? JSON.parse(body) : {}) as Input;
    if (method === 'POST' && url === '/v3/pay/transactions/native') return this.takeOrder(input);
    const [, number, closing] = isOrder.exec(url) ?? [];
    const order = book.orders.get(number ?? '');
    if (number && !order) return refuse(404, 'ORDER_NOT_EXIST');
    if (order && closing) return order.state === 'SUCCESS' ? refuse(400, 'ORDERPAID') : ((order.state = 'CLOSED'), [204]);
    if (order) return [200, tradeOf(keys, order)];
    const [known, refundNumber] = isRefund.exec(url) ?? [];
    if (!known) return refuse(404, 'RESOURCE_NOT_EXISTS');
    const refund = refundNumber ? book.refunds.get(refundNumber) : this.takeRefund(input);
    return refund ? [200, refundOf(refund)] : refuse(refundNumber ? 404 : 400, refundNumber ? 'RESOURCE_NOT_EXISTS' : 'NOT_ENOUGH');
  }

  private async takeOrder({ out_trade_no, description, notify_url, time_expire, amount }: Input): Promise<Answer> {
    const order = await this.desk.takeOrder({
      ...{ provider: 'WECHAT', number: out_trade_no!, description: description!, notifyUrl: notify_url! },
      ...{ totalFen: amount.total!, expiresAt: Date.parse(time_expire!) },
    });
    return order ? [200, { code_url: `${this.desk.url}/pay/${order.code}` }] : refuse(400, 'OUT_TRADE_NO_USED');
  }

  private takeRefund({ out_refund_no, out_trade_no, notify_url, amount }: Input): LocalRefund | undefined {
    const asked = { number: out_refund_no!, orderNumber: out_trade_no!, notifyUrl: notify_url! };
    return this.desk.takeRefund({ ...asked, amountFen: amount.refund! });
  }
}
