/**
 * `npm run contracts [-- --write]`: compares the registry with libs/shared/contracts.lock.json, or writes it. From the first
 * release tag on, a change that is not additive to the last released lock is refused.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { registry } from '@gezhi/shared/contracts';
import { SchemaCatalogue } from '@gezhi/gateway/documents';
import { breakingChanges, type Lock } from './additive.js';

const path = 'libs/shared/contracts.lock.json';

function currentLock(): Lock {
  const schemas = new SchemaCatalogue();
  const bySubject = <T extends { subject: string }>(items: T[]): T[] => items.sort((a, b) => (a.subject < b.subject ? -1 : 1));
  return schemas.place<Lock>({
    contracts: Object.fromEntries(
      bySubject(registry.contracts()).map(({ subject, roles, scope, method, path: route, input, output, versioned = false }) => [
        subject,
        {
          roles: [...roles].sort(),
          scope: [...scope].sort(),
          ...(route && { route: `${method} ${route}` }),
          versioned,
          input: schemas.input(input),
          output: schemas.output(output),
        },
      ]),
    ),
    events: Object.fromEntries(
      bySubject(registry.events()).map(({ subject, data, audience }) => [
        subject,
        { ...(audience && { audience }), data: schemas.output(data) },
      ]),
    ),
    errors: Object.fromEntries(
      registry
        .errors()
        .map(({ code, category }) => [code, category] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    components: {},
  });
}

/** The lock of the last release; none before the first. */
function released(): Lock | undefined {
  const git = (...parameters: string[]): string =>
    execFileSync('git', parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const [tag] = git('tag', '--list', 'v*', '--sort=-creatordate').split('\n');
    return tag ? (JSON.parse(git('show', `${tag}:${path}`)) as Lock) : undefined;
  } catch {
    // No repository here, or a release without a lock: nothing to compare with.
    return undefined;
  }
}

const lock = currentLock();
const before = released();
const breaks = before ? breakingChanges(before, lock) : [];
const text = `${JSON.stringify(lock, null, 1)}\n`;
const differs = !existsSync(path) || readFileSync(path, 'utf8') !== text;
if (breaks.length) process.stderr.write(`not additive; declare a new version instead:\n${breaks.map((line) => `  ${line}\n`).join('')}`);
else if (process.argv.includes('--write')) writeFileSync(path, text);
else if (differs) process.stderr.write(`${path} is not what the contracts say: npm run contracts -- --write\n`);
if (breaks.length || (differs && !process.argv.includes('--write'))) process.exitCode = 1;
