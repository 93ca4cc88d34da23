import type { Instant } from '../contracts/values.js';
import type { Database } from '../database/database.js';
import { lockRelay } from './outbox-renewal.js';

/**
 * Has facts published again: those created from `since` on, before `until`, of one subject or all. Listeners that heard
 * them know them by their inbox. A fact published less than two minutes ago is still known to the broker and not stored twice.
 *
 * @returns how many; the relay of the service finds them by itself
 */
export function replay(database: Database, of: { since: Instant; until?: Instant; subject?: string }): Promise<number> {
  return database.transaction(async (transaction) => {
    const rows = await transaction.query(
      `UPDATE outbox SET published_at = NULL WHERE published_at IS NOT NULL AND created_at >= $1
       AND ($2::timestamptz IS NULL OR created_at < $2) AND ($3::text IS NULL OR subject = $3) RETURNING 1`,
      [of.since, of.until ?? null, of.subject ?? null],
    );
    return rows.length;
  }, lockRelay);
}
