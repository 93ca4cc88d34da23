import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The scripts of the processes are found from here: whoever starts a cluster works in the repository's root. */
const root = resolve('.');
const readyMs = 60_000;

/** One process of the cluster, ended by its recorded pid. */
export interface Node {
  readonly name: string;
  readonly pid: number;
  readonly healthUrl: string;
  /** Its log file. */
  readonly log: string;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  signal(signal: NodeJS.Signals): void;
  /** Sends the signal and resolves when the process has ended. */
  end(signal: NodeJS.Signals): Promise<number | string>;
  ready(): Promise<boolean>;
}

export interface NodeDefinition {
  readonly name: string;
  /** Its path below the root. */
  readonly script: string;
  /** Added to this process's own. */
  readonly environment: Record<string, string>;
  readonly healthUrl: string;
  readonly log: string;
  /** The address it serves the public at, when it does. */
  readonly url: string | undefined;
}

/** Starts a process as the platform starts its own. */
export async function startNode({ name, script, environment, healthUrl, log, url }: NodeDefinition): Promise<Node> {
  const { nodeEnvironment, nodeFlags } = (await import(join(root, 'scripts/infrastructure/node-flags.mjs'))) as {
    nodeEnvironment: Record<string, string>;
    nodeFlags: string[];
  };
  const output = openSync(log, 'w');
  const child = spawn(process.execPath, [...nodeFlags, join(root, script)], {
    cwd: root,
    env: { ...process.env, ...nodeEnvironment, ...environment },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const ended = new Promise<number | string>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal!)));
  const answers = (address: string) =>
    fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(3000) }).then(
      (response) => response.ok,
      () => false,
    );
  const node: Node = {
    name,
    pid: child.pid!,
    healthUrl,
    log,
    ended,
    signal: (signal) => void child.kill(signal),
    end: (signal) => {
      node.signal(signal);
      return ended;
    },
    ready: async () => (await answers(healthUrl)) && (url === undefined || (await answers(url))),
  };
  return node;
}

/** Resolves when the process is ready. Throws with the end of its log when it ends before, or takes too long. */
export async function untilReady(node: Node): Promise<Node> {
  let over: number | string | undefined;
  void node.ended.then((code) => (over = code));
  for (const limit = Date.now() + readyMs; Date.now() < limit; await sleep(50)) {
    if (over !== undefined) throw new Error(`${node.name} ended with ${over}; log: ${tail(node.log)}`);
    if (await node.ready()) return node;
  }
  throw new Error(`${node.name} is not ready after ${readyMs / 1000} s; log: ${tail(node.log)}`);
}

const tail = (file: string): string => readFileSync(file, 'utf8').slice(-3000);
