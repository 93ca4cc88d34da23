import type { Instant } from '../contracts/values.js';
import type { Database } from '../database/database.js';
import { named } from '../database/lane.js';

/** An event that one consumer gave up. */
export interface DeadLetter {
  readonly consumer: string;
  readonly eventId: string;
  readonly subject: string;
  /** CloudEvents JSON as it was delivered. */
  readonly event: string;
  readonly reason: string;
  readonly attempts: number;
  readonly buriedAt: Instant;
  /** When it was handed out again; set again to null when it failed again. */
  readonly redrivenAt: Instant | null;
}

const columns = 'consumer, event_id AS "eventId", subject, event, reason, attempts, buried_at AS "buriedAt", redriven_at AS "redrivenAt"';

const buryStatement = named(
  'dead-letter.bury',
  `INSERT INTO dead_letter (consumer, event_id, subject, event, reason, attempts) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (consumer, event_id) DO UPDATE SET reason = excluded.reason, attempts = dead_letter.attempts + excluded.attempts,
     buried_at = clock_timestamp(), redriven_at = NULL`,
);
const listStatement = named(
  'dead-letter.list',
  `SELECT ${columns} FROM dead_letter WHERE ($1::text IS NULL OR consumer = $1) AND ($2 OR redriven_at IS NULL) ORDER BY buried_at DESC, consumer, event_id LIMIT $3`,
);
const inspectStatement = named('dead-letter.inspect', `SELECT ${columns} FROM dead_letter WHERE consumer = $1 AND event_id = $2`);
const redriveStatement = named(
  'dead-letter.redrive',
  `UPDATE dead_letter SET redriven_at = clock_timestamp() WHERE redriven_at IS NULL AND ($1::text IS NULL OR consumer = $1) AND ($2::uuid IS NULL OR event_id = $2)
   RETURNING 1`,
);

/** Gives an event up for one consumer. */
export async function bury(
  database: Database,
  letter: Pick<DeadLetter, 'consumer' | 'eventId' | 'subject' | 'event' | 'reason' | 'attempts'>,
): Promise<void> {
  // Postgres stores no zero bytes in text; they come only from what is no event anyway.
  const text = (value: string) => value.replaceAll('\0', '\uFFFD');
  await database.write(buryStatement, [
    letter.consumer,
    letter.eventId,
    letter.subject,
    text(letter.event),
    text(letter.reason).slice(0, 500),
    letter.attempts,
  ]);
}

/** The newest dead letters, of one consumer or all; those redriven only when asked for. */
export function listDeadLetters(
  database: Database,
  of: { consumer?: string; redriven?: boolean; limit?: number } = {},
): Promise<DeadLetter[]> {
  return database.read(listStatement, [of.consumer ?? null, of.redriven ?? false, of.limit ?? 100]);
}

export async function inspectDeadLetter(database: Database, consumer: string, eventId: string): Promise<DeadLetter | undefined> {
  return (await database.read<DeadLetter>(inspectStatement, [consumer, eventId]))[0];
}

/**
 * Asks the service to try dead letters again: one, those of a consumer, or all. Its `Redriver` hands them to that consumer
 * alone, so no other hears them twice; what fails again is a dead letter again.
 *
 * @returns how many will be tried
 */
export async function redriveDeadLetters(database: Database, of: { consumer?: string; eventId?: string } = {}): Promise<number> {
  return (await database.write(redriveStatement, [of.consumer ?? null, of.eventId ?? null])).length;
}
