import * as fc from 'fast-check';
import { catalogue, forPlace, type CatalogueItem } from './catalogue.js';

const items = (count: number): CatalogueItem[] =>
  Array.from({ length: count }, (_, index) => ({ code: `class-${index + 1}`, source: 'domain section 7', assumed: true }));
const twelve = (list: CatalogueItem[]) => catalogue({ name: 'profile-class', size: 12, items: list });

describe('G-T5 a catalogue has exactly its number of items', () => {
  it('accepts 12 of 12 unchanged', () => {
    expect(twelve(items(12))).toEqual({ name: 'profile-class', size: 12, items: items(12) });
  });

  it.each([0, 11, 13])('refuses %i of 12', (actual) => {
    expect(() => twelve(items(actual))).toThrow(
      expect.objectContaining({ code: 'platform.catalogue.cardinality', details: { name: 'profile-class', expected: 12, actual } }),
    );
  });

  it('refuses two items of one code and an item without a source', () => {
    const [first, ...rest] = items(12);
    expect(() => twelve([{ ...first!, code: 'class-7' }, ...rest])).toThrow(
      expect.objectContaining({ code: 'platform.catalogue.code-taken', details: { name: 'profile-class', codes: ['class-7'] } }),
    );
    expect(() => twelve([{ ...first!, source: ' ' }, ...rest])).toThrow(
      expect.objectContaining({ code: 'platform.catalogue.source-missing', details: { name: 'profile-class', codes: ['class-1'] } }),
    );
  });
});

describe('X-T11 a place sees the catalogue of its own jurisdiction only', () => {
  const county = { jurisdictionId: '320404', version: 20 };
  const xilin1 = { jurisdictionId: '320404004', version: 1 };
  const xilin2 = { jurisdictionId: '320404004', version: 2 };
  const xilin10 = { jurisdictionId: '320404004', version: 10 };
  const jixian = { jurisdictionId: '230521', version: 30 };
  const all = [xilin2, jixian, xilin10, county, xilin1];

  it.each([
    ['320404004012007', xilin10],
    ['320404004', xilin10],
    ['320404005001', county],
    ['320404', county],
    ['230521100003', jixian],
    ['3204', undefined],
    ['110101', undefined],
  ])('gives %s the latest version of the nearest place at or above it', (place, expected) => {
    expect(forPlace(all, place)).toBe(expected);
  });

  it('does not depend on the order of the versions', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => forPlace(shuffled, '320404004012') === xilin10),
    );
  });

  it('refuses a malformed place code', () => {
    expect(() => forPlace(all, '32040')).toThrow(expect.objectContaining({ code: 'platform.geography.code-invalid' }));
  });
});
