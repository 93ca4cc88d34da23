import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { printedFixture } from '../../gateway/src/export/printed.fixture.js';

/** As the gateway is built, in a process of its own: how long it prints, and how long everything else waits meanwhile, in milliseconds. */
const measure = `import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
const { pdfOf } = await import(process.argv[1]);
const document = JSON.parse(process.argv[2]);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
await sleep(50);
delay.reset();
const began = performance.now();
const pages = await pdfOf(document, '');
const tookMs = performance.now() - began;
await sleep(50);
delay.disable();
const again = pdfOf(document, '');
const fresh = pdfOf({ ...document, hash: 'cd'.repeat(32) }, '');
console.log(JSON.stringify({ tookMs, delayMs: delay.max / 1e6, bytes: pages.length, kept: (await again) === pages, other: (await fresh) !== pages }));
const failed = await pdfOf({ ...document, hash: 'ef'.repeat(32), sections: null }, '').then(() => 'set', () => 'failed');
const after = (await pdfOf({ ...document, hash: '01'.repeat(32) }, '')).length;
console.log(JSON.stringify({ failed, after: after > 10_000 }));`;

describe('P-14 printing keeps nobody waiting but whoever asked', () => {
  it('is done on a thread of its own, once for the same content; one that fails does not keep others from being printed', () => {
    const built = resolve('gateway/dist/export/pdf.js');
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', measure, built, JSON.stringify(printedFixture)], {
      cwd: resolve('gateway'),
    });
    const [printed, afterwards] = output
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, number>);
    expect(printed).toMatchObject({ kept: true, other: true });
    expect(printed!.bytes).toBeGreaterThan(10_000);
    expect(printed!.delayMs).toBeLessThan(printed!.tookMs! / 2);
    expect(afterwards).toEqual({ failed: 'failed', after: true });
    process.stdout.write(`printing ${Math.round(printed!.tookMs!)} ms, event loop held ${Math.round(printed!.delayMs!)} ms\n`);
  });
});
