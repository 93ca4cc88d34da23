import * as fc from 'fast-check';
import { defaultPolicy } from './problem-policy.rules.js';
import { proposals, type Recurring } from './promotion.rules.js';

/** A hundredth of a degree of latitude is about 1112 metres. */
const at = (metres: number): [number, number] => [119, 31 + metres / 111_200];
const problem = (number: number, summary = '楼道堆物', metres: number | null = 0, community = '320404004001'): Recurring => ({
  problemId: `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  communityCode: community,
  class: 'SANITATION',
  summary,
  point: metres === null ? null : at(metres),
});
const propose = (...problems: Recurring[]) => proposals(problems, () => defaultPolicy);

describe('G-21 alike in class, place and words, as many as the policy wants, are proposed as one', () => {
  it('three within 120 metres are one group', () => {
    const three = [problem(1), problem(2, '楼道内堆物', 60), problem(3, '楼道堆物多', 120)];
    const [found, ...more] = propose(...three);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ class: 'SANITATION', problemIds: three.map(({ problemId }) => problemId) });
    expect(found!.widestMetres).toBeGreaterThanOrEqual(60);
    expect(found!.leastSimilarity).toBeGreaterThanOrEqual(40);
  });

  it.each([
    ['a fourth too far away', problem(4, '楼道堆物', 700)],
    ['another matter in the same place', problem(4, '路灯不亮')],
    ['the same in another community', problem(4, '楼道堆物', 0, '320404004002')],
  ])('%s stays out', (_, fourth) => {
    expect(propose(problem(1), problem(2), problem(3), fourth).map(({ problemIds }) => problemIds.length)).toEqual([3]);
  });

  it('two are nothing', () => expect(propose(problem(1), problem(2))).toEqual([]));

  it('words decide where no door is named', () => {
    expect(propose(problem(1, '楼道堆物', null), problem(2, '楼道堆物', null), problem(3))).toMatchObject([
      { widestMetres: null, leastSimilarity: 100 },
    ]);
  });

  it('in whatever order they come: disjoint, sorted, large enough', () => {
    const words = fc.constantFrom('楼道堆物', '楼道内堆物', '路灯不亮', '路灯坏了');
    const any = fc.array(fc.tuple(words, fc.integer({ min: 0, max: 2000 })), { maxLength: 12 });
    fc.assert(
      fc.property(any, fc.infiniteStream(fc.nat()), (given, order) => {
        const problems = given.map(([summary, metres], index) => problem(index, summary, metres));
        const found = propose(...problems);
        const shuffled = problems.map((one) => [order.next().value as number, one] as const).toSorted(([a], [b]) => a - b);
        expect(propose(...shuffled.map(([, one]) => one))).toEqual(found);
        const ids = found.flatMap(({ problemIds }) => problemIds);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { problemIds } of found) expect(problemIds.length).toBeGreaterThanOrEqual(defaultPolicy.promoteFrom);
      }),
    );
  });
});
