import * as fc from 'fast-check';
import { metresBetween, textSimilarity, type Position } from './similarity.js';

describe('G-21 G-42 the distance of two places', () => {
  it.each<[string, Position, Position, number]>([
    ['a place and itself', [119.951, 31.776], [119.951, 31.776], 0],
    ['a thousandth of a degree north', [119.951, 31.776], [119.951, 31.777], 111],
    ['a thousandth of a degree east, shorter by the cosine of the latitude', [119.951, 31.776], [119.952, 31.776], 95],
    ['across the date line', [179.9995, 0], [-179.9995, 0], 111],
    ['half around the earth', [0, 0], [180, 0], 20_015_115],
  ])('%s', (_, a, b, metres) => expect(metresBetween(a, b)).toBe(metres));

  it('is the same in both directions and never negative', () => {
    const position = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -90, max: 90, noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(metresBetween(a, b)).toBe(metresBetween(b, a));
        expect(metresBetween(a, b)).toBeGreaterThanOrEqual(0);
        expect(metresBetween(a, b)).toBeLessThanOrEqual(20_015_115);
      }),
    );
  });
});

describe('G-21 G-42 how alike two texts are', () => {
  it.each([
    ['楼道堆物', '楼道堆物', 100],
    ['楼道堆物', '楼道内堆物', 57],
    ['楼道堆物', '路灯不亮', 0],
    ['楼道 堆物！', '楼道，堆物', 100],
    ['ＬＥＤ灯坏了', 'led灯坏了', 100],
    ['楼道\u200b堆物', '楼道堆物', 100],
    ['灯灯灯', '灯灯', 67],
    ['𠮷𠮷', '𠮷𠮷', 100],
    ['灯', '灯。', 100],
    ['灯', '楼', 0],
    ['灯', '灯灯', 0],
    ['', '灯', 0],
    ['！', '。', 100],
  ])('%s and %s → %i', (a, b, percent) => expect(textSimilarity(a, b)).toBe(percent));

  it('is symmetric, within 0 and 100, and 100 with itself', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'楼道内堆物灯') }));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const percent = textSimilarity(a, b);
        expect(percent).toBe(textSimilarity(b, a));
        expect(Number.isInteger(percent) && percent >= 0 && percent <= 100).toBe(true);
        expect(textSimilarity(a, a)).toBe(100);
      }),
    );
  });
});
