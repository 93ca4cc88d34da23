import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { councilService } from '@gezhi/council';
import { gatewayService } from '@gezhi/gateway';
import { gridService } from '@gezhi/grid';
import { incentiveService } from '@gezhi/incentive';
import { propertyService } from '@gezhi/property';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { createTestDatabase, startBroker, type Broker, type TestDatabase } from '@gezhi/shared/testing';

const definitions: readonly ServiceDefinition[] = [gridService, propertyService, councilService, incentiveService, gatewayService];
const root = resolve('.');

export interface ClusterOptions {
  /** Processes over NATS (the default) or all modules in one. */
  readonly oneProcess?: boolean;
  readonly environment?: Record<string, string>;
  /** Another environment for single processes, by name. */
  readonly environmentOf?: (name: string) => Record<string, string>;
  readonly broker?: Broker;
}

/** One process of the cluster, ended by its recorded pid. */
export interface Node {
  readonly name: string;
  readonly pid: number;
  readonly healthUrl: string;
  /** Its log file, for a failing test to show. */
  readonly log: string;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the exit code or the signal's name. */
  readonly ended: Promise<number | string>;
  ready(): Promise<boolean>;
}

export interface Cluster {
  readonly url: string;
  readonly broker: Broker;
  readonly databases: Readonly<Record<string, TestDatabase>>;
  readonly nodes: Map<string, Node>;
  readonly operator: { readonly username: string; readonly password: string };
  start(name: string): Promise<Node>;
  /** Starts a node again after it has ended. */
  restart(name: string): Promise<Node>;
  query<T extends object>(service: string, sql: string, parameters?: unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

export const freePort = async (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

/** The whole system as its own processes on databases and a broker of its own. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'gezhi-cluster-'));
  const broker = options.broker ?? (await startBroker());
  const databases = Object.fromEntries(
    await Promise.all(definitions.map(async ({ name, entities, migrations }) => [name, await createTestDatabase(entities, migrations)] as const)),
  );
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const operator = { username: 'operator', password: 'an operator for tests' };
  const port = await freePort();
  const nodes = new Map<string, Node>();
  const pools = new Map<string, pg.Pool>();
  const common = {
    ...process.env,
    NODE_ENV: 'production',
    NATS_URL: broker.url,
    JWT_PUBLIC_KEYS: JSON.stringify([publicKey]),
    JWT_PRIVATE_KEY: privateKey,
    CURSOR_KEY: randomBytes(32).toString('hex'),
    AUDIT_KEY: randomBytes(32).toString('hex'),
    FILES_DIR: join(folder, 'files'),
    OPERATOR_USERNAME: operator.username,
    OPERATOR_PASSWORD: operator.password,
    PORT: String(port),
    DEMO: '1',
    LOG_LEVEL: 'warn',
    ...options.environment,
  };
  const environmentOf = (name: string): Record<string, string> =>
    name === 'one-process' ? { DATABASE_URLS: JSON.stringify(Object.fromEntries(Object.entries(databases).map(([service, { url }]) => [service, url]))) } : { DATABASE_URL: databases[name]!.url };

  async function start(name: string): Promise<Node> {
    const script = name === 'one-process' ? 'gateway/dist/one-process.js' : name === 'gateway' ? 'gateway/dist/main.js' : `services/${name}/dist/main.js`;
    const healthPort = await freePort();
    const log = join(folder, `${name}-${Date.now()}.log`);
    const output = openSync(log, 'w');
    const child = spawn(process.execPath, ['--enable-source-maps', join(root, script)], {
      cwd: root,
      env: { ...common, SERVICE: name, HEALTH_PORT: String(healthPort), ...environmentOf(name), ...options.environmentOf?.(name) },
      stdio: ['ignore', output, output],
    });
    const node = nodeOf(name, child, `http://127.0.0.1:${healthPort}`, log);
    nodes.set(name, node);
    return node;
  }

  for (const name of options.oneProcess ? ['one-process'] : definitions.map((definition) => definition.name)) await start(name);
  const cluster: Cluster = {
    url: `http://127.0.0.1:${port}`,
    broker,
    databases,
    nodes,
    operator,
    start: async (name) => untilReady(await start(name)),
    restart: async (name) => {
      await nodes.get(name)?.ended;
      return untilReady(await start(name));
    },
    async query<T extends object>(service: string, sql: string, parameters: unknown[] = []) {
      if (!pools.has(service)) pools.set(service, new pg.Pool({ connectionString: databases[service]!.url, max: 2 }).on('error', () => undefined));
      return (await pools.get(service)!.query<T>(sql, parameters)).rows;
    },
    async stop() {
      for (const node of nodes.values()) node.signal('SIGTERM');
      const late = setTimeout(() => [...nodes.values()].forEach((node) => node.signal('SIGKILL')), 20_000);
      await Promise.all([...nodes.values()].map((node) => node.ended));
      clearTimeout(late);
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      if (!options.broker) await broker.stop();
      await Promise.all(Object.values(databases).map((database) => database.drop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await Promise.all([...nodes.values()].map(untilReady));
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

function nodeOf(name: string, child: ChildProcess, healthUrl: string, log: string): Node {
  const ended = new Promise<number | string>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal!)));
  return {
    name,
    pid: child.pid!,
    healthUrl,
    log,
    signal: (signal) => void child.kill(signal),
    ended,
    ready: () => fetch(`${healthUrl}/health/ready`).then((response) => response.ok, () => false),
  };
}

async function untilReady(node: Node): Promise<Node> {
  let over: number | string | undefined;
  void node.ended.then((code) => (over = code));
  for (const limit = Date.now() + 60_000; Date.now() < limit; await sleep(100)) {
    if (over !== undefined) throw new Error(`${node.name} ended with ${over}; log: ${await tail(node.log)}`);
    if (await node.ready()) return node;
  }
  throw new Error(`${node.name} is not ready after 60 s; log: ${await tail(node.log)}`);
}

async function tail(file: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return (await readFile(file, 'utf8')).slice(-3000);
}
