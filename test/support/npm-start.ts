import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { eventually, freePort } from '@gezhi/shared/testing';
import pg from 'pg';
import type { Host } from './people.js';

/** The platform as `npm start` runs it: servers of its own, least-privilege roles, one NATS user per process. */
export interface Started extends Host {
  /** What it has printed. */
  output(): string;
}

/** Starts, without the demo place unless it is asked for; `stop` interrupts it as Ctrl-C does and resolves when it has ended well. */
export async function npmStart(dataDir: string, { demo = false } = {}): Promise<Started> {
  const port = await freePort();
  const { DATABASE_URL: _database, NATS_URL: _nats, TEST_NATS_BINARY: nats, ...inherited } = process.env;
  const path = [...(nats ? [dirname(nats)] : []), inherited.PATH].join(delimiter);
  const child = spawn(process.execPath, ['scripts/start.mjs', ...(demo ? [] : ['--no-demo'])], {
    env: { ...inherited, PATH: path, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (printed += text.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let over = false;
  void ended.then(() => (over = true));
  const url = `http://127.0.0.1:${port}`;
  const interrupt = () => void child.kill('SIGINT');
  process.once('exit', interrupt);
  const isReady = async () => over || (printed.includes('gezhi is ready') && (await fetch(`${url}/health/ready`)).ok);
  await eventually(isReady, { withinMs: demo ? 420_000 : 100_000, everyMs: 100 }).catch(interrupt);
  if (over || child.killed) throw new Error(`it did not start:\n${printed}`);
  const read = <T>(...file: string[]) => JSON.parse(readFileSync(join(dataDir, ...file), 'utf8')) as T;
  const urls = Object.entries(read<Record<string, string>>('urls.json'));
  const pools = new Map(
    urls.map(([service, connectionString]) => [service, new pg.Pool({ connectionString, max: 2 }).on('error', () => undefined)]),
  );
  return {
    url,
    operator: { username: 'operator', password: read<string>('secrets', 'operator-password.json') },
    databases: Object.fromEntries(urls.map(([service, of]) => [service, { url: of, drop: async () => undefined }])),
    query: async <T extends object>(service: string, sql: string, parameters: unknown[] = []) =>
      (await pools.get(service)!.query<T>(sql, parameters)).rows,
    output: () => printed,
    async stop() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      interrupt();
      process.off('exit', interrupt);
      const code = await ended;
      if (code !== 0 || existsSync(join(dataDir, 'run.json'))) throw new Error(`it did not end well (${code}):\n${printed.slice(-2000)}`);
    },
  };
}
