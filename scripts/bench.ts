import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importVisits as measureImport } from './bench/imports.js';
import { measureCouncil } from './bench/council.js';
import { measureRequests } from './bench/requests.js';
import { measureEvents } from './bench/events.js';
import { measureOverview } from './bench/overview.js';
import { measureFitList } from './bench/fit-list.js';
import { startBench, type Figure } from './bench/ground.js';
import { measureMoney } from './bench/money.js';
import { measurePages } from './bench/pages.js';
import { measurePartition } from './bench/partition.js';

/**
 * `npm run bench`: every figure of docs/performance.md, as ratios in one run. Servers of its own with fsync on; the load
 * comes from this process, on the same processors. `ROUNDS` (5) and `SECONDS` (4) shorten a trial run;
 * `ONLY=grid,gateway` starts these processes alone and measures requests alone; `PARTS=imports,overview` measures these alone (the
 * overview, the pages and the fit list need the imports).
 */
const rounds = Number(process.env.ROUNDS ?? 5);
const seconds = Number(process.env.SECONDS ?? 4);
const folder = await mkdtemp(join(tmpdir(), 'gezhi-bench-'));
await chmod(folder, 0o755);
const ground = await startBench(folder);
const lines: string[] = [];
try {
  const parts = {
    imports: () => measureImport(ground),
    overview: () => measureOverview(ground, rounds),
    pages: () => measurePages(ground),
    'fit-list': () => measureFitList(ground),
    partition: () => measurePartition(ground),
    money: () => measureMoney(ground, rounds, seconds),
    requests: () => measureRequests(ground, rounds, seconds),
    events: () => measureEvents(ground, rounds),
    council: () => measureCouncil(ground, rounds),
    memory: () => ground.memory(),
  };
  const named = (process.env.PARTS ?? (process.env.ONLY ? 'requests,memory' : Object.keys(parts).join())).split(',');
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(parts)) if (named.includes(name)) figures.push(...(await measure()));
  for (const { name, value, target } of figures) lines.push(`| ${name} | ${value} | ${target ?? ''} |`);
} finally {
  await ground.stop();
  await rm(folder, { recursive: true, force: true });
}
const table = ['| Figure | Measured | Wanted |', '|---|---|---|', ...lines].join('\n');
process.stdout.write(`\n${table}\n`);
if (process.argv.includes('--write')) {
  const file = 'docs/performance.md';
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/(<!-- table -->\n)[\s\S]*(<!-- end -->)/, `$1\n${table}\n\n$2`));
}
