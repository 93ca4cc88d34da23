/** As whom PostgreSQL's programs run (never as root), and how. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';

/**
 * As whom PostgreSQL runs: undefined for an ordinary user (as that user). For root: the owner of an existing cluster, else
 * the user `postgres`, else `nobody`; no user is ever created.
 * @returns {{ uid: number, gid: number } | undefined}
 */
export function postgresAccount(cluster) {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', '_postgres', 'nobody']) {
    const user = users.find(([name]) => name === wanted);
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error(
    'PostgreSQL 不能以 root 身份运行, 而本机没有用户 postgres 或 nobody。\n' +
      'PostgreSQL cannot run as root, and this machine has neither a user postgres nor nobody.',
  );
}

/**
 * Runs one of PostgreSQL's programs on a cluster, in a process group of its own (Ctrl-C must not reach it) and as `account`.
 * Another account may not be able to walk to the cluster (a checkout below /root): it gets the folder already opened.
 * `ended` resolves to what went wrong, or undefined.
 */
export function runPostgresProgram(program, cluster, account, output, args) {
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
