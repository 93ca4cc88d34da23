import * as fc from 'fast-check';
import type { Violation } from '@gezhi/shared/contracts';
import { check, findings, fixedOf, threeFixed, type CheckedPosting } from './three-fixed.rules.js';

const worker = (n: number): string => `01900000-0000-7000-8000-00000000000${n}`;
const grid = (n: number): string => `23052110000100${n}`;
const [g1, g2, g3, W1, W2] = [grid(1), grid(2), grid(3), worker(1), worker(2)];
const violation = (kind: Violation['kind'], gridCode: string | null, workerId: string | null): Violation => ({ kind, gridCode, workerId });
const posting = (workerId: string, gridCode: string, changes: Partial<CheckedPosting> = {}): CheckedPosting => ({
  ...{ workerId, gridCode, home: true, confirmed: true },
  ...changes,
});
const workers = [W1, W2].map((workerId) => ({ workerId, accountId: workerId }));
const now = '2026-11-23T01:00:00.000Z';
const placeCode = '230521100001';

describe('G-33 grid, person and duty are fixed', () => {
  const found = [
    violation('FIXED_GRID', g2, null),
    violation('FIXED_GRID', g3, null),
    violation('FIXED_PERSON', null, W2),
    violation('FIXED_DUTY', g1, W1),
  ];

  it('names each violation: three grids, one worker at home in the first unconfirmed, one posted nowhere', () => {
    expect(threeFixed([g1, g2, g3], workers, [posting(W1, g1, { confirmed: false })])).toEqual(found);
  });

  it('finds nothing once all are repaired', () => {
    expect(threeFixed([g1, g2, g3], workers, [posting(W1, g1), posting(W2, g2), posting(W2, g3, { home: false })])).toEqual([]);
  });

  it('two homes are as wrong as none; what a worker does in grids of other places is theirs to check', () => {
    expect(threeFixed([g1, g2], [workers[0]!], [posting(W1, g1), posting(W1, g2)])).toEqual([violation('FIXED_PERSON', null, W1)]);
    expect(threeFixed([g1], [workers[0]!], [posting(W1, g1, { home: false }), posting(W1, g3, { confirmed: false })])).toEqual([]);
  });

  it('the share counts grids, workers and pairs', () => {
    const postings = [posting(W1, g1, { confirmed: false })];
    const { grids, workers: counted, pairs } = findings({ grids: [g1, g2, g3], workers, postings });
    expect([grids, counted, pairs]).toEqual([3, 2, 1]);
    expect(fixedOf({ grids, workers: counted, pairs, violations: found })).toMatchObject({ numerator: 2, denominator: 6, value: 33.33 });
    expect(fixedOf({ grids: 0, workers: 0, pairs: 0, violations: [] }).value).toBeNull();
  });

  it('tells when the set differs from the check before, also when all is repaired, and of nothing otherwise', () => {
    const facts = { grids: [g1, g2, g3], workers, postings: [posting(W1, g1, { confirmed: false })] };
    const told = (before: Violation[], postings = facts.postings) =>
      check(worker(9), placeCode, { ...facts, postings, before }, now).events.map(({ data }) => data);
    expect(told(found.toReversed())).toEqual([]);
    expect(told([])).toEqual([
      expect.objectContaining({ checkId: worker(9), violations: expect.arrayContaining([{ ...found[2], accountId: W2 }]) as unknown }),
    ]);
    const repaired = [posting(W1, g1), posting(W2, g2), posting(W2, g3, { home: false })];
    expect(told(found, repaired)).toEqual([expect.objectContaining({ violations: [] })]);
    expect(told([], repaired)).toEqual([]);
  });

  it('a place of neither grid nor worker is refused', () => {
    const nothing = { grids: [], workers: [], postings: [], before: [] };
    expect(() => check(worker(9), placeCode, nothing, now)).toThrow(expect.objectContaining({ code: 'grid.worker.grid-unknown' }));
  });

  const pairs = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), { selector: String });
  const state = fc
    .tuple(pairs, fc.infiniteStream(fc.boolean()))
    .map(([found, flags]) =>
      found.map(([w, g]) => posting(worker(w), grid(g), { home: flags.next().value!, confirmed: flags.next().value! })),
    );
  const all = { grids: [1, 2, 3, 4, 5].map(grid), workers: [1, 2, 3, 4, 5].map((n) => ({ workerId: worker(n), accountId: null })) };

  it('is empty after exactly the named repairs, of any state', () => {
    fc.assert(
      fc.property(state, (before) => {
        const named = threeFixed(all.grids, all.workers, before);
        const persons = new Set(named.flatMap(({ kind, workerId }) => (kind === 'FIXED_PERSON' ? [workerId] : [])));
        const duties = new Set(named.flatMap((one) => (one.kind === 'FIXED_DUTY' ? [`${one.workerId} ${one.gridCode}`] : [])));
        // Those without a home get one, in their first grid or in one of their own; those with several keep the first.
        let after = before.map((one) => ({ ...one, confirmed: one.confirmed || duties.has(`${one.workerId} ${one.gridCode}`) }));
        for (const workerId of persons) {
          const mine = after.filter((one) => one.workerId === workerId);
          if (!mine.length) after.push(posting(workerId!, all.grids[0]!));
          else after = after.map((one) => (one.workerId === workerId ? { ...one, home: one.gridCode === mine[0]!.gridCode } : one));
        }
        for (const { kind, gridCode } of named)
          if (kind === 'FIXED_GRID' && !after.some((one) => one.gridCode === gridCode))
            after.push(posting(all.workers[0]!.workerId, gridCode!, { home: false }));
        expect(threeFixed(all.grids, all.workers, after)).toEqual([]);
      }),
    );
  });

  it('does not depend on the order of what it is told', () => {
    fc.assert(
      fc.property(state, fc.func(fc.integer()), (postings, rank) => {
        const mixed = <T>(list: readonly T[]): T[] => list.toSorted((a, b) => rank(a) - rank(b));
        expect(threeFixed(mixed(all.grids), mixed(all.workers), mixed(postings))).toEqual(threeFixed(all.grids, all.workers, postings));
      }),
    );
  });
});
