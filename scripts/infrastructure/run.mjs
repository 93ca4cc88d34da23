/** One run of `npm start`: what it has started, in a file for the next start and with a guard for its own sudden end. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Problem } from './console.mjs';
import { startGuard } from './guard.mjs';
import { hasEnded, isRunning, recordProcess, stopProcess } from './running-processes.mjs';

/**
 * Ends what an earlier run of this checkout left behind and begins a new one.
 *
 * @param {{ file: string, log: (line: string) => void }} options `file` is where the run's processes are written down
 * @returns {Promise<{ watch(recorded: object): void, end(): Promise<void> }>}
 * @throws {Problem} when that earlier run is still running
 */
export async function beginRun({ file, log }) {
  await clearLeftovers(file, log);
  const guard = startGuard();
  const processes = [guard.process];
  const write = () => {
    writeFileSync(`${file}.new`, JSON.stringify({ starter: recordProcess('npm start', process.pid), processes }, null, 2));
    renameSync(`${file}.new`, file);
  };
  write();
  return {
    watch(recorded) {
      guard.watch(recorded);
      processes.push(recorded);
      write();
    },
    async end() {
      await guard.release();
      rmSync(file, { force: true });
    },
  };
}

async function clearLeftovers(file, log) {
  if (!existsSync(file)) return;
  const { starter, processes } = JSON.parse(readFileSync(file, 'utf8'));
  if (isRunning(starter)) {
    throw new Problem(
      `格治已在本目录运行 (进程 ${starter.pid}), 请先停止它。`,
      `gezhi already runs from this folder (process ${starter.pid}): stop it first.`,
    );
  }
  const [guard, ...others] = processes;
  await hasEnded(guard, guard.grace); // it may be stopping the others at this moment
  for (const left of others.reverse().filter(isRunning)) {
    log(`stopping ${left.name} (process ${left.pid}), left by an earlier start`);
    await stopProcess(left);
  }
}
