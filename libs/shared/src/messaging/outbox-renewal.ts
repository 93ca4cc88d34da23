import type { Database } from '../database/database.js';

/** One relay of a service works at a time, and nothing else changes its marks meanwhile. */
export const lockRelay = `SELECT pg_advisory_xact_lock(hashtext('gezhi outbox relay'))`;

/**
 * A broker that lost power may come back without what it acknowledged in its last two minutes. Longer too than a token
 * lives: in one process the followers' log begins empty, and revocations must be heard again.
 */
const recent = `created_at >= clock_timestamp() - interval '6 minutes'`;

/**
 * Has published again what the stream may lack: all of its days when it is another stream than before, else the newest
 * 20,000 of the last minutes. Ids stay the same; stream and inboxes know most of it.
 *
 * @param identity of the stream that is there now
 * @returns whether it is another stream, and how many events are published again
 */
export function renew(database: Database, identity: string, streamDays: number): Promise<{ another: boolean; count: number }> {
  return database.transaction(async (transaction) => {
    const [before] = await transaction.query<{ stream_created: string | null }>('SELECT stream_created FROM relay');
    const another = before?.stream_created !== identity;
    const lacking = another
      ? 'published_at IS NOT NULL AND created_at >= clock_timestamp() - make_interval(days => $1)'
      : `published_at IS NOT NULL AND ${recent} AND position > (SELECT coalesce(max(position), 0) - $1 FROM outbox WHERE ${recent})`;
    const [counted] = await transaction.query<{ count: number }>(
      `WITH renewed AS (UPDATE outbox SET published_at = NULL WHERE ${lacking} RETURNING 1) SELECT count(*) AS count FROM renewed`,
      [another ? streamDays : 20_000],
    );
    if (another) await transaction.query('UPDATE relay SET stream_created = $1', [identity]);
    return { another, count: counted!.count };
  }, lockRelay);
}
