import { Cursors, signNext } from './cursor.js';

const cursors = new Cursors('a key of this spec');
const position = '["2026-01-01","灯\\"\\\\"]';

describe('page cursors', () => {
  it('give back the position to the operation and account they were given to', () => {
    expect(cursors.verify(cursors.sign(position, 'list', 'a'), 'list', 'a')).toBe(position);
  });

  it.each([
    ['another operation', cursors.sign(position, 'other', 'a')],
    ['another account', cursors.sign(position, 'list', 'b')],
    ['another key', new Cursors('another key').sign(position, 'list', 'a')],
    ['a plain position', position],
    ['nothing', ''],
    ['a changed byte', cursors.sign(position, 'list', 'a').replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))],
  ])('refuse %s', (_case, cursor) => expect(() => cursors.verify(cursor, 'list', 'a')).toThrow('gateway.transport.cursor-invalid'));
});

describe('signing the cursor of a page', () => {
  const sign = (text: string) => `signed(${text})`;
  const page = (next: string | null, items: unknown[] = [{ next: ',"next":"x"}' }]) => JSON.stringify({ items, next });

  it('lets the last page pass untouched', () => {
    const bytes = Buffer.from(page(null));
    expect(signNext(bytes, sign)).toBe(bytes);
    expect(signNext(page(null), sign)).toBe(page(null));
  });

  it.each([
    ['text', (text: string) => text],
    ['bytes', (text: string) => Buffer.from(text)],
  ])('replaces the position in %s', (_case, as) => {
    expect(JSON.parse(String(signNext(as(page(position)), sign)))).toEqual({
      items: [{ next: ',"next":"x"}' }],
      next: `signed(${position})`,
    });
  });

  it('parses a page whose cursor is not its last member', () => {
    const odd = JSON.stringify({ next: position, items: [], total: 'x' });
    expect(JSON.parse(String(signNext(odd, sign)))).toEqual({ next: `signed(${position})`, items: [], total: 'x' });
    const nested = JSON.stringify({ next: position, items: [{ a: { items: [], next: 'inner' } }] });
    expect(JSON.parse(String(signNext(nested, sign)))).toEqual({
      next: `signed(${position})`,
      items: [{ a: { items: [], next: 'inner' } }],
    });
  });
});
