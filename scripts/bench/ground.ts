import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startCluster, type Cluster } from '../cluster.js';
import { DemoAccount } from '../demo/demo-api.js';

export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly target?: string;
}

/** The system under measurement with its operator signed in. */
export interface Ground {
  readonly cluster: Cluster;
  readonly operator: DemoAccount;
  /** The processes of the system, and the load itself, by name. */
  readonly pids: ReadonlyMap<string, number>;
  memory(): Promise<Figure[]>;
  stop(): Promise<void>;
}

interface Server {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** PostgreSQL with fsync, NATS, and the five processes as in production: information is logged, one per cent is traced. */
export async function startBench(folder: string): Promise<Ground> {
  const { startPostgres } = (await import('../../infrastructure/postgres.mjs' as string)) as {
    startPostgres(options: object): Promise<Server>;
  };
  const { findNatsServer } = (await import('../../infrastructure/nats.mjs' as string)) as {
    findNatsServer(options: object): Promise<string | null>;
  };
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), fsync: true });
  process.env.TEST_POSTGRES_URL = postgres.url;
  const nats = await findNatsServer({ cacheDir: resolve('.data/nats-server') });
  if (!nats) throw new Error('no nats-server to be had: put one on the PATH');
  process.env.TEST_NATS_BINARY = nats;
  const limits = { LIMIT_ACCOUNT: '100000000', LIMIT_ADDRESS: '100000000', LIMIT_PUBLIC: '100000000', LIMIT_SIGN_IN: '1000' };
  const cluster = await startCluster({
    ...(process.env.ONLY && { processes: process.env.ONLY.split(',') }),
    environment: { LOG_LEVEL: 'info', TRACE_SHARE: '0.01', ...limits },
  });
  const operator = await DemoAccount.signIn(cluster.url, cluster.operator.username, cluster.operator.password);
  return {
    cluster,
    operator,
    pids: new Map([
      ...[...cluster.nodes.values()].map(({ name, pid }) => [name, pid] as const),
      ['nats', cluster.broker.pid],
      ['postgres', postgres.pid],
    ]),
    memory: () => Promise.resolve(memoryOf(cluster)),
    stop: async () => {
      await cluster.stop();
      await postgres.stop();
    },
  };
}

/** What the processes hold of their own, and once what they share: the pages of the program, which each has resident as well. */
function memoryOf(cluster: Cluster): Figure[] {
  const resident = [...cluster.nodes.values()].map(({ name, pid }) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const megabytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)![1]) / 1024;
    return { name, all: megabytes('Rss'), own: megabytes('Anonymous') };
  });
  const sum = (each: (one: (typeof resident)[number]) => number) => resident.reduce((total, one) => total + each(one), 0);
  const together = sum(({ own }) => own) + Math.max(...resident.map(({ all, own }) => all - own));
  const each = resident.map(({ name, all }) => `${name} ${all.toFixed(0)}`).join(', ');
  return [
    {
      name: `resident memory of the five processes together, shared pages once (${each}; with those pages five times ${sum(({ all }) => all).toFixed(0)})`,
      value: `${together.toFixed(0)} MB`,
      target: '≤ 700 MB',
    },
  ];
}

/** How long something takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Until the listeners have heard all that earlier measurements left. */
export async function quiet(cluster: Ground['cluster']): Promise<void> {
  if (!cluster.databases.incentive) return;
  for (let [before, now] = [-1, 0]; before !== now; await new Promise((resolve) => setTimeout(resolve, 2000))) {
    before = now;
    now = (await cluster.query<{ n: number }>('incentive', 'SELECT count(*)::int AS n FROM inbox'))[0]!.n;
  }
}
