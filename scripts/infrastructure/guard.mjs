/**
 * A small process that outlives a starter killed without warning (kill -9, a closed terminal, a second Ctrl-C in jest) and
 * then stops, in reverse order, whatever that starter had reported. It learns of the death by its standard input closing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { recordProcess } from './running-processes.mjs';

/**
 * @returns {{ process: object, watch(recorded: object): void, removeAtEnd(folder: string): void, release(): Promise<void> }}
 * `watch` reports a recorded process; `removeAtEnd` a folder to delete last; `release` ends the guard, which first stops
 * and removes what is still there. The guard never keeps its starter alive.
 */
export function startGuard() {
  const child = spawn(process.execPath, [fileURLToPath(new URL('guard-process.mjs', import.meta.url))], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit');
  const tell = (message) => child.stdin.write(`${JSON.stringify(message)}\n`);
  child.stdin.on('error', () => {}); // a guard that died is no reason to fail
  /** @type {import('node:net').Socket} */ (child.stdin).unref();
  child.unref();
  return {
    process: recordProcess('guard', child.pid, { grace: 60_000 }),
    watch: (recorded) => tell({ watch: recorded }),
    removeAtEnd: (folder) => tell({ remove: folder }),
    async release() {
      child.ref();
      child.stdin.end();
      await ended;
    },
  };
}
