/** The other half of guard.mjs: collects reports from standard input and acts when it closes. */
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { stopProcess } from './running-processes.mjs';

const watched = [];
const folders = [];

// Only the closing of standard input ends the guard: whoever signals the starter's processes must not reach it first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.watch) watched.push(message.watch);
  if (message.remove) folders.push(message.remove);
}
for (const recorded of watched.reverse()) await stopProcess(recorded);
for (const folder of folders) await rm(folder, { recursive: true, force: true });
