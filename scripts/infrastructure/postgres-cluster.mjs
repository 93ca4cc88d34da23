/** The folder of a PostgreSQL server: made once, and free of whoever worked in it before. */
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from './postgres-binaries.mjs';
import { runPostgresProgram } from './postgres-programs.mjs';
import { recordProcess, stopProcess } from './running-processes.mjs';

/** SIGINT is PostgreSQL's fast shutdown (open transactions are rolled back), SIGQUIT its immediate one. */
export const STOPPING = { signal: 'SIGINT', grace: 30_000, last: 'SIGQUIT' };

/** Creates the cluster with a random superuser password, kept beside it with mode 0600; returns the password. */
export async function createCluster({ dataDir, cluster, programs, account, fsync, log }) {
  log('creating the database cluster');
  const unfinished = `${cluster}.new`; // renamed only when complete, so that an interrupted first start leaves no half cluster
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const handOver = mkdtempSync(join(temporaryFolder(account), 'gezhi-initdb-'));
  const passwordFile = join(handOver, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [unfinished, handOver, passwordFile]) chownSync(path, account.uid, account.gid);
  const output = join(dataDir, 'initdb.log');
  try {
    const initdb = runPostgresProgram(join(programs, 'initdb'), unfinished, account, output, [
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(fsync ? [] : ['--no-sync']),
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

/**
 * After kill -9 of its starter a server may still run in the cluster; after kill -9 of the server its lock file may name a
 * stranger's process, or one that is dead but not yet reaped, and PostgreSQL would refuse to start. Linux tells for certain
 * who works in a folder; elsewhere the judgement is left to PostgreSQL.
 */
export async function stopForgotten(cluster, log) {
  const lockFile = join(cluster, 'postmaster.pid');
  if (process.platform !== 'linux' || !existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  if (processesIn(cluster).includes(pid)) {
    log(`stopping the database server of an earlier start (process ${pid})`);
    await stopProcess(recordProcess('postgres', pid, STOPPING));
  }
  const deadline = Date.now() + 10_000;
  while (processesIn(cluster).length > 0 && Date.now() < deadline) await sleep(50); // backends that lost their server
  if (processesIn(cluster).length === 0) rmSync(lockFile, { force: true });
}

function processesIn(folder) {
  const path = realpathSync(folder);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && workingFolder(pid) === path);
}

function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone, a zombie, or another user's
  }
}
