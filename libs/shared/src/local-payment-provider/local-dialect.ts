import type { IncomingHttpHeaders } from 'node:http';
import type { LocalKeys } from './local-keys.js';
import type { LocalOrder, LocalOrders, LocalRefund, NewOrder } from './local-orders.js';

/** How a notification differs from what is true. */
export interface Forgery {
  readonly orderNumber?: string;
  readonly amountFen?: number;
  /** Signed by another key, changed on the way, or cut off half-way. */
  readonly by?: 'stranger' | 'the-way' | 'half-way';
  /** Of the certificate, and of the time at which it was signed: where these are told. */
  readonly serial?: string;
  readonly secondsAgo?: number;
}

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A text with the headers that belong to it. */
export interface Told {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the provider does, whatever words it is asked in. */
export interface Desk {
  readonly url: string;
  readonly book: LocalOrders;
  readonly keys: LocalKeys;
  /** Undefined when there is another order under the number. */
  takeOrder(order: NewOrder): Promise<LocalOrder | undefined>;
  /** Undefined when it is refused. */
  takeRefund(refund: Pick<LocalRefund, 'number' | 'amountFen' | 'notifyUrl'> & { readonly orderNumber: string }): LocalRefund | undefined;
}

/** The words in which one provider is asked, answers and notifies. */
export interface Dialect {
  answer(asked: Asked): Promise<Told & { readonly status: number }>;
  paid(order: LocalOrder, forgery: Forgery): Told;
  refunded(refund: LocalRefund): Told;
  /** Whether the merchant has taken a notification. */
  isTaken(status: number, text: string): boolean;
}

/** What of a body arrives that is cut off on its way. */
export const arriving = (body: string, { by }: Forgery): string => (by === 'half-way' ? body.slice(0, Math.floor(body.length / 2)) : body);
