import { SpanKind } from '@opentelemetry/api';
import type { Bindings } from '../boot/bindings.js';
import type { Service } from '../contracts/define.js';
import type { Instant } from '../contracts/values.js';
import type { Database } from '../database/database.js';
import { prepared } from '../database/lane.js';
import type { Transaction } from '../database/transaction.js';
import { cloudEvent, insertOutbox, type CloudEvent } from '../database/outbox.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { Consumer, Delivery, Verdict } from './bus.js';
import { consumerMetrics } from './consumer-metrics.js';
import { bury } from './dead-letters.js';
import { readEvent } from './event-reader.js';
import type { Heard } from './heard.js';
import { backOff, isInfrastructure, isRefusal } from './retry.js';

const attempts = 8;
const workingMs = 3000;
const remembered = 10_000;

export interface ConsumerOptions {
  readonly service: Service;
  readonly binding: Bindings['listeners'][number];
  readonly database: Database;
  readonly telemetry: Telemetry;
  /** Called after a commit that left events. */
  readonly wake: () => void;
}

type Outcome = 'done' | 'duplicate' | 'retry' | 'buried';

/** The consumer of one `@On` method, named `<service>_<feature>_<method>`. */
export const consumerOf = (options: ConsumerOptions): Consumer => new ConsumerRunner(options);

/**
 * Runs a method once per event, in one transaction with its inbox row and what it tells. A refusal of the domain buries the
 * event at once, another error after eight attempts; while the database is away it is tried for ever.
 */
class ConsumerRunner implements Consumer {
  readonly name: string;
  readonly subject: string;
  readonly concurrency: number;
  /** Failures of the method itself, by event. Deliveries are no measure: they count outages and restarts too. */
  private readonly failures = new Map<string, number>();

  constructor(private readonly options: ConsumerOptions) {
    const { service, binding } = options;
    this.name = `${service}_${binding.feature}_${binding.name}`.toLowerCase().replace(/[^a-z0-9_-]/g, '-');
    this.subject = binding.event.subject;
    this.concurrency = binding.options.concurrency ?? 8;
  }

  async hear(delivery: Delivery): Promise<Verdict> {
    const { telemetry } = this.options;
    const started = performance.now();
    const alive = setInterval(() => delivery.working(), workingMs);
    try {
      const [outcome, verdict] = await this.decide(delivery);
      consumerMetrics(telemetry).heard.inc({ consumer: this.name, outcome });
      const span = outcome === 'retry' || outcome === 'buried' ? outcome : 'ok';
      telemetry.tracer.record(this.name, delivery.traceparent ?? undefined, performance.now() - started, span, SpanKind.CONSUMER);
      return verdict;
    } finally {
      clearInterval(alive);
    }
  }

  private async decide(delivery: Delivery): Promise<[Outcome, Verdict]> {
    const read = readEvent(delivery, this.options.binding.event.data);
    if ('malformed' in read) return this.bury(read.id, delivery, `malformed, ${read.malformed}`);
    const { event } = read;
    try {
      const heard = await this.run(event, delivery);
      this.failures.delete(event.id);
      return [heard ? 'done' : 'duplicate', { done: true }];
    } catch (error) {
      if (isInfrastructure(error)) return ['retry', { retryAfterMs: backOff(delivery.attempt, 100, 5000) }];
      if (isRefusal(error)) return this.bury(event.id, delivery, `${error.code} ${JSON.stringify(error.details)}`);
      return this.failed(event.id, delivery, error);
    }
  }

  /** Whether the event was new: then its effect is committed. */
  private async run(event: CloudEvent<never>, delivery: Delivery): Promise<boolean> {
    const { service, binding, database, wake } = this.options;
    const traceparent = delivery.traceparent ?? undefined;
    const told: Record<string, unknown>[] = [];
    const effect = async (transaction: Transaction, inbox: { now: Instant }[]): Promise<boolean> => {
      told.length = 0;
      if (!inbox[0]) return false;
      const { now } = inbox[0];
      const heard: Heard = {
        now,
        query: (text, parameters) => transaction.query(prepared(text), parameters),
        insert: (entity, rows, conflict) => transaction.insert(entity, rows, conflict),
        emit: (happened, { id, place }) => void told.push(cloudEvent(service, happened, { id, place, at: now, traceparent })),
      };
      await (binding.method as unknown as (event: CloudEvent<never>, heard: Heard) => Promise<void>)(event, heard);
      if (told.length) await insertOutbox(transaction, told);
      return true;
    };
    // Name and id are a token and a UUID, and need no quoting.
    const isNew = await database.transaction(
      effect,
      `INSERT INTO inbox (consumer, event_id) VALUES ('${this.name}', '${event.id}') ON CONFLICT DO NOTHING RETURNING gezhi_now() AS now`,
    );
    if (told.length) wake();
    return isNew;
  }

  private async failed(id: string, delivery: Delivery, error: unknown): Promise<[Outcome, Verdict]> {
    const count = (this.failures.get(id) ?? 0) + 1;
    this.options.telemetry.log.warn({ err: error, consumer: this.name, event: id, attempt: count }, 'the method failed');
    if (count >= attempts) return this.bury(id, delivery, String(error), count);
    this.failures.set(id, count);
    if (this.failures.size > remembered) this.failures.delete(this.failures.keys().next().value!);
    return ['retry', { retryAfterMs: backOff(count) }];
  }

  private async bury(eventId: string, delivery: Delivery, reason: string, count = 1): Promise<[Outcome, Verdict]> {
    const { database, telemetry } = this.options;
    try {
      await bury(database, { consumer: this.name, eventId, subject: this.subject, event: delivery.event, reason, attempts: count });
    } catch (error) {
      telemetry.log.warn({ err: error, consumer: this.name, event: eventId }, 'could not be buried yet');
      return ['retry', { retryAfterMs: backOff(delivery.attempt, 100, 5000) }];
    }
    this.failures.delete(eventId);
    telemetry.log.error({ consumer: this.name, event: eventId, reason }, 'buried as a dead letter');
    consumerMetrics(telemetry).buried.inc({ consumer: this.name });
    return ['buried', { done: true }];
  }
}
