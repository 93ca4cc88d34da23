import { setTimeout as sleep } from 'node:timers/promises';
import { DeliverPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { Logger } from 'pino';
import type { Instant } from '../contracts/values.js';
import type { Fact } from './bus.js';
import { eventStream, type EventStream } from './event-stream.js';
import { messageId, traceHeader } from './nats-facts.js';

type Hear = (fact: Fact & { readonly sequence: number }) => void;

/**
 * Hears a subject in this replica by an ordered consumer. It goes on from the time of the last fact heard, not from its
 * number: a broker that lost something gives the same numbers again, but later times.
 */
export class NatsFollower {
  /** Resolves when everything stored before the start has been heard. */
  readonly caughtUp: Promise<void>;
  private catchUp!: () => void;
  private messages: ConsumerMessages | undefined;
  private stopping = false;
  private last: { readonly sequence: number; readonly at: number } | undefined;

  constructor(
    private readonly subject: string,
    private readonly since: Instant,
    private readonly hear: Hear,
    private readonly stream: EventStream,
    private readonly log: Logger,
  ) {
    this.caughtUp = new Promise((resolve) => (this.catchUp = resolve));
  }

  start(): void {
    void this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.messages?.close();
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping;) {
      try {
        await this.open();
        failures = 0;
        for await (const message of this.messages!) this.take(message);
      } catch (error) {
        if (this.stopping) return;
        this.log.warn({ subject: this.subject, reason: (error as Error).message }, 'following interrupted');
        await sleep(Math.min(5000, 100 * 2 ** failures++) * (0.5 + Math.random() / 2));
      }
    }
  }

  private async open(): Promise<void> {
    await this.stream.reachable();
    await this.stream.info();
    const manager = await this.stream.manager();
    const from = this.last ? new Date(this.last.at).toISOString() : this.since;
    const consumer = await manager
      .jetstream()
      .consumers.get(eventStream, { deliver_policy: DeliverPolicy.StartTime, opt_start_time: from, filter_subjects: this.subject });
    if ((await consumer.info(true)).num_pending === 0) this.catchUp();
    this.messages = await consumer.consume({ max_messages: 500, expires: 10_000, abort_on_missing_resource: true });
    if (this.stopping) await this.messages.close();
  }

  private take(message: JsMsg): void {
    const [sequence, at] = [message.seq, message.time.getTime()];
    const known = this.last && at <= this.last.at && sequence <= this.last.sequence;
    if (!known) this.tell(message, sequence);
    this.last = known ? this.last : { sequence, at };
    if (message.info.pending === 0) this.catchUp();
  }

  private tell(message: JsMsg, sequence: number): void {
    try {
      this.hear({
        id: message.headers?.get(messageId) ?? '',
        subject: message.subject,
        event: message.string(),
        traceparent: message.headers?.get(traceHeader) || null,
        sequence,
      });
    } catch (error) {
      this.log.error({ err: error, subject: this.subject }, 'unexpected error of a follower');
    }
  }
}
