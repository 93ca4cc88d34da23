import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeOverview } from '@gezhi/shared/contracts';
import { street } from '../../scripts/demo/geography.js';
import { npmStart, type Started } from '../support/npm-start.js';
import { operatorOf } from '../support/people.js';

const dataDir = mkdtempSync(join(tmpdir(), 'gezhi-demo-'));

describe('G-T6 I-13 the demo that npm start loads', () => {
  let started: Started;

  beforeAll(async () => (started = await npmStart(dataDir, { demo: true })), 320_000);
  afterAll(async () => {
    await started?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);

  it('is loaded to its end, and its figures come out of what its people did', async () => {
    const operator = await operatorOf(started);
    const { grid } = await operator.call(placeOverview, { code: street });
    expect(grid).toMatchObject({
      grids: 67,
      cadres: 223,
      problems: {
        common: { total: 76, rectified: 56, rate: { value: 73.68 } },
        individual: { total: 119, rectified: 111, rate: { value: 93.28 } },
        rate: { numerator: 167, denominator: 195, value: 85.64 },
      },
    });
    const shown = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as { name: string }[];
    for (const { name } of shown) expect(started.output()).toContain(name);
  });
});
