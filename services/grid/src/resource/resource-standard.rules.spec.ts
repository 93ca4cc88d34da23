import fc from 'fast-check';
import type { ResourceStandard } from '@gezhi/shared/contracts';
import { gapOf, gapsOf, standardOf } from './resource-standard.rules.js';

const item = (per: ResourceStandard['per'], quantity: number, more: Partial<ResourceStandard> = {}): ResourceStandard => ({
  ...{ kind: 'EQUIPMENT', code: 'CAMERA', zh: '试：摄像头', unit: '台', per, quantity },
  ...more,
});

describe('G-09 the resource standard of a type', () => {
  it.each([
    ['HUNDRED_HOUSEHOLDS', 1, 349, 4],
    ['HUNDRED_HOUSEHOLDS', 1, 400, 4],
    ['HUNDRED_HOUSEHOLDS', 1, 0, 0],
    ['HUNDRED_HOUSEHOLDS', 3, 101, 4],
    ['HUNDRED_HOUSEHOLDS', 1_000_000_000_000, 1, 10_000_000_000],
    ['GRID', 3, 349, 3],
    ['GRID', 3, 0, 3],
  ] as const)('per %s %i of %i households: %i', (per, quantity, households, standard) => {
    expect(standardOf(item(per, quantity), households)).toBe(standard);
  });

  it.each([
    [4, 3, 1],
    [4, 6, 0],
    [0, 0, 0],
  ])('of %i there are %i: %i missing', (standard, actual, gap) => {
    expect(gapOf(standard, actual)).toBe(gap);
  });

  it('item by item, the same code of another kind apart', () => {
    const standards = [item('GRID', 2), item('HUNDRED_HOUSEHOLDS', 1, { kind: 'PEOPLE', code: 'CADRE' })];
    const held = [
      { kind: 'EQUIPMENT' as const, code: 'CAMERA', quantity: 1 },
      { kind: 'EQUIPMENT' as const, code: 'CAMERA', quantity: 4 },
      { kind: 'MONEY' as const, code: 'CADRE', quantity: 9 },
    ];
    expect(gapsOf(standards, held, 150).map(({ code, standard, actual, gap }) => [code, standard, actual, gap])).toEqual([
      ['CAMERA', 2, 5, 0],
      ['CADRE', 2, 0, 2],
    ]);
  });

  it('nothing is missing where everything is held, and never less than nothing', () => {
    const amounts = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.nat(2000), (pairs, households) => {
        const standards = pairs.map(([quantity], index) => item('HUNDRED_HOUSEHOLDS', quantity, { code: `C${index}` }));
        const held = pairs.map(([, quantity], index) => ({ kind: 'EQUIPMENT' as const, code: `C${index}`, quantity }));
        const gaps = gapsOf(standards, held, households);
        const missing = gaps.reduce((sum, { gap }) => sum + gap, 0);
        expect(missing).toBeGreaterThanOrEqual(0);
        expect(missing === 0).toBe(gaps.every(({ actual, standard }) => actual >= standard));
      }),
    );
  });
});
