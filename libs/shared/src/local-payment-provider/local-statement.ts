import type { LocalOrders } from './local-orders.js';

const header =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const totals = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const shanghai = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const line = (cells: readonly string[]): string => cells.map((cell) => `\`${cell}`).join(',');

/** The trade bill of a day (in Shanghai), in the shape of WeChat Pay: every cell marked by a backtick, the totals below. */
export function tradeBill(
  { orders, refunds }: LocalOrders,
  day: string,
  merchant: { readonly merchantId: string; readonly appId: string },
): string {
  const about = (at: number) => [shanghai(at), merchant.appId, merchant.merchantId, '0', ''];
  const paid = [...orders.values()].filter(({ paidAt }) => paidAt !== undefined && shanghai(paidAt).startsWith(day));
  const back = [...refunds.values()].filter(({ at, status }) => status !== 'ABNORMAL' && shanghai(at).startsWith(day));
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
