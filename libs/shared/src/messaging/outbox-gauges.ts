import type { Gauge } from 'prom-client';
import type { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import type { Telemetry } from '../telemetry/telemetry.js';

const measureMs = 5000;

const oldest = named(
  'outbox.oldest',
  'SELECT extract(epoch FROM clock_timestamp() - created_at) * 1000 AS age FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT 1',
);
const waiting = named(
  'outbox.waiting',
  'SELECT count(*) AS count FROM (SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 100000) waiting',
);

/** Milliseconds the oldest unpublished event has waited; 0 when there is none. */
export async function outboxLag(database: Database): Promise<number> {
  const [row] = await database.read<{ age: string }>(oldest);
  return Number(row?.age ?? 0);
}

/** How much waits in the outbox, and how long. */
export class OutboxGauges {
  private readonly backlog: Gauge;
  private readonly age: Gauge;
  private measuredAt = -Infinity;

  constructor(
    private readonly database: Database,
    telemetry: Telemetry,
  ) {
    this.backlog = telemetry.gauge('outbox_backlog', 'Events not published yet');
    this.age = telemetry.gauge('outbox_age_seconds', 'Age of the oldest event not published yet');
  }

  /** Measures when the last time is some seconds ago. */
  async measure(now: number): Promise<void> {
    if (now - this.measuredAt < measureMs) return;
    this.measuredAt = now;
    const [row] = await this.database.read<{ count: number }>(waiting);
    this.backlog.set(row!.count);
    this.age.set((await outboxLag(this.database)) / 1000);
  }
}
