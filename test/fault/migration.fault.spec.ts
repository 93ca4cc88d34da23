import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { eventually } from '@gezhi/shared/testing';
import pg from 'pg';
import { createDatabases, databaseName, processNames } from '../../scripts/infrastructure/databases.mjs';
import { ownPostgres, type OwnPostgres } from '../support/own-postgres.js';

describe('migrations run once, whoever else runs them and wherever they were interrupted', () => {
  let postgres: OwnPostgres;
  let owners: Record<string, string>;
  let services: Record<string, string>;

  beforeAll(async () => (postgres = await ownPostgres()), 60_000);
  beforeEach(async () => {
    for (const name of processNames) await run(postgres.url, `DROP DATABASE IF EXISTS ${databaseName(name)} WITH (FORCE)`);
    const password = () => randomBytes(12).toString('hex');
    const passwords = Object.fromEntries(processNames.map((name) => [databaseName(name), { owner: password(), service: password() }]));
    const urls = await createDatabases({ superuserUrl: postgres.url, passwords });
    owners = Object.fromEntries(processNames.map((name) => [name, urls[databaseName(name)]!.ownerUrl]));
    services = Object.fromEntries(processNames.map((name) => [name, urls[databaseName(name)]!.serviceUrl]));
  });
  afterAll(() => postgres?.stop(), 60_000);

  const start = () => {
    const child = spawn(process.execPath, ['scripts/dist/migrate.js'], {
      env: { ...process.env, DATABASE_OWNER_URLS: JSON.stringify(owners) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })) };
  };
  const applied = async (name: string) =>
    (await run<{ name: string }>(owners[name]!, 'SELECT name FROM migration ORDER BY id')).map((row) => row.name);
  /** What comes of a statement of the service's own role. */
  const as = (name: string, sql: string) =>
    run(services[name]!, sql).then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
  const expectWhole = async () => {
    for (const name of processNames) {
      const names = await applied(name);
      expect(names.length).toBeGreaterThan(0);
      expect(new Set(names).size).toBe(names.length);
    }
  };

  it('two jobs at once: both end well, and each migration was applied by one of them', async () => {
    const results = await Promise.all([start().ended, start().ended]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    await expectWhole();
    const lines = results.flatMap(({ output }) => output.trim().split('\n'));
    for (const name of processNames) {
      const told = lines.filter((line) => line.startsWith(`${name}: `)).flatMap((line) => line.slice(name.length + 2).split(', '));
      expect(told.filter((migration) => migration !== 'up to date')).toEqual(await applied(name));
    }
  });

  it('run again it changes nothing', async () => {
    await start().ended;
    const { code, output } = await start().ended;
    expect([code, output.trim().split('\n')]).toEqual([0, processNames.map((name) => `${name}: up to date`)]);
  });

  it('killed in the middle and run again: it goes on where it stopped', async () => {
    const { child, ended } = start();
    await eventually(async () => (await run(owners.grid!, 'SELECT 1 FROM migration LIMIT 1')).length === 1, {
      withinMs: 20_000,
      everyMs: 2,
    });
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    expect((await start().ended).code).toBe(0);
    await expectWhole();
  });

  it('X-T10 the service’s own role may add to the audit, and neither change nor delete what stands there, nor the schema', async () => {
    await start().ended;
    for (const name of processNames) {
      expect(await as(name, 'SELECT 1 FROM audit')).toBe('done');
      expect(await as(name, `UPDATE audit SET reason = 'another'`)).toBe('42501');
      expect(await as(name, 'DELETE FROM audit')).toBe('42501');
      expect(await as(name, 'TRUNCATE audit')).toBe('42501');
      expect(await as(name, 'CREATE TABLE mine ()')).toBe('42501');
      expect(await as(name, 'DROP TABLE audit')).toBe('42501');
    }
  });

  it('X-T8 X-T11 nor what was published; of the steps of a request erasure may empty the words, and nothing else', async () => {
    await start().ended;
    const published = ['request_policy_version', 'problem_policy_version', 'visit_policy_version', 'partition_policy_version'];
    for (const table of [...published, 'profile_catalogue']) {
      expect(await as('grid', `UPDATE ${table} SET version = version + 1`)).toBe('42501');
      expect(await as('grid', `DELETE FROM ${table}`)).toBe('42501');
    }
    expect(await as('grid', 'UPDATE request_step SET note = left(note, 0)')).toBe('done');
    expect(await as('grid', `UPDATE request_step SET state = 'FILED'`)).toBe('42501');
    expect(await as('grid', 'DELETE FROM request_step')).toBe('42501');
  });
});

async function run<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
