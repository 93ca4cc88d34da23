import { SpanKind } from '@opentelemetry/api';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { Consumer, Delivery, Verdict } from './bus.js';
import { consumerMetrics } from './consumer-metrics.js';
import { bury } from './dead-letters.js';
import { eventReader } from './event-reader.js';
import { EventTransaction, type Arrived, type EventTransactionOptions } from './event-transaction.js';
import { backOff, isInfrastructure, isRefusal } from './retry.js';

const attempts = 8;
/**
 * So many deliveries a consumer works on at once, in so many transactions; what comes while those are under way travels
 * together. A method that writes the effects of many by one statement gains more by company than by neighbours.
 */
const apart = { concurrency: 32, transactions: 4 };
const together = { concurrency: 64, transactions: 1 };
const workingMs = 3000;
const remembered = 10_000;

export interface ConsumerOptions extends EventTransactionOptions {
  readonly telemetry: Telemetry;
}

interface Waiting extends Arrived {
  readonly delivery: Delivery;
  readonly resolve: (decided: [Outcome, Verdict] | PromiseLike<[Outcome, Verdict]>) => void;
}

type Outcome = 'done' | 'duplicate' | 'retry' | 'buried';

/** The consumer of one `@On` method, named `<service>_<feature>_<method>`. */
export const consumerOf = (options: ConsumerOptions): Consumer => new ConsumerRunner(options);

/**
 * Runs a method once per event, in one transaction with its inbox row and what it tells. Events that wait share a transaction;
 * when it fails, each has one of its own. A refusal of the domain buries the event at once, another error after eight attempts;
 * while the database is away it is tried for ever.
 */
class ConsumerRunner implements Consumer {
  readonly name: string;
  readonly subject: string;
  readonly concurrency: number;
  /** Failures of the method itself, by event. Deliveries are no measure: they count outages and restarts too. */
  private readonly failures = new Map<string, number>();
  private readonly waiting: Waiting[] = [];
  private readonly read: ReturnType<typeof eventReader>;
  private readonly transaction: EventTransaction;
  /** So many at once. */
  private readonly transactions: number;
  private running = 0;
  private scheduled = false;

  constructor(private readonly options: ConsumerOptions) {
    const { service, binding } = options;
    this.name = `${service}_${binding.feature}_${binding.name}`.toLowerCase().replace(/[^a-z0-9_-]/g, '-');
    this.subject = binding.event.subject;
    const pace = binding.options.together ? together : apart;
    this.concurrency = binding.options.concurrency ?? pace.concurrency;
    this.transactions = pace.transactions;
    this.read = eventReader(binding.event.data);
    this.transaction = new EventTransaction(this.name, options);
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
    const read = this.read(delivery);
    if ('malformed' in read) return this.bury(read.id, delivery, `malformed, ${read.malformed}`);
    return new Promise((resolve) => {
      this.waiting.push({ event: read.event, traceparent: delivery.traceparent ?? undefined, delivery, resolve });
      this.schedule();
    });
  }

  /** A method that takes events together begins with all that arrive in one turn of the event loop; others hold nobody up. */
  private schedule(): void {
    if (!this.options.binding.options.together) return this.begin();
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.begin();
    });
  }

  private begin(): void {
    if (this.running >= this.transactions || !this.waiting.length) return;
    this.running++;
    void this.work(this.waiting.splice(0)).finally(() => {
      this.running--;
      this.schedule();
    });
  }

  private async work(group: readonly Waiting[]): Promise<void> {
    if (group.length > 1)
      try {
        const fresh = await this.transaction.run(group);
        for (const [index, { resolve }] of group.entries()) resolve([fresh[index] ? 'done' : 'duplicate', { done: true }]);
        return;
      } catch {
        // Whose fault it is shows when each is alone.
      }
    for (const each of group) {
      const decided = this.alone(each);
      each.resolve(decided);
      await decided;
    }
  }

  private async alone(waiting: Waiting): Promise<[Outcome, Verdict]> {
    const { event, delivery } = waiting;
    try {
      const [fresh] = await this.transaction.run([waiting]);
      this.failures.delete(event.id);
      return [fresh ? 'done' : 'duplicate', { done: true }];
    } catch (error) {
      if (isInfrastructure(error)) return ['retry', { retryAfterMs: backOff(delivery.attempt, 100, 5000) }];
      if (isRefusal(error)) return this.bury(event.id, delivery, `${error.code} ${JSON.stringify(error.details)}`);
      return this.failed(event.id, delivery, error);
    }
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
