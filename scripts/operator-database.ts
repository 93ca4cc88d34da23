import { readConfig } from '@gezhi/shared/config';
import { Database, dataSource } from '@gezhi/shared/database';

/** A connection for operators' commands, to the database of DATABASE_URL alone. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const { DATABASE_URL: url } = readConfig({ JWT_PUBLIC_KEYS: '[]', AUDIT_KEY: 'not used by operators', ...process.env });
  const database = new Database(
    { url, applicationName: 'gezhi-operator', readLanes: 1, writeLanes: 1, pool: 2, statementTimeoutMs: 60_000 },
    dataSource(url, []),
  );
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`);
