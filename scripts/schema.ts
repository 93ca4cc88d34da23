import { readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { dataSource, dumpSchema, migrate, type Migrated } from '@gezhi/shared/database';
import { print } from './operator-database.js';
import { serviceDefinitions } from './services.js';

/**
 * `npm run schema [-- --check]`: migrates an empty database for the platform alone and one per service, and writes the
 * platform's schema and, in services/<name>/schema.sql, what the service adds to it, or compares them; in both cases the
 * entities must describe exactly the tables that the migrations make. Uses the server of `SCHEMA_POSTGRES_URL`, else starts
 * an embedded one.
 */
const platformFile = 'libs/shared/src/database/platform-schema.sql';
const note = `-- On top of ${platformFile}; a table of the platform stands here only as the service alters it.`;
/** What a statement makes. */
const head = (statement: string): string => statement.split('\n', 1)[0]!;
const check = process.argv.includes('--check');
const problems: string[] = [];
const server = process.env.SCHEMA_POSTGRES_URL ? { url: process.env.SCHEMA_POSTGRES_URL, stop: () => Promise.resolve() } : await embedded();
try {
  const platform = await examine({ name: 'platform', entities: [], migrations: [] }, server.url);
  await compareDump(platformFile, platform);
  for (const service of serviceDefinitions) {
    const statements = await examine(service, server.url);
    const made = new Set(statements.map(head));
    for (const lost of platform.map(head).filter((line) => !made.has(line)))
      problems.push(`${service.name}: its migrations lose what the platform made: ${lost}`);
    const own = statements.filter((statement) => !platform.includes(statement));
    const file = service.name === 'gateway' ? 'gateway/schema.sql' : `services/${service.name}/schema.sql`;
    await compareDump(file, [note, ...own]);
  }
} finally {
  await server.stop();
}
for (const problem of problems) print(problem);
process.exitCode = problems.length ? 1 : 0;

/** The statements of a service's schema, its entities compared with them. */
async function examine(service: Migrated, superuser: string): Promise<string[]> {
  const name = `schema_${service.name}_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: superuser });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}; `);
  const url = new URL(superuser);
  url.pathname = `/${name}`;
  try {
    await migrate(service, url.href, decodeURIComponent(url.username));
    await compareEntities(service, url.href);
    return await dumpOf(url.href);
  } finally {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

async function dumpOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await dumpSchema(client);
  } finally {
    await client.end();
  }
}

async function compareDump(file: string, statements: readonly string[]): Promise<void> {
  const dump = `${statements.join('\n\n')}\n`;
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed === dump) return;
  if (check) problems.push(`${file} is not what the migrations make; run npm run schema`);
  else await writeFile(file, dump);
  print(`${file} ${check ? 'differs' : 'written'}`);
}

/** What TypeORM would still change, apart from indexes and constraints, which are written by hand. */
async function compareEntities(service: Migrated, url: string): Promise<void> {
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
