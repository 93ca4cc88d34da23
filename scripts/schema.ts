import { readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { dataSource, dumpSchema, migrate } from '@gezhi/shared/database';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { print } from './operator-database.js';
import { serviceDefinitions } from './services.js';

/**
 * `npm run schema [-- --check]`: migrates an empty database per service and writes services/<name>/schema.sql, or compares
 * it; in both cases the entities must describe exactly the tables that the migrations make. Uses the server of
 * `SCHEMA_POSTGRES_URL`, else starts an embedded one.
 */
const check = process.argv.includes('--check');
const problems: string[] = [];
const server = process.env.SCHEMA_POSTGRES_URL ? { url: process.env.SCHEMA_POSTGRES_URL, stop: () => Promise.resolve() } : await embedded();
try {
  for (const service of serviceDefinitions) await examine(service, server.url);
} finally {
  await server.stop();
}
for (const problem of problems) print(problem);
process.exitCode = problems.length ? 1 : 0;

async function examine(service: ServiceDefinition, superuser: string): Promise<void> {
  const name = `schema_${service.name}_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: superuser });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}; `);
  const url = new URL(superuser);
  url.pathname = `/${name}`;
  try {
    await migrate(service, url.href, decodeURIComponent(url.username));
    await compareDump(service, url.href);
    await compareEntities(service, url.href);
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

async function compareDump(service: ServiceDefinition, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const dump = await dumpSchema(client);
  await client.end();
  const file = service.name === 'gateway' ? 'gateway/schema.sql' : `services/${service.name}/schema.sql`;
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed === dump) return;
  if (check) problems.push(`${file} is not what the migrations make; run npm run schema`);
  else await writeFile(file, dump);
  print(`${file} ${check ? 'differs' : 'written'}`);
}

/** What TypeORM would still change, apart from indexes and constraints, which are written by hand. */
async function compareEntities(service: ServiceDefinition, url: string): Promise<void> {
  const source = dataSource(url, service.entities, service.migrations);
  await source.initialize();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  const drift = upQueries
    .map(({ query }) => query)
    .filter((query) => /\bCOLUMN\b|CREATE TABLE|DROP TABLE|\bADD "/.test(query) && !/CONSTRAINT/.test(query));
  for (const query of drift) problems.push(`${service.name}: entities and migrations differ: ${query}`);
}

async function embedded(): Promise<{ url: string; stop(): Promise<void> }> {
  const { startPostgres } = (await import('../infrastructure/postgres.mjs' as string)) as {
    startPostgres(options: { dataDir: string; fsync: boolean }): Promise<{ url: string; stop(): Promise<void> }>;
  };
  const { mkdtemp, chmod, rm } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const folder = await mkdtemp(join(tmpdir(), 'gezhi-schema-'));
  await chmod(folder, 0o755);
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), fsync: false });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
