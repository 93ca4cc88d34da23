/** The database and the broker of a run: the reader's own where DATABASE_URL and NATS_URL name them, else started here. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, print, printDetail } from './console.mjs';
import { createDatabases, databaseName, processNames } from './databases.mjs';
import { findNatsServer, natsHint, startNats } from './nats.mjs';
import { startPostgres } from './postgres.mjs';

/** What tells database servers apart; the one started here changes its port from start to start. */
export const databaseServerName = () => (process.env.DATABASE_URL ? new URL(process.env.DATABASE_URL).host : 'embedded');

/** Starts PostgreSQL unless DATABASE_URL names one, and hands what it started to `keep`. Returns the superuser's address. */
export async function databaseServer({ dataDir, keep }) {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const server = await startPostgres({ dataDir: join(dataDir, 'postgres'), log: printDetail('postgres') });
  keep(server);
  return server.url;
}

/** The databases of all processes: addresses of the owner and of the service, keyed by process name. */
export async function serviceDatabases({ superuserUrl, passwords }) {
  try {
    const byDatabase = Object.fromEntries(processNames.map((name) => [databaseName(name), passwords[name]]));
    const urls = await createDatabases({ superuserUrl, passwords: byDatabase });
    return Object.fromEntries(processNames.map((name) => [name, urls[databaseName(name)]]));
  } catch (error) {
    throw new Problem(
      `无法在数据库服务器上建库 (DATABASE_URL 须为超级用户, 或有 CREATEDB 与 CREATEROLE 权限): ${error.message}`,
      `Cannot create the databases (DATABASE_URL must be a superuser's, or have CREATEDB and CREATEROLE): ${error.message}`,
    );
  }
}

/**
 * Starts NATS unless NATS_URL names one, with one user for each process and the permissions its contracts give it.
 * @returns {Promise<string | undefined>} the address; undefined where no server can be had, which is then said
 */
export async function broker({ root, dataDir, passwords, keep }) {
  if (process.env.NATS_URL) return process.env.NATS_URL;
  const binary = await findNatsServer({ cacheDir: join(dataDir, 'nats-server'), log: printDetail('nats') });
  if (!binary) {
    print(`! 没有找到 nats-server, 改为单进程运行。五个进程需要: ${natsHint}`);
    print(`! No nats-server here: running in one process instead. For five processes: ${natsHint}`);
    return undefined;
  }
  const permissions = readPermissions(root);
  const users = processNames.map((name) => ({ user: name, password: passwords[name], permissions: permissions[name] }));
  const server = await startNats({ binary, dataDir: join(dataDir, 'nats'), users, syncAlways: true });
  keep(server);
  return server.url;
}

/** The permissions of every NATS user, generated from the contracts. */
function readPermissions(root) {
  const script = join(root, 'scripts', 'dist', 'nats-permissions.js');
  if (!existsSync(script)) throw new Error(`${script} is missing: run npm run build`);
  return JSON.parse(execFileSync(process.execPath, [script], { cwd: root, encoding: 'utf8' }));
}
