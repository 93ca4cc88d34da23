import { existsSync, readFileSync } from 'node:fs';
import { Database, dataSource } from '@gezhi/shared/database';

/**
 * A connection for operators' commands: to the database of `DATABASE_URL`, or with `SERVICE=grid` to that service's database
 * of a platform started here by `npm start`.
 */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const url = databaseUrl();
  const database = new Database(
    { url, applicationName: 'gezhi-operator', readLanes: 1, writeLanes: 1, statementTimeoutMs: 60_000, pool: 2 },
    dataSource(url, []),
  );
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function databaseUrl(): string {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const file = '.data/urls.json';
  const urls = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const url = urls[process.env.SERVICE ?? ''];
  if (url) return url;
  fail('Set DATABASE_URL, or SERVICE=grid|property|council|incentive|gateway while npm start runs here');
}

// Who reads may have had enough, as `head` has: the command then ends without a word.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Ends the command with one line for people, no stack. */
export function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
