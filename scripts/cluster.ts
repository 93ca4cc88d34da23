import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTestDatabase, freePort, startBroker, type Broker, type TestDatabase } from '@gezhi/shared/testing';
import { startNode, untilReady, type Node } from './cluster-node.js';
import { serviceDefinitions } from './services.js';

const entrances = ['gateway', 'one-process'];
const graceMs = 20_000;

export interface ClusterOptions {
  /** All modules in one process; otherwise processes over NATS. */
  readonly oneProcess?: boolean;
  /** Which of the five to start; all of them unless told. */
  readonly processes?: readonly string[];
  readonly environment?: Record<string, string>;
  /** Another environment for single processes, by name; `url` is the gateway's address. */
  readonly environmentOf?: (name: string, url: string) => Record<string, string>;
  /** A broker of the caller's own, who also stops it. */
  readonly broker?: Broker;
  /** How a process reaches its database, for a proxy in between. */
  readonly databaseUrlOf?: (name: string, url: string) => string;
  /** `false`: the processes are started, and not waited for. */
  readonly awaitReady?: boolean;
}

export interface Cluster {
  /** Address of the gateway. */
  readonly url: string;
  readonly broker: Broker;
  readonly databases: Readonly<Record<string, TestDatabase>>;
  /** By the name they were started as. */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly operator: { readonly username: string; readonly password: string };
  /** PEM of the Ed25519 key that signs access tokens. */
  readonly privateKey: string;
  /** Starts a process, a further replica of it under another name, and waits until it is ready. */
  start(name: string, as?: string): Promise<Node>;
  /** Starts a process again once it has ended, and waits until it is ready. */
  restart(as: string): Promise<Node>;
  query<T extends object>(service: string, sql: string, parameters?: unknown[]): Promise<T[]>;
  /** What all processes have logged so far. */
  logs(): string;
  stop(): Promise<void>;
}

/** The whole system as its own processes on databases and a broker of its own. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const cluster = await RunningCluster.prepare(options);
  try {
    await cluster.startAll();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

class RunningCluster implements Cluster {
  readonly nodes = new Map<string, Node>();
  readonly operator = { username: 'operator', password: 'lanterns over the old bridge' };
  private readonly serviceOf = new Map<string, string>();
  private readonly pools = new Map<string, pg.Pool>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'gezhi-cluster-'));
  private readonly keys = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  private readonly endAll = () => this.nodes.forEach((node) => node.signal('SIGKILL'));
  private readonly secrets = { CURSOR_KEY: randomBytes(32).toString('hex'), AUDIT_KEY: randomBytes(32).toString('hex') };

  private constructor(
    private readonly options: ClusterOptions,
    readonly broker: Broker,
    readonly databases: Record<string, TestDatabase>,
    private readonly port: number,
  ) {
    process.once('exit', this.endAll);
  }

  static async prepare(options: ClusterOptions): Promise<RunningCluster> {
    const wanted = serviceDefinitions.filter(({ name }) => options.processes?.includes(name) ?? true);
    const broker = options.broker ?? (await startBroker());
    const databases = await Promise.all(
      wanted.map(async ({ name, entities, migrations }) => [name, await createTestDatabase(entities, migrations)]),
    );
    return new RunningCluster(options, broker, Object.fromEntries(databases) as Record<string, TestDatabase>, await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get privateKey(): string {
    return this.keys.privateKey;
  }

  async startAll(): Promise<void> {
    const names = this.options.oneProcess ? ['one-process'] : Object.keys(this.databases);
    const nodes = await Promise.all(names.map((name) => this.launch(name, name)));
    if (this.options.awaitReady !== false) await Promise.all(nodes.map((node) => untilReady(node)));
  }

  async start(name: string, as = name): Promise<Node> {
    return untilReady(await this.launch(name, as));
  }

  async restart(as: string): Promise<Node> {
    await this.nodes.get(as)?.ended;
    return this.start(this.serviceOf.get(as) ?? as, as);
  }

  async query<T extends object>(service: string, sql: string, parameters: unknown[] = []): Promise<T[]> {
    const url = this.databases[service]!.url;
    if (!this.pools.has(service))
      this.pools.set(
        service,
        new pg.Pool({ connectionString: url, max: 3 }).on('error', () => undefined),
      );
    return (await this.pools.get(service)!.query<T>(sql, parameters)).rows;
  }

  logs(): string {
    return readdirSync(this.folder)
      .filter((file) => file.endsWith('.log'))
      .map((file) => readFileSync(join(this.folder, file), 'utf8'))
      .join('\n');
  }

  async stop(): Promise<void> {
    const nodes = [...this.nodes.values()];
    for (const node of nodes) for (const signal of ['SIGCONT', 'SIGTERM'] as const) node.signal(signal);
    const late = setTimeout(this.endAll, graceMs);
    await Promise.all(nodes.map((node) => node.ended));
    clearTimeout(late);
    process.off('exit', this.endAll);
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
    if (!this.options.broker) await this.broker.stop();
    await Promise.all(Object.values(this.databases).map((database) => database.drop()));
    if (!process.env.TEST_KEEP_LOGS) rmSync(this.folder, { recursive: true, force: true });
  }

  private async launch(name: string, as: string): Promise<Node> {
    const script = entrances.includes(name) ? `gateway/dist/${name === 'gateway' ? 'main' : name}.js` : `services/${name}/dist/main.js`;
    const healthPort = await freePort();
    const log = join(this.folder, `${this.nodes.size}-${as}-${Date.now()}.log`);
    const node = await startNode({
      name: as,
      script,
      log,
      healthUrl: `http://127.0.0.1:${healthPort}`,
      url: entrances.includes(name) ? this.url : undefined,
      environment: { ...this.environment(name, healthPort), ...this.options.environment, ...this.options.environmentOf?.(as, this.url) },
    });
    this.nodes.set(as, node);
    this.serviceOf.set(as, name);
    return node;
  }

  private environment(name: string, healthPort: number): Record<string, string> {
    const urlOf = (service: string) => {
      const { url } = this.databases[service]!;
      return this.options.databaseUrlOf?.(service, url) ?? url;
    };
    const urls = Object.fromEntries(Object.keys(this.databases).map((service) => [service, urlOf(service)]));
    return {
      NODE_ENV: 'production',
      SERVICE: name,
      HEALTH_PORT: String(healthPort),
      LOG_LEVEL: 'warn',
      DEMO: '1',
      ...this.secrets,
      JWT_PUBLIC_KEYS: JSON.stringify([this.keys.publicKey]),
      ...(['council', 'one-process'].includes(name) && { BALLOT_SIGNING_KEY: this.keys.privateKey }),
      FILES_DIR: join(this.folder, 'files'),
      ...(name === 'one-process'
        ? { NATS_URL: '', DATABASE_URLS: JSON.stringify(urls) }
        : { NATS_URL: this.broker.url, DATABASE_URL: urls[name]! }),
      ...(entrances.includes(name) && {
        PORT: String(this.port),
        HOST: '127.0.0.1',
        JWT_PRIVATE_KEY: this.keys.privateKey,
        OPERATOR_USERNAME: this.operator.username,
        OPERATOR_PASSWORD: this.operator.password,
        // One address stands for all people of a test.
        LIMIT_ACCOUNT: '1000000',
        LIMIT_ADDRESS: '1000000',
        LIMIT_PUBLIC: '1000000',
        LIMIT_SIGN_IN: '1000000',
      }),
    };
  }
}
