import fc from 'fast-check';
import type { GridType } from '@gezhi/shared/contracts';
import { assign, comparePairs, fitOf, gapsOf, termsOf, type FitCadre, type FitGrid, type FitInputs } from './assignment.rules.js';
import { fit } from './fit.rules.js';

const weights = [
  { term: 'MEDIATION', percent: 50 },
  { term: 'LAW', percent: 30 },
  { term: 'LOCAL', percent: 20 },
];
const conflict = { weights, requiredLines: ['PUBLIC_SECURITY_GOVERNANCE' as const], minimum: 1, maximum: 2 };
const building = { weights: [{ term: 'LOCAL', percent: 100 }], requiredLines: [], minimum: 1, maximum: 2 };
const types = { CONFLICT_RESOLUTION: conflict, COMMUNITY_BUILDING: building };
const code = (n: number): string => `320404004007${String(n).padStart(3, '0')}`;
const grid = (n: number, changes: Partial<FitGrid> = {}): FitGrid => ({
  code: code(n),
  type: 'COMMUNITY_BUILDING',
  openWork: 0,
  ...changes,
});
const cadre = (id: string, changes: Partial<FitCadre> = {}): FitCadre => ({
  ...{ id, line: null, load: 0, levels: {}, recusedAt: [] },
  ...changes,
});
const inputs = (grids: FitGrid[], cadres: FitCadre[], changes: Partial<FitInputs> = {}): FitInputs => ({
  ...{ playbookVersion: 1, grids, cadres, types },
  ...changes,
});
const gridOf = (given: FitInputs) =>
  Object.fromEntries(assign(given).entries.map(({ cadreId, gridCode }) => [cadreId, Number(gridCode.slice(-3))]));

describe('G-T16 the score of a pair', () => {
  it('with weights .5, .3, .2 and levels 3, 2, 1 is 0.7667, of .5000, .2000 and .0667', () => {
    expect(fit({ MEDIATION: 3, LAW: 2, LOCAL: 1 }, weights, false)).toEqual({
      score: 7667,
      reasons: [
        { term: 'MEDIATION', percent: 50, level: 3, contribution: 5000 },
        { term: 'LAW', percent: 30, level: 2, contribution: 2000 },
        { term: 'LOCAL', percent: 20, level: 1, contribution: 667 },
      ],
    });
  });

  it('a capability not held counts nothing, the line fully or not at all', () => {
    const byLine = [
      { term: 'PLANNING', percent: 80 },
      { term: 'LINE', percent: 20 },
    ];
    expect([fit({}, byLine, false).score, fit({}, byLine, true).score, fit({ PLANNING: 3 }, byLine, true).score]).toEqual([
      0, 2000, 10_000,
    ]);
    expect(fit({ LINE: 3 } as Record<string, number>, byLine, false).score).toBe(0);
  });

  const anyWeights = fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 })
    .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 100])
    .map((cuts) => cuts.slice(1).map((cut, index) => ({ term: index ? `TERM_${index}` : 'LINE', percent: cut - cuts[index]! })));
  const anyLevels = fc.dictionary(fc.constantFrom('TERM_1', 'TERM_2', 'TERM_3', 'TERM_4', 'TERM_5'), fc.integer({ min: 0, max: 3 }));

  it('lies within 0 and 1, and no higher level makes it less', () => {
    fc.assert(
      fc.property(anyWeights, anyLevels, fc.boolean(), fc.constantFrom('TERM_1', 'TERM_2', 'TERM_3'), (weights, levels, line, tag) => {
        const { score } = fit(levels, weights, line);
        expect(score >= 0 && score <= 10_000).toBe(true);
        const raised = { ...levels, [tag]: Math.min(3, (levels[tag] ?? 0) + 1) };
        expect(fit(raised, weights, line).score).toBeGreaterThanOrEqual(score);
      }),
    );
  });
});

describe('G-13 what a type of grid asks for', () => {
  it('as frozen with the list; a line fits that the type requires', () => {
    const of = inputs([], [], { types: { CONFLICT_RESOLUTION: { ...conflict, weights: [{ term: 'LINE', percent: 100 }] } } });
    const score = (line: FitCadre['line'], type: GridType) => fitOf(of, { levels: {}, line }, { type }).score;
    expect(score('PUBLIC_SECURITY_GOVERNANCE', 'CONFLICT_RESOLUTION')).toBe(10_000);
    expect([score('ECONOMIC_DEVELOPMENT', 'CONFLICT_RESOLUTION'), score(null, 'CONFLICT_RESOLUTION')]).toEqual([0, 0]);
    expect(termsOf(of, { type: 'ENTERPRISE_SERVICE' })).toEqual({ weights: [], requiredLines: [], minimum: 0, maximum: 0 });
  });
});

describe('G-T16 the order of pairs', () => {
  const pair = (id: string, n: number, score: number, load = 0) => ({ cadre: cadre(id, { load }), grid: grid(n), score });
  it('the better score, then the smaller load, then the codes', () => {
    const pairs = [pair('b', 1, 5), pair('a', 2, 5), pair('a', 1, 5), pair('c', 1, 5, 1), pair('d', 1, 6, 9)];
    expect(pairs.toSorted(comparePairs).map(({ cadre, grid }) => `${cadre.id}${grid.code.at(-1)}`)).toEqual(['d1', 'a1', 'a2', 'b1', 'c1']);
  });
});

