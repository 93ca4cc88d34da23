import { readdirSync, readFileSync } from 'node:fs';

/** Processor time by process of the system, from /proc; where there is none (macOS) the samples are empty. */
export interface ProcessorTime {
  readonly [process: string]: number;
}

const ticksPerSecond = 100;

/** Microseconds of processor time used so far by each named process, with those of its children that have no name. */
export function processorTime(pids: ReadonlyMap<string, number>): ProcessorTime {
  const tree = processes();
  const known = new Set(pids.values());
  const used = (pid: number): number =>
    (tree.get(pid)?.ticks ?? 0) +
    [...tree].reduce((sum, [child, { parent }]) => (parent === pid && !known.has(child) ? sum + used(child) : sum), 0);
  return Object.fromEntries([...pids].map(([name, pid]) => [name, (used(pid) * 1e6) / ticksPerSecond]));
}

/** `gateway 80 · grid 75` : microseconds per answer between two samples. */
export function perAnswer(before: ProcessorTime, after: ProcessorTime, answers: number): string {
  return Object.entries(after)
    .filter(([name, used]) => used > before[name]!)
    .map(([name, used]) => `${name} ${Math.round((used - before[name]!) / answers)}`)
    .join(' · ');
}

function processes(): Map<number, { parent: number; ticks: number }> {
  const found = new Map<number, { parent: number; ticks: number }>();
  for (const pid of list('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const fields = read(`/proc/${pid}/stat`)
      .replace(/^.*\) /, '')
      .split(' ');
    if (fields.length > 16) found.set(Number(pid), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
  }
  return found;
}

const list = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** A process may end between being listed and being read. */
const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
