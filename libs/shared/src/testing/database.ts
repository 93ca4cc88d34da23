import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { dataSource, platformMigrations, type Entities, type Migrations } from '../database/data-source.js';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A database of a test's own: a clone of a template with these migrations, which the first of all workers makes. The server
 * is that of TEST_POSTGRES_URL.
 */
export async function createTestDatabase(entities: Entities, migrations: Migrations): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_POSTGRES_URL names no server');
  const template = `template_${fingerprint(migrations)}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(server, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (!rowCount) await createTemplate(client, server, template, entities, migrations);
    await client.query('SELECT pg_advisory_unlock(hashtext($1))', [template]);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: at(server, name),
    drop: () => withClient(server, async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

/** Renamed only when complete, so that an interrupted run leaves no half template. */
async function createTemplate(
  client: pg.Client,
  server: string,
  template: string,
  entities: Entities,
  migrations: Migrations,
): Promise<void> {
  const unfinished = `${template}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  const source = dataSource(at(server, unfinished), entities, migrations);
  await source.initialize();
  await source.runMigrations().finally(() => source.destroy());
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
}

/** Changes with the text of any migration. */
function fingerprint(migrations: Migrations): string {
  const hash = createHash('sha256');
  for (const migration of [...platformMigrations, ...migrations]) hash.update(String(migration));
  return hash.digest('hex').slice(0, 24);
}

function at(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
