import { z } from 'zod';
import { evidence, id, instant, localDate, text } from './values.js';

const summary = text(40);

describe('G-42 free text is visible and reads as it is written', () => {
  it.each([
    ['zero-width characters alone', '\u200b\u200d\u2060\ufeff'],
    ['blank letters of other scripts', '\u3164\u2800\u115f'],
    ['a soft hyphen between spaces', ' \u00ad '],
    ['a text turned round', '已\u202e办结'],
    ['a text isolated', '\u2067办结\u2069'],
    ['control characters', '办\u0007结'],
    ['nothing', '   '],
  ])('refuses %s', (_, written) => expect(summary.safeParse(written).success).toBe(false));

  it.each([
    ['two lines', '楼道灯不亮\n三单元'],
    ['joined emoji', '👩\u200d🔧'],
    ['one character', '好'],
    ['a zero-width space inside', '楼\u200b道'],
  ])('takes %s', (_, written) => expect(summary.parse(` ${written} `)).toBe(written));

  it('takes no longer for a long text it refuses', () => {
    const started = performance.now();
    text(2_000_000).safeParse(`${'\u200b'.repeat(500_000)}${'好'.repeat(500_000)}\u202e`);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('stays a pattern in JSON Schema', () => {
    const { pattern } = z.toJSONSchema(summary) as { pattern: string };
    expect([new RegExp(pattern, 'u').test('\u200b'), new RegExp(pattern, 'u').test('楼道灯')]).toEqual([false, true]);
  });
});

describe('X-T3 instants compare as texts and are kept by the database', () => {
  it.each([
    ['past the year 9999 in UTC', '9999-12-31T23:59:59-12:00'],
    ['the year 0', '0000-06-01T00:00:00Z'],
    ['before the year 1 in UTC', '0001-01-01T00:00:00+08:00'],
    ['before the year 0 in UTC', '0000-01-01T00:00:00+08:00'],
  ])('refuses %s', (_, written) => expect(instant.safeParse(written).success).toBe(false));

  it.each([
    ['2026-01-01T00:00:00+08:00', '2025-12-31T16:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('takes %s', (written, kept) => expect(instant.parse(written)).toBe(kept));

  it('and so do dates', () => {
    const taken = ['0000-06-01', '0001-01-01', '9999-12-31'].map((written) => localDate.safeParse(written).success);
    expect(taken).toEqual([false, true, true]);
  });
});

describe('X-T1 an id has one spelling', () => {
  const lower = '0190abcd-0000-7000-8000-00000000abcd';
  const upper = lower.toUpperCase();

  it('that of lower case, wherever it stands', () => {
    expect([id.parse(upper), evidence.parse([upper, lower]), z.object({ id }).parse({ id: upper })]).toEqual([
      lower,
      [lower, lower],
      { id: lower },
    ]);
  });

  it('and nothing else becomes one', () => {
    for (const written of [` ${lower}`, lower.slice(1), `{${lower}}`, lower.replace('7000', 'g000')])
      expect(id.safeParse(written).success).toBe(false);
  });

  it('stays a UUID in JSON Schema', () =>
    expect(z.toJSONSchema(z.object({ id })).$defs!.Id).toMatchObject({ type: 'string', format: 'uuid' }));
});
