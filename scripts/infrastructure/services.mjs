/** The Node processes of the platform: five over NATS, or one that holds all modules. */
import { join } from 'node:path';
import { printDetail } from './console.mjs';
import { processNames } from './databases.mjs';
import { freePort } from './ports.mjs';
import { keepRunning, startNode } from './processes.mjs';

/** The gateway comes last. `give` is from environment.mjs. */
export function fiveProcesses(root, give) {
  return Promise.all(
    processNames.map((name) => {
      const folder = name === 'gateway' ? [name] : ['services', name];
      return define(root, name, [...folder, 'dist', 'main.js'], (healthPort) => give.process(name, healthPort));
    }),
  );
}

export async function oneProcess(root, give) {
  return [await define(root, 'gezhi', ['gateway', 'dist', 'one-process.js'], give.oneProcess)];
}

async function define(root, name, script, environment) {
  const healthPort = await freePort();
  return { name, script: join(root, ...script), cwd: root, env: environment(healthPort), healthPort, print: printDetail(name) };
}

/**
 * Starts all at once, waits until they are ready, and keeps them running. They are stopped as two: first the gateway, then
 * the services together.
 */
export async function startServices(definitions, { watch, signal, stopFirst, giveUp }) {
  const running = definitions.map(startNode);
  for (const node of running) watch(node.process);
  stopFirst(() => Promise.all(running.slice(0, -1).map((node) => node.stop())));
  stopFirst(() => running.at(-1).stop());
  await Promise.all(running.map((node) => node.untilReady(signal)));
  for (const [index, node] of running.entries()) running[index] = keepRunning(node, definitions[index], { watch, giveUp });
}
