import { freshTraceparent, isTraceparent, traceIdOf, traceparentOf } from './trace.js';

const good = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('the trace of a request', () => {
  it('is the caller’s when it is well-formed', () => expect(traceparentOf(good, 0)).toBe(good));

  it.each([
    [undefined],
    [''],
    [good.slice(1)],
    [good.toUpperCase()],
    [`01${good.slice(2)}`],
    [good.replace('0af7', 'zzzz')],
    [good.replaceAll('-', '_')],
    [`00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
  ])('is a new one instead of %s', (header) => {
    const given = traceparentOf(header, 0);
    expect(given).not.toBe(header);
    expect(isTraceparent(given)).toBe(true);
  });

  it('has ids that do not repeat, and the share sampled', () => {
    const many = Array.from({ length: 1000 }, () => freshTraceparent(1));
    expect(new Set(many.map(traceIdOf)).size).toBe(1000);
    expect(many.every((text) => text.endsWith('-01') && isTraceparent(text))).toBe(true);
    expect(freshTraceparent(0).endsWith('-00')).toBe(true);
  });
});
