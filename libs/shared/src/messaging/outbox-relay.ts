import type { Gauge } from 'prom-client';
import type { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { Bus, Fact } from './bus.js';
import { backOff } from './retry.js';

const batchSize = 500;
/** At most this long a batch waits for acknowledgements; what is not acknowledged by then is published again. */
const publishMs = 1000;
const pollMs = 250;
/** Batches follow each other no faster, so that under load they grow instead. */
const spacingMs = 5;
const identityMs = 1000;
const measureMs = 5000;

/** One relay of a service works at a time; others wait for its commit. */
export const lockRelay = `SELECT pg_advisory_xact_lock(hashtext('gezhi outbox relay'))`;
const readBatch = `${lockRelay}; SELECT position, id, subject, event, traceparent FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT ${batchSize}`;
const mark = 'UPDATE outbox SET published_at = clock_timestamp() WHERE published_at IS NULL AND position = ANY($1::bigint[])';
const oldest = named('outbox.oldest', 'SELECT extract(epoch FROM clock_timestamp() - created_at) * 1000 AS age FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT 1');
const backlog = named('outbox.backlog', 'SELECT count(*) AS count FROM (SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 100000) waiting');

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
 * and looks by itself otherwise. What was written in a transaction that commits late is found late, never skipped.
 */
export class OutboxRelay {
  private readonly published;
  private readonly backlog: Gauge;
  private readonly age: Gauge;
  private running: Promise<void> | undefined;
  private stopped = false;
  private woken = false;
  private rouse: (() => void) | undefined;
  private failures = 0;
  private identity: string | undefined;
  private askedAt = -Infinity;
  private measuredAt = -Infinity;

  constructor(private readonly options: RelayOptions) {
    const { telemetry } = options;
    this.published = telemetry.counter('outbox_published_total', 'Events handed to the stream');
    this.backlog = telemetry.gauge('outbox_backlog', 'Events not published yet');
    this.age = telemetry.gauge('outbox_age_seconds', 'Age of the oldest event not published yet');
  }

  start(): void {
    this.running ??= this.run();
  }

  /** There is something to publish. Cheap, and any number of times. */
  wake(): void {
    this.woken = true;
    this.rouse?.();
  }

  /** Milliseconds the oldest unpublished event has waited; 0 when there is none. */
  async lag(): Promise<number> {
    const [row] = await this.options.database.read<{ age: string }>(oldest);
    return Number(row?.age ?? 0);
  }

  /** Finishes the batch under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.rouse?.();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const started = performance.now();
      this.woken = false;
      let full = false;
      try {
        await this.keepIdentity(started);
        full = await this.batch();
        this.failures = 0;
      } catch (error) {
        this.failures++;
        this.options.telemetry.log.warn({ reason: (error as Error).message, failures: this.failures }, 'outbox not published');
      }
      await this.measure(started).catch(() => undefined);
      if (this.failures) await this.rest(backOff(this.failures, 50, 1000));
      else if (!full) await this.untilWoken(started);
    }
  }

  /** Whether there may be more. @throws Error when not all of it was acknowledged; what was is marked */
  private async batch(): Promise<boolean> {
    const missing = await this.options.database.transaction(async (transaction, rows: Row[]) => {
      if (!rows.length) return undefined;
      const done = await this.publish(rows);
      if (done.length) await transaction.query(mark, [done]);
      this.published.inc(done.length);
      return { count: rows.length - done.length, full: rows.length === batchSize };
    }, readBatch);
    if (missing?.count) throw new Error(`${missing.count} events not acknowledged`);
    return missing?.full ?? false;
  }

  /** The positions of the rows acknowledged in time. */
  private async publish(rows: readonly Row[]): Promise<number[]> {
    const done: number[] = [];
    const all = Promise.all(rows.map((row) => this.options.bus.publish([row]).then(() => done.push(row.position), () => undefined)));
    let late: NodeJS.Timeout | undefined;
    await Promise.race([all, new Promise((resolve) => (late = setTimeout(resolve, publishMs)))]);
    clearTimeout(late);
    return done.slice();
  }

  /** When the stream is another one, what it ought to hold is published again. */
  private async keepIdentity(now: number): Promise<void> {
    if (now - this.askedAt < identityMs && !this.failures) return;
    const identity = await this.options.bus.streamIdentity();
    this.askedAt = now;
    if (identity === this.identity) return;
    await this.options.database.transaction(async (transaction) => {
      const [relay] = await transaction.query<{ stream_created: string | null }>('SELECT stream_created FROM relay');
      if (relay?.stream_created === identity) return;
      this.options.telemetry.log.warn({ before: relay?.stream_created, now: identity }, 'another stream: its days are published again');
      await transaction.query(`UPDATE outbox SET published_at = NULL WHERE published_at IS NOT NULL AND created_at >= clock_timestamp() - make_interval(days => $1)`, [this.options.streamDays]);
      await transaction.query('UPDATE relay SET stream_created = $1', [identity]);
    }, lockRelay);
    this.identity = identity;
  }

  private async measure(now: number): Promise<void> {
    if (now - this.measuredAt < measureMs) return;
    this.measuredAt = now;
    const [row] = await this.options.database.read<{ count: number }>(backlog);
    this.backlog.set(row!.count);
    this.age.set((await this.lag()) / 1000);
  }

  private async untilWoken(started: number): Promise<void> {
    if (!this.woken) await this.rest(pollMs);
    const early = spacingMs - (performance.now() - started);
    if (early > 0 && !this.stopped) await new Promise((resolve) => setTimeout(resolve, early));
  }

  /** Waits, but not when it is stopped or, unless something has failed, woken meanwhile. */
  private async rest(milliseconds: number): Promise<void> {
    if (this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.rouse = () => {
        if (this.failures && !this.stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.rouse = undefined;
  }
}
