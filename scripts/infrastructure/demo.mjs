/** The demo place: loaded once for each database server, then its accounts shown at every start. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { print, printDetail, progressBar } from './console.mjs';
import { runNode } from './processes.mjs';

const PROGRESS = /^progress (\d+)\/(\d+) ?(.*)$/;

/** Runs the seed unless it has filled this database before; `server` names the database server. */
export async function loadDemo({ root, dataDir, server, env, watch, signal }) {
  const marker = join(dataDir, 'demo-loaded.json');
  const loaded = existsSync(marker) ? JSON.parse(readFileSync(marker, 'utf8')) : [];
  if (loaded.includes(server)) return false;
  print('  首次启动, 正在载入演示数据 / first start, loading the demo place');
  const show = progressBar();
  const printLine = printDetail('seed');
  const printProgress = (line) => {
    const found = PROGRESS.exec(line);
    if (found) show(Number(found[1]), Number(found[2]), found[3]);
    else printLine(line);
  };
  await runNode(
    { name: 'seed', script: join(root, 'scripts', 'dist', 'seed.js'), cwd: root, env, print: printProgress },
    { watch, signal },
  );
  writeFileSync(marker, JSON.stringify([...loaded, server]));
  return true;
}

/** One line for each user kind, from the file the seed writes: `[{ role, zh, name, password }]`. */
export function printAccounts(file) {
  if (!existsSync(file)) return;
  print('  演示账号 / demo accounts');
  for (const { role, zh, name, password } of JSON.parse(readFileSync(file, 'utf8'))) print(`    ${zh} (${role}): ${name}  ${password}`);
}
