/** Node processes of this repository: started apart from Ctrl-C, with their output prefixed, watched until they are stopped. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeEnvironment, nodeFlags } from './node-flags.mjs';
import { recordProcess, stopProcess } from './running-processes.mjs';

const READY_LIMIT_MS = 60_000;
const KEPT_LINES = 20;
const RESTART_AFTER_MS = 1_000;
const RESTARTS_A_MINUTE = 5;

/**
 * Starts `node <script>` in a process group of its own, so that Ctrl-C reaches only the starter, who decides the order of
 * stopping.
 *
 * @param {{ name: string, script: string, cwd: string, env: Record<string, string>, print: (line: string) => void,
 *   healthPort?: number }} definition `env` is added to this process's own, without its server addresses
 * @returns {{ name: string, process: object, ended: Promise<string | undefined>, untilReady(signal: AbortSignal): Promise<void>,
 *   stop(): Promise<void> }} `ended` resolves to what went wrong with the last lines of output, undefined after exit code 0
 */
export function startNode(definition) {
  const { name, script, cwd, env, healthPort } = definition;
  const { DATABASE_URL, NATS_URL, ...inherited } = process.env;
  const child = spawn(process.execPath, [...nodeFlags, script], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, ...nodeEnvironment, ...env },
  });
  const lines = collectLines(child, definition.print);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(`${name}: ${error.message}`));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : [`${name}: ${signal ?? `exit code ${code}`}`, ...lines].join('\n')),
    );
  });
  const recorded = recordProcess(name, child.pid);
  return {
    name,
    process: recorded,
    ended,
    untilReady: (signal) => untilReady({ name, ended, healthPort, signal }),
    async stop() {
      await stopProcess(recorded);
      await ended;
    },
  };
}

function collectLines(child, print) {
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      print(line);
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
    });
  }
  return lines;
}

async function untilReady({ name, ended, healthPort, signal }) {
  let over = false;
  let failure;
  void ended.then((problem) => ([over, failure] = [true, problem]));
  const deadline = Date.now() + READY_LIMIT_MS;
  while (!(await answersReady(healthPort))) {
    signal.throwIfAborted();
    if (over) throw new Error(failure ?? `${name}: ended before it was ready`);
    if (Date.now() > deadline) throw new Error(`${name}: not ready after ${READY_LIMIT_MS / 1000} s`);
    await sleep(50);
  }
}

async function answersReady(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/**
 * Runs `node <script>` to its end, or stops it when the signal aborts.
 * @throws {Error} with its last lines of output when it fails
 */
export async function runNode(definition, { watch, signal }) {
  const node = startNode(definition);
  watch(node.process);
  const stop = () => void node.stop();
  signal.addEventListener('abort', stop);
  const failure = await node.ended;
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (failure) throw new Error(failure);
}

/**
 * Watches a process that is ready: one that ends by itself is started again after a second, at most five times a minute.
 *
 * @param {{ watch: (recorded: object) => void, giveUp: (failure: Error) => void }} reports
 * @returns {{ stop(): Promise<void> }}
 */
export function keepRunning(first, definition, { watch, giveUp }) {
  let current = first;
  let stopping = false;
  const restarts = [];
  const follow = async () => {
    for (;;) {
      const failure = (await current.ended) ?? `${definition.name}: ended`;
      if (stopping) return;
      definition.print(failure.split('\n')[0]);
      restarts.push(Date.now());
      if (restarts.filter((time) => Date.now() - time < 60_000).length > RESTARTS_A_MINUTE) return giveUp(new Error(failure));
      await sleep(RESTART_AFTER_MS);
      if (stopping) return;
      current = startNode(definition);
      watch(current.process);
    }
  };
  void follow();
  return {
    stop() {
      stopping = true;
      return current.stop();
    },
  };
}
