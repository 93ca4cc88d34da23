/**
 * `npm start`: from a clone with nothing but Node and npm to a running platform. Only Node's own modules may be imported
 * before the packages are installed; the rest is loaded afterwards.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Problem, print } from './infrastructure/console.mjs';
import { buildIfNeeded, installIfNeeded } from './infrastructure/installation.mjs';

const USAGE = `npm start -- [选项 / options]

  --one-process  所有模块在一个进程, 不用 NATS / all modules in one process, without NATS
  --no-demo      不载入演示数据 / without the demo place
  --help

环境变量 / environment: PORT (3000), DATA_DIR (.data), DATABASE_URL, NATS_URL, LOG_LEVEL (warn)`;

const root = fileURLToPath(new URL('..', import.meta.url));
const interrupted = new AbortController();
// npm and the terminal may both pass on one Ctrl-C; stopping goes on whatever comes after the first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupted.abort());

try {
  await main();
  process.exit(0);
} catch (error) {
  if (interrupted.signal.aborted) process.exit(0);
  print(`\n启动失败 / could not start:\n${error instanceof Problem ? error.message : error.stack}`);
  process.exit(1);
}

async function main() {
  const { oneProcess, demo, help } = readArguments();
  if (help) return print(USAGE);
  requireNode();
  await installIfNeeded(root, print);
  interrupted.signal.throwIfAborted();
  await buildIfNeeded(root, print);
  interrupted.signal.throwIfAborted();
  const { runPlatform } = await import('./infrastructure/platform.mjs');
  await runPlatform({ root, port: Number(process.env.PORT ?? 3000), demo, single: oneProcess, signal: interrupted.signal });
}

function readArguments() {
  try {
    const flag = { type: 'boolean', default: false };
    const { values } = parseArgs({ options: { 'one-process': flag, 'no-demo': flag, help: flag } });
    return { oneProcess: values['one-process'], demo: !values['no-demo'], help: values.help };
  } catch (error) {
    throw new Problem(`${error.message}\n`, USAGE);
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Problem(
    `需要 Node 20.19 或更新的版本 (建议 22 或 24), 现为 ${process.versions.node}。`,
    `Node 20.19 or newer is needed (22 or 24 advised), this is ${process.versions.node}.`,
  );
}
