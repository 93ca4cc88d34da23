import type { Instant } from '../contracts/values.js';
import { named } from './lane.js';
import type { Database } from './database.js';

const readNow = named('clock.now', 'SELECT gezhi_now() AS now');

/**
 * A process clock kept in step with the database's, for creates that read no row first. The writing statement checks it:
 * a clock more than `tolerance` away from the database's is set again and the decision taken anew.
 */
export class Clock {
  private difference = 0;
  private readAt = 0;

  constructor(private readonly database: Database) {}

  /** The database's now as this process knows it. */
  now(): Instant {
    return new Date(Date.now() + this.difference).toISOString();
  }

  /** Asks the database. */
  async synchronise(): Promise<Instant> {
    const sent = Date.now();
    const [row] = await this.database.read<{ now: Instant }>(readNow);
    const received = Date.now();
    this.difference = Date.parse(row!.now) - (sent + received) / 2;
    this.readAt = received;
    return row!.now;
  }

  /** Synchronises when the last time is more than `maximumAgeMs` ago. */
  async keep(maximumAgeMs = 10_000): Promise<void> {
    if (Date.now() - this.readAt > maximumAgeMs) await this.synchronise();
  }
}
