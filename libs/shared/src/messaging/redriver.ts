import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import type { Consumer } from './bus.js';

const pollMs = 2000;

/**
 * Redriven and not heard since. Inbox rows are kept longer than the day in which a letter is tried, so that none is heard
 * twice.
 */
const asked = named(
  'dead-letter.asked',
  `SELECT consumer, event_id, subject, event FROM dead_letter d
   WHERE consumer = ANY($1) AND redriven_at > clock_timestamp() - interval '1 day'
     AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.consumer = d.consumer AND i.event_id = d.event_id)
   ORDER BY redriven_at LIMIT 50`,
);

/** Hands redriven dead letters to the consumer that gave them up. Safe in several replicas: the inbox decides. */
export class Redriver {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly consumers: readonly Consumer[],
    private readonly log: Logger,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.round = this.redrive()
        .catch((error: unknown) => this.log.warn({ err: error }, 'dead letters could not be redriven'))
        .then(() => void (this.timer && this.start()));
    }, pollMs);
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.round;
  }

  private async redrive(): Promise<void> {
    const names = this.consumers.map((consumer) => consumer.name);
    const letters = await this.database.read<{ consumer: string; event_id: string; subject: string; event: string }>(asked, [names]);
    for (const { consumer: name, event_id: id, subject, event } of letters) {
      if (!this.timer) return;
      const consumer = this.consumers.find((each) => each.name === name)!;
      await consumer.hear({ id, subject, event, attempt: 1, working: () => undefined });
    }
  }
}
