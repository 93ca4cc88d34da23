import type { Counter } from 'prom-client';
import type { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { Alarm } from './alarm.js';
import type { Bus, Fact } from './bus.js';
import { OutboxGauges, outboxLag } from './outbox-gauges.js';
import { lockRelay, renew } from './outbox-renewal.js';
import { backOff } from './retry.js';

const batchSize = 500;
/** At most this long a batch waits for acknowledgements; what is not acknowledged by then is published again. */
const publishMs = 1000;
const pollMs = 250;
/** Batches follow each other no faster, so that under load they grow instead. */
const spacingMs = 20;
const identityMs = 1000;

/** So far behind the newest position a commit may come later than its neighbours and still be found at the next wake. */
const disorder = 1000;

/** A mark lost in a crash publishes again; it need not wait for the disk. */
const readBatch = (floor: number): string =>
  `SET LOCAL synchronous_commit = off; ${lockRelay}; SELECT position, id, subject, event, traceparent FROM outbox WHERE published_at IS NULL AND position > ${floor} ORDER BY position LIMIT ${batchSize}`;
const mark = named(
  'outbox.mark',
  'UPDATE outbox SET published_at = clock_timestamp() WHERE published_at IS NULL AND position = ANY($1::bigint[])',
);

type Row = Fact & { readonly position: number };

export interface RelayOptions {
  readonly service: string;
  readonly database: Database;
  readonly bus: Bus;
  readonly telemetry: Telemetry;
  /** How far back a lost stream is published again. */
  readonly streamDays: number;
}

/**
 * Publishes outbox rows in their order, at least once, and marks them; rows stay. It is woken after commits of this process
 * and looks by itself otherwise. What was written in a transaction that commits late is found late, never skipped. At its
 * start, and when the bus is back or is another, it publishes again what may have been lost.
 */
export class OutboxRelay {
  private readonly published: Counter;
  private readonly gauges: OutboxGauges;
  private readonly alarm = new Alarm();
  private running: Promise<void> | undefined;
  private stopped = false;
  private failures = 0;
  /** The stream as it was last asked; undefined while the bus is away. */
  private identity: string | undefined;
  private connections = 0;
  private askedAt = -Infinity;
  /** Between the looks at the whole outbox only what lies above is looked at: below lie the traces of what was marked. */
  private floor = 0;
  private lookedAt = -Infinity;

  constructor(private readonly options: RelayOptions) {
    const { database, telemetry } = options;
    this.published = telemetry.counter('outbox_published_total', 'Events handed to the stream');
    this.gauges = new OutboxGauges(database, telemetry);
  }

  start(): void {
    this.running ??= this.run();
  }

  /** There is something to publish. Cheap, and any number of times. While publishing fails, back-off goes before. */
  wake(): void {
    if (!this.failures) this.alarm.ring();
  }

  /** Milliseconds the oldest unpublished event has waited; 0 when there is none. */
  lag(): Promise<number> {
    return outboxLag(this.options.database);
  }

  /** Finishes the batch under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.alarm.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const started = performance.now();
      this.alarm.reset();
      let full = false;
      try {
        await this.keepStream(started);
        full = await this.batch(started);
        this.failures = 0;
      } catch (error) {
        this.failures++;
        this.options.telemetry.log.warn({ reason: (error as Error).message, failures: this.failures }, 'outbox not published');
      }
      await this.gauges.measure(started).catch(() => undefined);
      if (this.stopped || full) continue;
      if (this.failures) await this.alarm.sleep(backOff(this.failures, 50, 1000));
      else await this.untilWoken(started);
    }
  }

  /** Whether there may be more. @throws Error when nothing was acknowledged; what was is marked */
  private batch(now: number): Promise<boolean> {
    if (now - this.lookedAt >= pollMs) [this.floor, this.lookedAt] = [0, now];
    return this.options.database.transaction(async (transaction, rows: Row[]) => {
      if (!rows.length) return false;
      const done = await this.publish(rows);
      this.floor = done.length === rows.length ? rows.at(-1)!.position - disorder : 0;
      if (!done.length) throw new Error(`none of ${rows.length} events acknowledged`);
      await transaction.query(mark, [done]);
      this.published.inc(done.length);
      return done.length === batchSize;
    }, readBatch(this.floor));
  }

  /** The positions of the rows acknowledged in time. */
  private async publish(rows: readonly Row[]): Promise<readonly number[]> {
    const { bus, telemetry } = this.options;
    const done: number[] = [];
    const publish = (row: Row) =>
      telemetry.tracer.during(`publish ${row.subject}`, row.traceparent ?? undefined, bus.publish([row])).then(
        () => void done.push(row.position),
        (error: Error) => telemetry.log.debug({ event: row.id, reason: error.message }, 'event not acknowledged'),
      );
    let late: NodeJS.Timeout | undefined;
    await Promise.race([Promise.all(rows.map(publish)), new Promise((resolve) => (late = setTimeout(resolve, publishMs)))]);
    clearTimeout(late);
    return [...done];
  }

  private async keepStream(now: number): Promise<void> {
    if (now - this.askedAt < identityMs && !this.failures) return;
    const { bus, database, streamDays, telemetry } = this.options;
    const { connections } = bus;
    const before = connections === this.connections ? this.identity : undefined;
    this.identity = undefined;
    const identity = await bus.streamIdentity();
    if (identity !== before) {
      const { another, count } = await renew(database, identity, streamDays);
      if (count) telemetry.log.warn({ another, count }, 'events are published again, for the stream may lack them');
    }
    [this.identity, this.connections] = [identity, connections];
    this.askedAt = now;
  }

  private async untilWoken(started: number): Promise<void> {
    await this.alarm.sleep(pollMs);
    const early = spacingMs - (performance.now() - started);
    if (early > 0 && !this.stopped) await new Promise((resolve) => setTimeout(resolve, early));
  }
}
