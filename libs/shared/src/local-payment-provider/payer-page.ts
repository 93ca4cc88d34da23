import { yuanOf } from '../domain/yuan.js';
import type { LocalOrder } from './local-orders.js';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The page behind a code: what is paid, and a button to pay it. */
export function payerPage(order: LocalOrder | undefined): string {
  const words = { NOTPAY: '待支付', SUCCESS: '已支付', CLOSED: '已关闭' };
  const button = order?.state === 'NOTPAY' ? '<form method="post"><button>付款 / pay</button></form>' : '';
  const about = order
    ? `<p>${escaped(order.description)}</p><p>${yuanOf(order.totalFen)} 元 · ${words[order.state]}</p>${button}`
    : '<p>没有此订单 / no such order</p>';
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>演示支付</title><h1>演示支付机构 / demo payment provider</h1>${about}</html>`;
}
