import { randomBytes } from 'node:crypto';
import type { PaymentProviderName } from '../contracts/property/payment-values.js';

export interface LocalOrder {
  readonly number: string;
  readonly totalFen: number;
  readonly description: string;
  readonly notifyUrl: string;
  readonly expiresAt: number;
  /** In whose words it was made, and is told of. */
  readonly provider: PaymentProviderName;
  readonly code: string;
  /** Whether the payer has opened the code. */
  scanned?: boolean;
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED';
  transactionId?: string;
  /** What was really paid. */
  paidFen?: number;
  paidAt?: number;
}

export interface LocalRefund {
  readonly number: string;
  readonly order: LocalOrder;
  readonly amountFen: number;
  readonly notifyUrl: string;
  readonly at: number;
  readonly id: string;
  status: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL';
}

const serial = (): string => `${Date.now()}${parseInt(randomBytes(4).toString('hex'), 16)}`;

export type NewOrder = Pick<LocalOrder, 'provider' | 'number' | 'totalFen' | 'description' | 'notifyUrl' | 'expiresAt'>;

/** The orders, refunds and money of a provider of our own. */
export class LocalOrders {
  readonly orders = new Map<string, LocalOrder>();
  readonly refunds = new Map<string, LocalRefund>();

  /** What the merchant has there, in fen. */
  get balanceFen(): number {
    const paid = [...this.orders.values()].reduce((sum, { paidFen = 0 }) => sum + paidFen, 0);
    const back = [...this.refunds.values()]
      .filter(({ status }) => status !== 'ABNORMAL')
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
    return paid - back;
  }

  /** The order; under a number that is known the one that is there, or none when it was another. */
  order(input: NewOrder): LocalOrder | undefined {
    const known = this.orders.get(input.number);
    if (known) return known.totalFen === input.totalFen && known.state === 'NOTPAY' ? known : undefined;
    const order: LocalOrder = { ...input, code: randomBytes(8).toString('hex'), state: 'NOTPAY' };
    this.orders.set(order.number, order);
    return order;
  }

  /** Takes the payer's money; false when the order takes none. */
  pay(order: LocalOrder, paidFen = order.totalFen): boolean {
    if (order.state !== 'NOTPAY') return false;
    Object.assign(order, { state: 'SUCCESS', scanned: true, paidFen, paidAt: Date.now(), transactionId: serial() });
    return true;
  }

  /** The refund; under a number that is known the one that is there. Undefined when the order does not hold that much. */
  refund(
    number: string,
    orderNumber: string,
    amountFen: number,
    notifyUrl: string,
    status: LocalRefund['status'],
  ): LocalRefund | undefined {
    const known = this.refunds.get(number);
    if (known) return known;
    const order = this.orders.get(orderNumber);
    const before = [...this.refunds.values()].filter((one) => one.order === order && one.status !== 'ABNORMAL');
    const left = (order?.paidFen ?? 0) - before.reduce((sum, one) => sum + one.amountFen, 0);
    if (!order || amountFen > left) return undefined;
    const refund: LocalRefund = { number, order, amountFen, notifyUrl, at: Date.now(), id: serial(), status };
    this.refunds.set(number, refund);
    return refund;
  }
}
