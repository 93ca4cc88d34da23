import { localTimeOf as shanghai } from '../payment-provider/alipay-signature.js';
import { yuanOf as yuan } from '../domain/yuan.js';
import type { LocalOrder, LocalOrders, LocalRefund } from './local-orders.js';

const header =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const totals = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const line = (cells: readonly string[]): string => cells.map((cell) => `\`${cell}`).join(',');

/** What was paid and refunded on a day in Shanghai at one provider. */
function tradesOf(
  { orders, refunds }: LocalOrders,
  provider: LocalOrder['provider'],
  day: string,
): { paid: LocalOrder[]; back: LocalRefund[] } {
  const paid = [...orders.values()].filter(
    (one) => one.provider === provider && one.paidAt !== undefined && shanghai(one.paidAt).startsWith(day),
  );
  const back = [...refunds.values()].filter(
    ({ at, status, order }) => order.provider === provider && status === 'SUCCESS' && shanghai(at).startsWith(day),
  );
  return { paid, back };
}

/** The trade bill of a day (in Shanghai), in the shape of WeChat Pay: every cell marked by a backtick, the totals below. */
export function tradeBill(book: LocalOrders, day: string, merchant: { readonly merchantId: string; readonly appId: string }): string {
  const about = (at: number) => [shanghai(at), merchant.appId, merchant.merchantId, '0', ''];
  const { paid, back } = tradesOf(book, 'WECHAT', day);
  const payments = paid.map(({ paidAt, transactionId, number, paidFen, description }) => {
    const amount = yuan(paidFen!);
    const trade = [transactionId!, number, '演示用户', 'NATIVE', 'SUCCESS', 'OTHERS', 'CNY', amount, '0.00'];
    return line([...about(paidAt!), ...trade, '0', '0', '0.00', '0.00', '', '', description, '', '0.00000', '0.00%', amount, '0.00', '']);
  });
  const refunded = back.map(({ at, id, number, amountFen, order }) => {
    const trade = [order.transactionId!, order.number, '演示用户', 'NATIVE', 'REFUND', 'OTHERS', 'CNY', '0.00', '0.00'];
    const refund = [id, number, yuan(amountFen), '0.00', 'ORIGINAL', 'SUCCESS'];
    return line([...about(at), ...trade, ...refund, order.description, '', '0.00000', '0.00%', '0.00', yuan(amountFen), '']);
  });
  const received = yuan(paid.reduce((sum, { paidFen = 0 }) => sum + paidFen, 0));
  const returned = yuan(back.reduce((sum, { amountFen }) => sum + amountFen, 0));
  const sums = line([String(paid.length + back.length), received, returned, '0.00', '0.00000', received, returned]);
  return [header, ...payments, ...refunded, totals, sums, ''].join('\r\n');
}

const alipayHeader =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';

/** The bill of a day (in Shanghai), in the shape of Alipay: remarks begin with `#`, every cell ends with a tab, refunds are negative. */
export function alipayBill(book: LocalOrders, day: string): string {
  const { paid, back } = tradesOf(book, 'ALIPAY', day);
  const row = (order: LocalOrder, kind: string, at: number, fen: number, requestNumber: string): string => {
    const about = [order.transactionId!, order.number, kind, order.description, shanghai(order.paidAt!), shanghai(at), '', '', '', ''];
    const amounts = [yuan(fen), yuan(fen), '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00'];
    return [...about, '演示用户', ...amounts, requestNumber, '0.00', '0.00', ''].map((cell) => `${cell}\t`).join(',');
  };
  const payments = paid.map((order) => row(order, '交易', order.paidAt!, order.paidFen!, ''));
  const refunded = back.map(({ order, at, amountFen, number }) => row(order, '退款', at, -amountFen, number));
  const mark = '-----------------------------------------';
  const head = ['#支付宝业务明细查询', '#账号：[20880000000000010156]', `#起始日期：[${day} 00:00:00]   终止日期：[${day} 23:59:59]`];
  const foot = [`#${mark}业务明细列表结束${mark}`, `#交易合计：${paid.length}笔，退款合计：${back.length}笔`];
  return [...head, `#${mark}业务明细列表${mark}`, alipayHeader, ...payments, ...refunded, ...foot, ''].join('\r\n');
}
