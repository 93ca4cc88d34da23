/**
 * Processes by number, safely: a number alone may belong to somebody else by now, so each is kept together with an
 * identity (boot and start time) and nothing is signalled whose identity differs.
 *
 * A "recorded process" is plain data, so that it can be written to a file or sent through a pipe:
 * `{ name, pid, identity, signal, grace, last }`: `signal` asks it to end, after `grace` ms `last` makes it.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Boot and start time of the process with this number; undefined when there is none (a zombie counts as none). */
export function identityOf(pid) {
  try {
    return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid);
  } catch {
    return undefined;
  }
}

function identityFromProc(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name stands in brackets and may itself hold blanks and brackets; the state follows the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTime] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${startTime}`;
}

function identityFromPs(pid) {
  const [state, ...startTime] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  return state.startsWith('Z') ? undefined : startTime.join(' ');
}

/** Plain data by which a running process can be stopped later, by this process or another. */
export function recordProcess(name, pid, { signal = 'SIGTERM', grace = 10_000, last = 'SIGKILL' } = {}) {
  return { name, pid, identity: identityOf(pid), signal, grace, last };
}

export function isRunning({ pid, identity }) {
  return identity !== undefined && identityOf(pid) === identity;
}

/** Asks the process to end, waits its grace, then makes it end. Does nothing when it has ended already. */
export async function stopProcess(recorded) {
  for (const [signal, wait] of [
    [recorded.signal, recorded.grace],
    [recorded.last, 5_000],
    ['SIGKILL', 5_000],
  ]) {
    if (!isRunning(recorded)) return;
    send(recorded.pid, signal);
    if (await hasEnded(recorded, wait)) return;
  }
}

/** Waits until the process has ended; false when it is still there after `milliseconds`. */
export async function hasEnded(recorded, milliseconds) {
  const deadline = Date.now() + milliseconds;
  while (isRunning(recorded)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
