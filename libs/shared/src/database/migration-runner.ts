import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { dataSource, type Entities, type Migrations } from './data-source.js';
import { emptied, referringEntities } from './person-reference.js';

export interface Migrated {
  readonly name: string;
  readonly entities: Entities;
  readonly migrations: Migrations;
  readonly appendOnly?: readonly string[];
}

/** Tables of the platform nobody may change or delete from. */
const appendOnly = ['audit', 'audit_seal', 'known_seal', 'access_log'];

/**
 * Applies what is missing to one service's database as its owner, one job at a time, each migration in its own
 * transaction, and grants the service's role exactly what it needs. Safe to run again.
 *
 * @param ownerUrl connection of the database's owner
 * @param role the service's role
 * @returns names of the migrations applied now
 */
export async function migrate(service: Migrated, ownerUrl: string, role: string): Promise<string[]> {
  const guard = new pg.Client({ connectionString: ownerUrl, application_name: 'gezhi-migrate' });
  await guard.connect();
  try {
    await guard.query(`SELECT pg_advisory_lock(hashtext('gezhi migrate'))`);
    const source = dataSource(ownerUrl, service.entities, service.migrations, 'gezhi-migrate');
    await source.initialize();
    try {
      const applied = await source.runMigrations({ transaction: 'each' });
      await runMigrations({ connectionString: ownerUrl });
      await grant(guard, role, [...appendOnly, ...(service.appendOnly ?? [])], erasable(source));
      return applied.map(({ name }) => name);
    } finally {
      await source.destroy();
    }
  } finally {
    await guard.end();
  }
}

/** What erasure may empty, also where nothing else may be changed: columns by table, with the version that it raises. */
const erasable = (source: DataSource): [table: string, columns: string[]][] =>
  referringEntities(source)
    .filter(({ erases }) => erases)
    .map(({ metadata }) => {
      const version = metadata.findColumnWithPropertyName('version');
      return [metadata.tableName, [...emptied(metadata).map(({ name }) => name), ...(version ? [version.databaseName] : [])]];
    });

async function grant(
  client: pg.Client,
  role: string,
  sealed: readonly string[],
  erased: readonly (readonly [table: string, columns: readonly string[]])[],
): Promise<void> {
  const name = client.escapeIdentifier(role);
  const statements = [
    `REVOKE CREATE ON SCHEMA public FROM PUBLIC`,
    `GRANT USAGE ON SCHEMA public, graphile_worker TO ${name}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, graphile_worker TO ${name}`,
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, graphile_worker TO ${name}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public, graphile_worker TO ${name}`,
    `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON migration FROM ${name}`,
    ...sealed.map((table) => `REVOKE UPDATE, DELETE, TRUNCATE ON ${client.escapeIdentifier(table)} FROM ${name}`),
    ...erased.map(([table, columns]) => `GRANT UPDATE (${columns.join(', ')}) ON ${client.escapeIdentifier(table)} TO ${name}`),
  ];
  await client.query(`BEGIN; ${statements.join('; ')}; ${openSchedules}; COMMIT`);
}

/** The worker's own tables admit their owner alone; the service that runs the schedules is not the owner. */
const openSchedules = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind = 'r' AND relrowsecurity LOOP
    EXECUTE format('ALTER TABLE graphile_worker.%I DISABLE ROW LEVEL SECURITY', name);
  END LOOP; END $$`;
