import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';

export interface BrokerOptions {
  readonly port?: number;
  /** Where JetStream stores; absent: a folder of its own, removed at the end. */
  readonly storeDir?: string;
  /** Further lines of the server's configuration, for instance users. */
  readonly configuration?: string;
}

/** A nats-server of a test's own, that may be killed. */
export interface Broker {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Sends the signal; resolves when the process has ended, or at once when the signal does not end it. */
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
  /** Ends it if it runs and starts it again on the same port; `wiped` without what it had stored. */
  restart(options?: { wiped?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the nats-server named by TEST_NATS_BINARY, else the one on the PATH, with JetStream on a free port. */
export async function startBroker(options: BrokerOptions = {}): Promise<Broker> {
  const port = options.port ?? (await freePort());
  const folder = mkdtempSync(join(tmpdir(), 'gezhi-broker-'));
  const storeDir = options.storeDir ?? join(folder, 'store');
  const file = join(folder, 'nats-server.conf');
  writeFileSync(
    file,
    `listen: "127.0.0.1:${port}"\njetstream { store_dir: ${JSON.stringify(storeDir)} }\n${options.configuration ?? ''}\n`,
  );
  let running = await launch(file, port);
  let guard = guardOf(running, folder);
  const kill: Broker['kill'] = async (signal) => {
    if (running.exitCode !== null || running.signalCode !== null) return;
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') {
      running.kill(signal);
      if (signal === 'SIGSTOP') await eventually(() => hasStopped(running.pid!));
      return;
    }
    running.ref();
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
    guard.kill('SIGKILL');
  };
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    get pid() {
      return running.pid!;
    },
    kill,
    async restart({ wiped = false } = {}) {
      await kill('SIGKILL');
      if (wiped) rmSync(storeDir, { recursive: true, force: true });
      running = await launch(file, port);
      guard = guardOf(running, folder);
    },
    async stop() {
      await kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether every thread stands still; one that has not heard of the signal yet may still answer. Told by Linux alone. */
function hasStopped(pid: number): void {
  if (process.platform !== 'linux') return;
  const states = readdirSync(`/proc/${pid}/task`).map(
    (thread) => readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8').split(') ')[1]![0],
  );
  if (!states.every((state) => state === 'T')) throw new Error(`still running: ${states.join('')}`);
}

/** A shell that outlives a test process ended without its teardown: it learns of that by its input closing, and ends the broker. */
function guardOf(broker: ChildProcess, folder: string): ChildProcess {
  const guard = spawn('sh', ['-c', 'read line; kill -9 "$0"; rm -rf "$1"', String(broker.pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.once('error', () => undefined);
  guard.stdin!.on('error', () => undefined);
  (guard.stdin as Socket).unref();
  guard.unref();
  return guard;
}

async function launch(file: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.env.TEST_NATS_BINARY ?? 'nats-server', ['--config', file], { stdio: 'ignore' });
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));
  child.unref();
  await eventually(
    async () => {
      if (failed ?? child.exitCode !== null) throw failed ?? new Error(`nats-server ended with code ${child.exitCode}`);
      await reached(port);
    },
    { withinMs: 10_000 },
  );
  return child;
}

/** Resolves when a server greets on the port. */
function reached(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', reject);
    socket.once('data', () => resolve(void socket.destroy()));
  });
}

/**
 * A port nobody listens on, below those the kernel gives to outgoing connections (32768 and up): one of them could take the port
 * before the process that was told to listen there does.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    const server = createServer();
    const free = await new Promise((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!free) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
