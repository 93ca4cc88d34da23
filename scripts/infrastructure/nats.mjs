/** A NATS server with JetStream of one's own. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { natsConfiguration } from './nats-configuration.mjs';
import { findOnPath, unpackNatsPackage } from './nats-package.mjs';
import { freePort } from './ports.mjs';
import { recordProcess, stopProcess } from './running-processes.mjs';

const START_LIMIT_MS = 30_000;

/** What to type where no nats-server was found. */
export const natsHint =
  process.platform === 'darwin'
    ? 'brew install nats-server'
    : 'docker run -d --name gezhi-nats -p 127.0.0.1:4222:4222 nats:2.12 -js   # 然后 / then: NATS_URL=nats://127.0.0.1:4222';

/**
 * The path of a `nats-server`: on the PATH, else the distribution's package unpacked below `cacheDir`; null where neither
 * can be had (then show `natsHint`).
 * @param {{ cacheDir: string, log?: (line: string) => void }} options
 */
export async function findNatsServer({ cacheDir, log = () => {} }) {
  for (const binary of [findOnPath('nats-server'), await unpackNatsPackage({ cacheDir, log })]) {
    if (binary && versionOf(binary)) return binary;
  }
  return null;
}

/** Major and minor version, such as [2, 10]; undefined when the program does not run here. */
function versionOf(binary) {
  try {
    const found = /v(\d+)\.(\d+)/.exec(execFileSync(binary, ['--version'], { encoding: 'utf8' }));
    return found && [Number(found[1]), Number(found[2])];
  } catch {
    return undefined;
  }
}

/**
 * Starts the server on 127.0.0.1, with JetStream storing below `dataDir`, and waits until it answers.
 *
 * @param {{ binary: string, dataDir: string, port?: number, syncAlways?: boolean,
 *   users?: { user: string, password: string, permissions?: object }[] }} options
 *   `syncAlways` is taken as a wish: before version 2.10 there is no such setting.
 * @returns {Promise<{ url: string, port: number, pid: number, process: object, stop(): Promise<void> }>}
 */
export async function startNats({ binary, dataDir, port, users, syncAlways = false }) {
  const usedPort = port ?? (await freePort());
  const file = join(dataDir, 'nats-server.conf');
  const output = join(dataDir, 'nats-server.log');
  const [major, minor] = versionOf(binary);
  const canSync = major > 2 || minor >= 10;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, natsConfiguration({ port: usedPort, storeDir: dataDir, users, syncAlways: syncAlways && canSync }), { mode: 0o600 });
  const child = launch(binary, file, output);
  await untilReady(child, usedPort, output);
  child.unref();
  const recorded = recordProcess('nats', child.pid);
  return { url: `nats://127.0.0.1:${usedPort}`, port: usedPort, pid: child.pid, process: recorded, stop: () => stopProcess(recorded) };
}

/** In a process group of its own: Ctrl-C must not reach it. */
function launch(binary, file, output) {
  const log = openSync(output, 'w', 0o600);
  const child = spawn(binary, ['--config', file], { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

async function untilReady(child, port, output) {
  let running = true;
  child.once('error', () => (running = false)).once('exit', () => (running = false));
  const deadline = Date.now() + START_LIMIT_MS;
  while (running && Date.now() < deadline) {
    const information = await greeting(port);
    if (information?.jetstream && information.server_name === `gezhi-${port}`) return;
    await sleep(20);
  }
  child.kill('SIGKILL');
  const lines = readFileSync(output, 'utf8').trim().split('\n').slice(-8).join('\n');
  throw new Error(`NATS 未能启动, 日志 / nats-server did not start, log: ${output}\n${lines}`);
}

/** What a NATS server says of itself to everyone who connects; undefined when nobody answers. */
function greeting(port) {
  return new Promise((resolve) => {
    let text = '';
    const done = (value) => {
      socket.destroy();
      resolve(value);
    };
    const socket = connect({ host: '127.0.0.1', port });
    socket.setTimeout(1_000, () => done(undefined));
    socket.once('error', () => done(undefined)).once('close', () => done(undefined));
    socket.on('data', (bytes) => {
      text += bytes;
      const line = /^INFO (\{.*\})\s*\r\n/.exec(text);
      if (line) done(JSON.parse(line[1]));
    });
  });
}
