import { readFileSync } from 'node:fs';

const textOf = (file: string) => readFileSync(file, 'utf8');

describe('an image runs its process as the other starts do', () => {
  it('with the flags and the environment of node-flags.mjs', () => {
    const spelt = textOf('scripts/infrastructure/node-flags.mjs');
    const flags = [...spelt.matchAll(/'(--[^']+)'/g)].map(([, flag]) => flag).join(' ');
    const environment = [...spelt.matchAll(/(\w+): '([^']*)'/g)].map(([, name, value]) => `${name}=${value}`);
    const recipe = textOf('deploy/Dockerfile');
    expect(flags).toContain('--max-semi-space-size');
    expect(recipe).toContain(`NODE_FLAGS="${flags}"`);
    for (const line of environment) expect(recipe).toContain(line);
  });
});
