import { randomUUID } from 'node:crypto';
import { fenOf, yuanOf } from '../domain/yuan.js';
import { instantOfLocal, localTimeOf, provenForm, signedContent, type Parameters } from '../payment-provider/alipay-signature.js';
import { arriving, type Asked, type Desk, type Dialect, type Forgery, type Told } from './local-dialect.js';
import type { LocalOrder, LocalRefund } from './local-orders.js';

type Said = Readonly<Record<string, string | undefined>>;
const success = (more: Said): Said => ({ code: '10000', msg: 'Success', ...more });
const refuse = (sub_code: string): Said => ({ code: '40004', msg: 'Business Failed', sub_code });
const standings = { NOTPAY: 'WAIT_BUYER_PAY', SUCCESS: 'TRADE_SUCCESS', CLOSED: 'TRADE_CLOSED' };

/** Alipay's open platform: one address, forms, and a signature within the answer. */
export class LocalAlipay implements Dialect {
  constructor(private readonly desk: Desk) {}

  async answer({ body }: Asked): Promise<Told & { readonly status: number }> {
    const { keys } = this.desk;
    const {
      method = '',
      app_id: appId,
      notify_url: notifyUrl = '',
      biz_content: content = '{}',
    } = Object.fromEntries(new URLSearchParams(body));
    const name = `${method.replaceAll('.', '_')}_response`;
    const known = appId === keys.alipayAppId && this.isSigned(body);
    const said = JSON.stringify(
      known
        ? await this.decide(method, JSON.parse(content) as Parameters, notifyUrl)
        : { code: '40002', sub_code: 'isv.invalid-signature' },
    );
    return {
      status: 200,
      headers: { 'content-type': 'text/html;charset=utf-8' },
      body: `{"${name}":${said},"sign":"${keys.sign(said)}"}`,
    };
  }

  paid(order: LocalOrder, forgery: Forgery): Told {
    const { orderNumber = order.number, amountFen = order.paidFen ?? order.totalFen } = forgery;
    const trade = { ...this.tradeOf(order), out_trade_no: orderNumber, total_amount: yuanOf(amountFen), trade_status: 'TRADE_SUCCESS' };
    return this.tell({ ...trade, gmt_payment: localTimeOf(order.paidAt ?? Date.now()) }, forgery);
  }

  /** What goes back is told as the trade, which stands as before until all of it has gone back. */
  refunded({ order, number, amountFen, at }: LocalRefund): Told {
    const back = { out_biz_no: number, refund_fee: yuanOf(amountFen), gmt_refund: `${localTimeOf(at)}.000` };
    return this.tell({ ...this.tradeOf(order), gmt_payment: localTimeOf(order.paidAt!), ...back }, {});
  }

  isTaken(status: number, text: string): boolean {
    return status === 200 && text === 'success';
  }

  private tell(told: Said, forgery: Forgery): Told {
    const { by } = forgery;
    const { keys } = this.desk;
    const parameters = {
      ...{ notify_time: localTimeOf(Date.now()), notify_type: 'trade_status_sync', notify_id: randomUUID().replaceAll('-', '') },
      ...{ charset: 'utf-8', version: '1.0', app_id: keys.alipayAppId, sign_type: 'RSA2' },
      ...(told as Parameters),
    };
    const sign = keys.sign(signedContent(parameters, ['sign_type']), by === 'stranger');
    const body = new URLSearchParams({ ...parameters, sign }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    return { headers, body: by === 'the-way' ? body.replace('total_amount=', 'total_amount=1') : arriving(body, forgery) };
  }

  private isSigned(body: string): boolean {
    try {
      return provenForm(body, this.desk.keys.merchantKey, []) !== undefined;
    } catch {
      return false;
    }
  }

  private async decide(method: string, asked: Parameters, notifyUrl: string): Promise<Said> {
    const { out_trade_no: number = '', out_request_no: requestNumber = '' } = asked;
    if (method === 'alipay.trade.precreate') return this.takeOrder(asked, notifyUrl);
    const order = this.desk.book.orders.get(number);
    // Nobody has scanned the code: there is no trade yet.
    if (!order?.scanned) return refuse('ACQ.TRADE_NOT_EXIST');
    if (method === 'alipay.trade.query') return success(this.tradeOf(order));
    if (method === 'alipay.trade.close') return this.close(order);
    const known = this.desk.book.refunds.get(requestNumber);
    if (method === 'alipay.trade.fastpay.refund.query')
      return success({
        out_trade_no: number,
        out_request_no: requestNumber,
        ...(known?.status === 'SUCCESS' && { refund_status: 'REFUND_SUCCESS' }),
      });
    if (method !== 'alipay.trade.refund') return refuse('ACQ.INVALID_PARAMETER');
    const refund = this.desk.takeRefund({
      number: requestNumber,
      orderNumber: number,
      amountFen: fenOf(asked.refund_amount ?? ''),
      notifyUrl,
    });
    if (!refund || refund.status === 'ABNORMAL') return refuse('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
    const moved = !known && refund.status === 'SUCCESS';
    return success({
      out_trade_no: number,
      trade_no: order.transactionId,
      fund_change: moved ? 'Y' : 'N',
      refund_fee: yuanOf(refund.amountFen),
    });
  }

  private close(order: LocalOrder): Said {
    if (order.state === 'SUCCESS') return refuse('ACQ.TRADE_STATUS_ERROR');
    order.state = 'CLOSED';
    return success({ out_trade_no: order.number });
  }

  private async takeOrder(asked: Parameters, notifyUrl: string): Promise<Said> {
    const order = await this.desk.takeOrder({
      ...{ provider: 'ALIPAY', number: asked.out_trade_no!, description: asked.subject!, notifyUrl },
      ...{ totalFen: fenOf(asked.total_amount!), expiresAt: Date.parse(instantOfLocal(asked.time_expire!)) },
    });
    if (!order) return refuse('ACQ.TRADE_HAS_SUCCESS');
    return success({ out_trade_no: order.number, qr_code: `${this.desk.url}/pay/${order.code}` });
  }

  private tradeOf(order: LocalOrder): Said {
    return {
      ...{ trade_no: order.transactionId ?? order.code, out_trade_no: order.number, trade_status: standings[order.state] },
      ...{ subject: order.description, total_amount: yuanOf(order.paidFen ?? order.totalFen), buyer_logon_id: 'demo***@example.invalid' },
      ...(order.paidAt !== undefined && { send_pay_date: localTimeOf(order.paidAt) }),
    };
  }
}
