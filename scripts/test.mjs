/**
 * `node scripts/test.mjs <ring>… [jest arguments]`: runs the rings named (unit, int, e2e, fault), after installing and
 * building what is missing. Without a ring: unit, int and e2e.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded, installIfNeeded } from './infrastructure/installation.mjs';

const rings = ['unit', 'int', 'e2e', 'fault'];
const onBuiltProcesses = ['e2e', 'fault'];

const root = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.slice(2);
const firstOther = given.findIndex((argument) => !rings.includes(argument));
const named = firstOther === -1 ? given : given.slice(0, firstOther);
const others = given.slice(named.length);
const selected = named.length > 0 ? named : ['unit', 'int', 'e2e'];

await installIfNeeded(root, console.log);
if (selected.some((ring) => onBuiltProcesses.includes(ring))) await buildIfNeeded(root, console.log);

// Faults are timed: they have the machine for themselves.
if (selected.includes('fault')) others.unshift('--maxWorkers=1');
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const child = spawn(process.execPath, [jest, ...others, '--selectProjects', ...selected], { cwd: root, stdio: 'inherit' });
// Ctrl-C reaches jest by itself; this process waits for it to finish.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
child.once('exit', (code, signal) => process.exit(signal ? 1 : code));
