import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { householdCounts } from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { describeClosedLoop } from '../support/closed-loop.js';
import { xilin } from '../support/community.js';
import { npmStart, type Started } from '../support/npm-start.js';
import { operatorOf } from '../support/people.js';

const dataDir = mkdtempSync(join(tmpdir(), 'gezhi-start-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describeClosedLoop('as npm start runs it, with least-privilege roles and NATS permissions', () => npmStart(dataDir));

describe('npm start on the data of an earlier run', () => {
  let started: Started;

  beforeAll(async () => (started = await npmStart(dataDir)), 120_000);
  afterAll(() => started?.stop(), 60_000);

  it('everything is there as it was, and the operator signs in with the same password', async () => {
    const operator = await operatorOf(started);
    expect(await operator.call(householdCounts, { placeCode: `${xilin}001` })).toMatchObject({ resident: 1 });
  });

  it('says where it is and prints no password', () => {
    expect(started.output()).toContain(new URL(started.url).port);
    expect(started.output()).not.toContain(started.operator.password);
  });

  it('a process that ends by itself is started again, and the others never noticed', async () => {
    const operator = await operatorOf(started);
    const grid = () => {
      const { processes } = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as { processes: { name: string; pid: number }[] };
      return processes.findLast(({ name }) => name === 'grid')!.pid;
    };
    const before = grid();
    process.kill(before, 'SIGKILL');
    await eventually(() => grid() !== before, { withinMs: 20_000 });
    await eventually(async () => (await operator.call(householdCounts, { placeCode: `${xilin}001` })).resident === 1, { withinMs: 20_000 });
  });

  it('serves the documents beside the API, and nothing to who has not signed in', async () => {
    expect((await fetch(`${started.url}/docs`)).status).toBe(200);
    expect((await fetch(`${started.url}/v1/grids?placeCode=${xilin}`)).status).toBe(401);
  });
});
