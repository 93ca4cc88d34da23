import * as fc from 'fast-check';
import { balance, workloadOf } from './workload.rules.js';

describe('G-06 a redraw shows how it would share the open work', () => {
  it.each([
    [[30, 10, 20], 150],
    [[5, 5], 100],
    [[], null],
    [[0, 0], null],
  ])('the largest of %j is %s percent of the mean', (loads, percent) => {
    expect(balance(loads)).toBe(percent);
  });

  it('moves work with its household', () => {
    const assigned = new Map([
      ['a', 'east'],
      ['b', 'west'],
      ['c', 'west'],
    ]);
    const open = (householdId: string, count: number) => ({ householdId, open: count });
    expect(workloadOf(['east', 'west'], assigned, [open('a', 1), open('b', 2)], [open('c', 3), open('gone', 9)])).toEqual([
      { code: 'east', requests: 1, problems: 0, percent: 33 },
      { code: 'west', requests: 2, problems: 3, percent: 167 },
    ]);
  });

  it('keeps the total whatever is moved', () => {
    const household = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ householdId: household.map(String), open: fc.integer({ min: 0, max: 50 }) })),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 10, maxLength: 10 }),
        (work, grids) => {
          const assigned = new Map(grids.map((grid, index) => [String(index), String(grid)]));
          const loads = workloadOf(['0', '1', '2'], assigned, work, []);
          return loads.reduce((sum, { requests }) => sum + requests, 0) === work.reduce((sum, { open }) => sum + open, 0);
        },
      ),
    );
  });
});
