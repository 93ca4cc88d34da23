/** `npm run routes [-- <text>] [--role <role>] [--internal]`: method, path, roles, subject, handler; events with their listeners. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { registry, roles as allRoles, type Role } from '@gezhi/shared/contracts';
import { bindingsOf } from './bindings.js';
import { print } from './operator-database.js';
import { serviceDefinitions } from './services.js';

const given = process.argv.slice(2);
const option = (name: string): string | undefined => (given.includes(name) ? given[given.indexOf(name) + 1] : undefined);
const role = option('--role') as Role | undefined;
if (role && !allRoles.includes(role)) throw new Error(`--role is one of ${allRoles.join(', ')}`);
const filter = given.find((text) => !text.startsWith('--') && text !== role) ?? '';

const root = process.cwd();
const sources = ['services', 'gateway/src', 'libs/shared/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.spec\.ts$|\.d\.ts$|(^|\/)(dist|node_modules)\//.test(path))
    .map((path) => ({ path: relative(root, join(root, folder, path)), text: readFileSync(join(root, folder, path), 'utf8') })),
);

/** Where `Class.method` is written, as `file:line`. */
function fileOf(service: string, location: string): string {
  const [name, method] = location.split('.') as [string, string];
  const written = sources.filter(({ text }) => new RegExp(`class ${name}\\b`).test(text));
  const found = written.find(({ path }) => path.includes(`${service}/`)) ?? written[0];
  if (!found) return location;
  const line = found.text.split('\n').findIndex((text) => new RegExp(`^\\s+(async )?${method}\\(`).test(text)) + 1;
  return `${found.path}:${line}`;
}

const handlers = new Map<string, string>();
const listeners = new Map<string, string[]>();
for (const definition of serviceDefinitions) {
  const bindings = bindingsOf(definition);
  for (const { contract, location } of bindings.handlers) handlers.set(contract.subject, fileOf(definition.name, location));
  for (const { event, feature, name } of bindings.listeners)
    listeners.set(event.subject, [...(listeners.get(event.subject) ?? []), `${definition.name}/${feature}.${name}`]);
}

const rolesOf = (isPublic: boolean, of: readonly Role[]): string =>
  [...(isPublic ? ['public'] : []), ...(of.length === allRoles.length ? ['any account'] : of)].join(',');

const rows: string[][] = [];
for (const { method, path, roles, scope, subject } of registry.contracts()) {
  if (!path && !given.includes('--internal')) continue;
  if (role && !roles.includes(role)) continue;
  rows.push([method ?? '-', path ?? '-', rolesOf(scope.includes('public'), roles), subject, handlers.get(subject) ?? 'no handler']);
}
rows.sort((a, b) => (a[1]! < b[1]! ? -1 : 1));
if (!role)
  for (const { subject } of registry.events()) rows.push(['event', subject, '', '', (listeners.get(subject) ?? ['nobody']).join(', ')]);

const shown = rows.filter((row) => row.some((cell) => cell.includes(filter)));
const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...shown.map((row) => Math.min(60, row[column]!.length))));
for (const row of shown) print(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
