import type { Instant } from '../contracts/values.js';

export interface Order {
  /** Ours, unique for ever: 32 hexadecimal digits. Ordering twice under one number orders once. */
  readonly number: string;
  readonly amountFen: number;
  /** What the payer reads: names of estates and bills, never of people. */
  readonly description: string;
  readonly expiresAt: Instant;
}

/** What a provider received for an order. */
export interface Received {
  readonly transactionId: string;
  readonly amountFen: number;
  readonly at: Instant;
}

/** How an order stands at the provider; UNKNOWN when it was never made there. */
export type OrderStanding = { readonly state: 'OPEN' | 'CLOSED' | 'UNKNOWN' } | ({ readonly state: 'PAID' } & Received);

export interface RefundOrder {
  /** Ours, unique for ever. Asking twice under one number refunds once. */
  readonly number: string;
  readonly orderNumber: string;
  readonly amountFen: number;
  /** What was received for the order. */
  readonly receivedFen: number;
}

/** PENDING may still become either. */
export type RefundStanding = 'PENDING' | 'DONE' | 'REFUSED' | 'UNKNOWN';

/** Longer than a provider needs, shorter than anyone waits. */
export const patienceMs = 5000;

/** A notification as it arrived: header names in lower case, the body unchanged. */
export interface SignedText {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export type Notification =
  | { readonly kind: 'PAYMENT'; readonly orderNumber: string; readonly standing: OrderStanding }
  | { readonly kind: 'REFUND'; readonly refundNumber: string; readonly standing: RefundStanding };

/**
 * A provider of payments, in the shape of WeChat Pay APIv3 and Alipay. Every operation may be repeated. Operations throw
 * `property.payment.provider-unavailable` when the outcome is not known, so that they are asked again.
 */
export interface PaymentProvider {
  /** The code to pay by; undefined when the provider refuses the order. */
  create(order: Order): Promise<string | undefined>;
  query(orderNumber: string): Promise<OrderStanding>;
  /** Closes an order that nobody has paid; tells how it stands then. */
  close(orderNumber: string): Promise<OrderStanding>;
  refund(order: RefundOrder): Promise<RefundStanding>;
  queryRefund(order: Pick<RefundOrder, 'number' | 'orderNumber'>): Promise<RefundStanding>;
  /**
   * What a notification says, once its signature, certificate and time are proven.
   * @throws DomainError `property.payment.signature-invalid`, `certificate-unknown`, `notification-stale`, `notification-malformed`
   */
  verify(notification: SignedText): Notification;
}
