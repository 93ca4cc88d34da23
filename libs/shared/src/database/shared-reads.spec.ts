import { setTimeout as sleep } from 'node:timers/promises';
import { SharedReads } from './shared-reads.js';

describe('reads that cost much', () => {
  const counting = () => {
    let runs = 0;
    return { run: () => sleep(20).then(() => ++runs), runs: () => runs };
  };

  it('are shared by those who wait, and begin after everyone who shares them has asked', async () => {
    const [reads, { run, runs }] = [new SharedReads(), counting()];
    const first = reads.read('place', run);
    const waiting = Array.from({ length: 20 }, () => reads.read('place', run));
    expect(await first).toBe(1);
    expect(await Promise.all(waiting)).toEqual(Array(20).fill(2));
    expect(await reads.read('place', run)).toBe(3);
    expect(runs()).toBe(3);
  });

  it('are not shared with others', async () => {
    const [reads, { run }] = [new SharedReads(), counting()];
    expect((await Promise.all(['one', 'other'].map((key) => reads.read(key, run)))).toSorted()).toEqual([1, 2]);
  });

  it('fail for those who shared them, and not for the next', async () => {
    const reads = new SharedReads();
    const fail = () => sleep(10).then(() => Promise.reject(new Error('away')));
    const [first, second] = [reads.read('place', fail), reads.read('place', fail)];
    await expect(first).rejects.toThrow('away');
    await expect(second).rejects.toThrow('away');
    expect(await reads.read('place', () => Promise.resolve('back'))).toBe('back');
  });
});
