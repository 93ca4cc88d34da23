import { createInbox, errors, type Msg, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import { Unanswered } from './bus.js';
import type { Outgoing, TurnSender } from './turn-sender.js';

const sweepMs = 20;

/** A question on its way and who waits for its answer. */
class Pending<T> implements Outgoing {
  readonly options: { reply: string; headers?: MsgHdrs };

  constructor(
    readonly subject: string,
    readonly payload: string,
    reply: string,
    headers: MsgHdrs | undefined,
    readonly deadline: number,
    readonly read: (message: Msg) => T,
    readonly resolve: (value: T) => void,
    readonly reject: (error: unknown) => void,
  ) {
    this.options = headers ? { reply, headers } : { reply };
  }

  refused(error: unknown): void {
    this.reject(new Unanswered(error instanceof errors.InvalidArgumentError ? 'too-large' : 'lost'));
  }
}

/**
 * Request and reply over one wildcard inbox: a map of pending questions instead of a subscription each, one sweep instead
 * of a timer each.
 */
export class NatsRequests {
  private readonly pending = new Map<number, Pending<never>>();
  private inbox = '';
  private last = 0;
  private sweeping: NodeJS.Timeout | undefined;
  private idle: (() => void) | undefined;

  constructor(
    private readonly sender: TurnSender,
    private readonly inboxPrefix: string,
  ) {}

  /** Subscribes the inbox of a new connection. */
  use(connection: NatsConnection): void {
    this.inbox = `${createInbox(this.inboxPrefix)}.`;
    connection.subscribe(`${this.inbox}*`, { callback: (error, message) => (error ? this.fail() : this.settle(message)) });
  }

  /** The answer as `read` takes it from the message. @throws Unanswered */
  ask<T>(subject: string, payload: string, timeoutMs: number, read: (message: Msg) => T, headers?: MsgHdrs): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const number = ++this.last;
      const pending = new Pending(subject, payload, this.inbox + number, headers, performance.now() + timeoutMs, read, resolve, (error) => {
        this.pending.delete(number);
        reject(error);
      });
      this.pending.set(number, pending as unknown as Pending<never>);
      this.sender.send(pending);
      this.sweeping ??= setInterval(this.sweep, sweepMs);
    });
  }

  /** The connection is gone: whether the questions under way were heard is unknown. */
  fail(): void {
    for (const pending of [...this.pending.values()]) pending.reject(new Unanswered('lost'));
  }

  /** Resolves when nothing is pending. */
  async settled(): Promise<void> {
    if (this.pending.size) await new Promise<void>((resolve) => (this.idle = resolve));
  }

  private settle(message: Msg): void {
    const number = Number(message.subject.slice(this.inbox.length));
    const pending = this.pending.get(number);
    if (!pending) return;
    this.pending.delete(number);
    if (message.headers?.code === 503 && message.data.length === 0) pending.reject(new Unanswered('no-responder'));
    else
      try {
        pending.resolve(pending.read(message));
      } catch (error) {
        pending.reject(error);
      }
  }

  private readonly sweep = (): void => {
    const now = performance.now();
    for (const pending of this.pending.values()) if (pending.deadline <= now) pending.reject(new Unanswered('timeout'));
    if (this.pending.size) return;
    clearInterval(this.sweeping);
    this.sweeping = undefined;
    this.idle?.();
  };
}
