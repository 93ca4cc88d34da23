import pg from 'pg';

/** A session of a test's own that has run some statements and keeps what they lock. */
export interface Held {
  /** Ends the session; an open transaction is rolled back. */
  release(): Promise<void>;
  commit(): Promise<void>;
}

export async function hold(url: string, ...statements: string[]): Promise<Held> {
  const client = new pg.Client({ connectionString: url, application_name: 'test-holder' });
  client.on('error', () => undefined);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  const release = () => client.end();
  return { release, commit: () => client.query('COMMIT').then(release) };
}

/** Keeps the relay of a service from publishing. */
export const holdRelay = (url: string): Promise<Held> => hold(url, `SELECT pg_advisory_lock(hashtext('gezhi outbox relay'))`);
