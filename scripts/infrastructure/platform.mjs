/** Everything `npm start` runs, from the database server to the address on the screen, and back again in reverse order. */
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Problem, print, printDetail, step } from './console.mjs';
import { processNames } from './databases.mjs';
import { loadDemo, printAccounts } from './demo.mjs';
import { environments } from './environment.mjs';
import { isPortFree } from './ports.mjs';
import { runNode } from './processes.mjs';
import { beginRun } from './run.mjs';
import { readSecrets } from './secrets.mjs';
import { broker, databaseServer, databaseServerName, serviceDatabases } from './servers.mjs';
import { fiveProcesses, oneProcess, startServices } from './services.mjs';

/**
 * Starts the platform and keeps it running until the signal aborts or a process cannot be kept alive; then stops everything.
 * @param {{ root: string, port: number, demo: boolean, single: boolean, signal: AbortSignal }} options
 *   `single`: one process without a broker
 */
export async function runPlatform({ signal, ...options }) {
  const dataDir = resolve(process.env.DATA_DIR ?? join(options.root, '.data'));
  mkdirSync(dataDir, { recursive: true });
  const record = await beginRun({ file: join(dataDir, 'run.json'), log: printDetail('start') });
  const failing = new AbortController();
  const over = AbortSignal.any([signal, failing.signal]);
  const stops = [];
  const run = {
    signal: over,
    watch: record.watch,
    stopFirst: (stop) => void stops.unshift(stop),
    giveUp: (failure) => failing.abort(failure),
  };
  try {
    await bringUp({ ...options, dataDir }, run);
    if (!over.aborted) await once(over, 'abort');
    failing.signal.throwIfAborted();
  } finally {
    if (stops.length > 0) print('\n正在停止 / stopping');
    for (const stop of stops) await stop();
    await record.end();
  }
}

async function bringUp({ root, dataDir, port, demo, single }, run) {
  const next = (label, work) => {
    run.signal.throwIfAborted();
    return step(label, work);
  };
  const keep = (server) => {
    run.watch(server.process);
    run.stopFirst(server.stop);
  };
  await requireFree(port);
  const secrets = readSecrets({ folder: join(dataDir, 'secrets'), processes: processNames });
  const superuserUrl = await next('PostgreSQL', () => databaseServer({ dataDir, keep }));
  const urls = await next('数据库与角色 / databases and roles', () => serviceDatabases({ superuserUrl, passwords: secrets.databases }));
  const natsUrl = single ? undefined : await next('NATS', () => broker({ root, dataDir, passwords: secrets.nats, keep }));
  writeUrls(join(dataDir, 'urls.json'), urls);
  const accountsFile = join(dataDir, 'demo-accounts.json');
  const payment = demo ? await next('演示支付机构 / demo payment provider', () => paymentProvider({ port, ...run })) : {};
  const give = environments({ secrets, urls, port, demo, filesDir: join(dataDir, 'files'), accountsFile, natsUrl, payment });
  await next('数据库结构 / migrations', () => migrate(root, give.migrate(), run));
  await next(natsUrl ? '网关与四个服务 / gateway and four services' : '全部模块在一个进程 / all modules in one process', async () =>
    startServices(await (natsUrl ? fiveProcesses : oneProcess)(root, give), run),
  );
  if (demo) await next('演示数据 / demo data', () => loadDemo({ root, dataDir, server: databaseServerName(), env: give.seed(), ...run }));
  printReady({ port, accountsFile: demo ? accountsFile : undefined });
}

/** A provider of our own, so that whoever tries the platform out can pay a bill; what its merchant is told of it. */
async function paymentProvider({ port, stopFirst }) {
  const { LocalPaymentProvider } = await import('@gezhi/shared/local-payment-provider');
  const provider = await LocalPaymentProvider.start();
  stopFirst(() => provider.stop());
  return provider.environment(`http://127.0.0.1:${port}/v1/payment-notifications`);
}

/** For operators' commands on this checkout: the database of each service, readable by its owner alone. */
function writeUrls(file, urls) {
  const services = Object.fromEntries(Object.entries(urls).map(([name, { serviceUrl }]) => [name, serviceUrl]));
  writeFileSync(file, JSON.stringify(services, null, 2), { mode: 0o600 });
}

async function requireFree(port) {
  if (await isPortFree(port)) return;
  throw new Problem(
    `端口 ${port} 已被占用, 可换一个: PORT=${port + 1} npm start`,
    `Port ${port} is taken, choose another: PORT=${port + 1} npm start`,
  );
}

function migrate(root, env, run) {
  const script = join(root, 'scripts', 'dist', 'migrate.js');
  return runNode({ name: 'migrate', script, cwd: root, env, print: printDetail('migrate') }, run);
}

function printReady({ port, accountsFile }) {
  print(`\n格治已就绪 / gezhi is ready     http://localhost:${port}`);
  print(`接口文档 / API documentation    http://localhost:${port}/docs`);
  if (accountsFile) printAccounts(accountsFile);
  print('按 Ctrl-C 停止 / press Ctrl-C to stop');
}
