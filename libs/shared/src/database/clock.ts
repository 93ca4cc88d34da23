import type { Instant } from '../contracts/values.js';
import { named } from './lane.js';
import type { Database } from './database.js';

const readNow = named('clock.now', 'SELECT gezhi_now() AS now');

/** Within this an answer is taken at once; a slower one is asked for again, at most twice. */
const quickMs = 5;

/**
 * A process clock kept in step with the database's, for creates that read no row first. It is never ahead of the database's, or
 * what is created would be dated after what is written next. The writing statement checks it: a clock further away than its
 * tolerance is set again and the decision taken anew.
 */
export class Clock {
  /** From the monotonic clock of the process, which nobody sets, to the database's. */
  private difference = -Infinity;
  private readAt = -Infinity;
  private keeping: Promise<void> | undefined;

  constructor(private readonly database: Database) {}

  /** The database's now as this process knows it. */
  now(): Instant {
    return new Date(performance.now() + this.difference).toISOString();
  }

  /** Asks the database. What it tells is old by the answer's way: of several answers the one furthest on is nearest. */
  async synchronise(): Promise<void> {
    let [difference, received, way] = [-Infinity, -Infinity, Infinity];
    for (let asked = 0; asked < 3 && way > quickMs; asked++) {
      const sent = performance.now();
      const [row] = await this.database.read<{ now: Instant }>(readNow);
      received = performance.now();
      way = received - sent;
      difference = Math.max(difference, Date.parse(row!.now) - received);
    }
    [this.difference, this.readAt] = [difference, received];
  }

  /** Synchronises when the last time is more than `maximumAgeMs` ago, once for all who ask meanwhile. */
  async keep(maximumAgeMs = 10_000): Promise<void> {
    if (performance.now() - this.readAt > maximumAgeMs)
      await (this.keeping ??= this.synchronise().finally(() => (this.keeping = undefined)));
  }
}
