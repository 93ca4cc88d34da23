import { setTimeout as sleep } from 'node:timers/promises';
import { AckPolicy, DeliverPolicy, ReplayPolicy, type ConsumerInfo, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import type { Consumer, Delivery, Verdict } from './bus.js';
import { eventStream, isApiError, type EventStream } from './event-stream.js';
import { messageId, traceHeader } from './nats-facts.js';
import { Slots } from './slots.js';

const ackWaitMs = 10_000;
/** "Consumer name already in use", before and since 2.10. */
const consumerExists = [10013, 10148];

/** Hears one subject by a durable pull consumer, which is created again whenever it is found missing. */
export class NatsConsumer {
  private readonly slots: Slots;
  private messages: ConsumerMessages | undefined;
  private stopping = false;

  constructor(
    private readonly consumer: Consumer,
    private readonly stream: EventStream,
    private readonly log: Logger,
  ) {
    this.slots = new Slots(consumer.concurrency);
  }

  start(): void {
    void this.run();
  }

  /** Takes no more, gives back what has not begun, and resolves when what has begun is done. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.messages?.close();
    await this.slots.allFree();
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping;) {
      try {
        this.messages = await this.open();
        failures = 0;
        if (this.stopping) return void this.messages.close();
        for await (const message of this.messages) await this.take(message);
      } catch (error) {
        if (this.stopping) return;
        this.log.warn({ consumer: this.consumer.name, reason: (error as Error).message }, 'consumer interrupted');
        await sleep(Math.min(5000, 100 * 2 ** failures++) * (0.5 + Math.random() / 2));
      }
    }
  }

  private async open(): Promise<ConsumerMessages> {
    await this.stream.reachable();
    await this.stream.info();
    const manager = await this.stream.manager();
    const found = manager.jetstream().consumers.getConsumerFromInfo(await this.create());
    return found.consume({ max_messages: this.consumer.concurrency, expires: 10_000, abort_on_missing_resource: true });
  }

  private async create(): Promise<ConsumerInfo> {
    const { name, subject } = this.consumer;
    const { consumers } = await this.stream.manager();
    const changing = { filter_subject: subject, ack_wait: nanos(ackWaitMs), max_deliver: -1, max_ack_pending: 1024 };
    const fixed = {
      durable_name: name,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      replay_policy: ReplayPolicy.Instant,
    };
    try {
      return await consumers.add(eventStream, { ...fixed, ...changing });
    } catch (error) {
      if (isApiError(error, ...consumerExists)) return consumers.update(eventStream, name, changing);
      throw error;
    }
  }

  private async take(message: JsMsg): Promise<void> {
    await this.slots.take();
    if (this.stopping) message.nak();
    else void this.hear(message).finally(() => this.slots.release());
    if (this.stopping) this.slots.release();
  }

  private async hear(message: JsMsg): Promise<void> {
    const { headers } = message;
    const delivery: Delivery = {
      id: headers?.get(messageId) ?? '',
      subject: message.subject,
      event: message.string(),
      traceparent: headers?.get(traceHeader) || null,
      attempt: message.info.deliveryCount,
      working: () => message.working(),
    };
    let verdict: Verdict;
    try {
      verdict = await this.consumer.hear(delivery);
    } catch (error) {
      this.log.error({ err: error, consumer: this.consumer.name }, 'unexpected error of a consumer');
      verdict = { retryAfterMs: 1000 };
    }
    if ('done' in verdict) message.ack();
    else message.nak(verdict.retryAfterMs);
  }
}
