import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { planted, repository } from './source.js';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

const cruiser = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const configuration = join(repository, '.dependency-cruiser.cjs');

async function violationsIn(root: string): Promise<Violation[]> {
  const folders = ['libs', 'services', 'gateway'];
  const run = promisify(execFile)(process.execPath, [cruiser, '--config', configuration, '--output-type', 'json', ...folders], {
    cwd: root,
    maxBuffer: 1 << 28,
  });
  const { stdout } = await run.catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

describe('who imports whom', () => {
  it('keeps to the matrix', async () => {
    const found = await violationsIn(repository);
    expect(found.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  }, 60_000);

  it('each rule of the matrix sees its planted violation', async () => {
    const found = await violationsIn(planted('imports'));
    const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>(configuration);
    expect([...new Set(found.map(({ rule }) => rule.name))].toSorted()).toEqual(forbidden.map(({ name }) => name).toSorted());
  }, 60_000);
});