describe('G-13 the assignment', () => {
  const security = 'PUBLIC_SECURITY_GOVERNANCE' as const;
  const needy = (n: number, openWork = 0) => grid(n, { type: 'CONFLICT_RESOLUTION', openWork });

  it('first the line a grid requires, where most work is open first, however well others fit', () => {
    const cadres = [cadre('a', { line: security }), cadre('b', { levels: { MEDIATION: 3 } }), cadre('c')];
    expect(gridOf(inputs([needy(1, 1), needy(2, 5)], cadres))).toEqual({ a: 2, b: 1, c: 1 });
  });

  it('then every grid up to its minimum, before the best pairs take the room that is left', () => {
    const local = (id: string, LOCAL: number) => cadre(id, { levels: { LOCAL } });
    expect(gridOf(inputs([grid(1), grid(2, { openWork: 3 })], [local('a', 3), local('b', 2), local('c', 1)]))).toEqual({
      a: 2,
      b: 1,
      c: 1,
    });
  });

  it('of equals the one with fewer duties open, then by the codes', () => {
    const cadres = [cadre('a', { load: 4 }), cadre('b'), cadre('c')];
    expect(gridOf(inputs([grid(1)], cadres, { types: { COMMUNITY_BUILDING: { ...building, maximum: 1 } } }))).toEqual({ a: 1, b: 1, c: 1 });
    expect(gridOf(inputs([grid(2), grid(1)], cadres))).toEqual({ a: 1, b: 1, c: 2 });
  });

  it('the rest where the fewest are; who stands back everywhere is named, not placed', () => {
    const cadres = ['a', 'b', 'c', 'd', 'e'].map((id) => cadre(id));
    const recused = cadre('f', { recusedAt: [code(1), code(2)] });
    const small = { types: { COMMUNITY_BUILDING: { ...building, maximum: 1 } } };
    const { entries, unplaced } = assign(inputs([grid(1), grid(2)], [...cadres, recused], small));
    expect([1, 2].map((n) => entries.filter(({ gridCode }) => gridCode === code(n)).length)).toEqual([3, 2]);
    expect(unplaced).toEqual(['f']);
  });

  it('G-T17 names the grids that lack a cadre of a line they need', () => {
    const given = inputs([needy(2), needy(1), grid(3)], [cadre('a', { line: security }), cadre('b', { line: 'ECONOMIC_DEVELOPMENT' })]);
    expect(assign(given).gaps).toEqual([code(2)]);
    expect(gapsOf([], given)).toEqual([code(1), code(2)]);
    expect(gapsOf([{ cadreId: 'b', gridCode: code(1) }], given)).toEqual([code(1), code(2)]);
  });

  const anyGrids = fc.uniqueArray(
    fc.record({
      code: fc.integer({ min: 1, max: 9 }).map(code),
      type: fc.constantFrom<GridType>('CONFLICT_RESOLUTION', 'COMMUNITY_BUILDING'),
      openWork: fc.nat(3),
    }),
    { selector: ({ code }) => code, minLength: 1, maxLength: 6 },
  );
  const anyCadres = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 10, max: 99 }).map(String),
      line: fc.constantFrom(null, security, 'HOUSING_CONSTRUCTION' as const),
      load: fc.nat(2),
      levels: fc.dictionary(fc.constantFrom('MEDIATION', 'LAW', 'LOCAL'), fc.integer({ min: 0, max: 3 })),
      recusedAt: fc.uniqueArray(fc.integer({ min: 1, max: 9 }).map(code), { maxLength: 4 }),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 20 },
  );

  it('G-T16 is the same to the byte however its facts are ordered', () => {
    fc.assert(
      fc.property(anyGrids, anyCadres, fc.infiniteStream(fc.nat()), (grids, cadres, chance) => {
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, at: chance.next().value as number }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const [one, other] = [assign(inputs(grids, cadres)), assign(inputs(shuffled(grids), shuffled(cadres)))];
        expect(JSON.stringify(other)).toBe(JSON.stringify(one));
      }),
    );
  });

  it('places everyone once, never where they stand back from, and over the maximum only where all else is full', () => {
    fc.assert(
      fc.property(anyGrids, anyCadres, (grids, cadres) => {
        const given = inputs(grids, cadres);
        const { entries, unplaced } = assign(given);
        expect([...entries.map(({ cadreId }) => cadreId), ...unplaced].toSorted()).toEqual(cadres.map(({ id }) => id).toSorted());
        const open = (id: string) => grids.filter(({ code }) => !cadres.find((cadre) => cadre.id === id)!.recusedAt.includes(code));
        for (const id of unplaced) expect(open(id)).toEqual([]);
        const count = (of: string) => entries.filter(({ gridCode }) => gridCode === of).length;
        const over = grids.filter((grid) => count(grid.code) > termsOf(given, grid).maximum).map(({ code }) => code);
        for (const { cadreId, gridCode } of entries) expect(open(cadreId).map(({ code }) => code)).toContain(gridCode);
        for (const code of over) {
          const placed = entries.filter(({ gridCode }) => gridCode === code);
          const pressed = placed.filter(({ cadreId }) => open(cadreId).every((grid) => count(grid.code) >= termsOf(given, grid).maximum));
          expect(pressed.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('draws 223 cadres over 67 grids in well under two seconds', () => {
    const many = inputs(
      Array.from({ length: 67 }, (_, n) => grid(n + 1, { openWork: n % 7, type: n % 3 ? 'COMMUNITY_BUILDING' : 'CONFLICT_RESOLUTION' })),
      Array.from({ length: 223 }, (_, n) =>
        cadre(String(1000 + n), { levels: { LAW: n % 4, LOCAL: n % 3 }, line: n % 5 ? null : security }),
      ),
    );
    const begun = performance.now();
    expect(assign(many).entries).toHaveLength(223);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
