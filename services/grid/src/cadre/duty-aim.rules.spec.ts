import fc from 'fast-check';
import { dutyAim, dutyStatus } from '@gezhi/shared/contracts';
import { byAim, type DutyTally } from './duty-aim.rules.js';

const tally = (changes: Partial<DutyTally>): DutyTally => ({
  ...{ aim: 'SOLVE_PROBLEMS', status: 'ISSUED', onTime: false, pastDue: false, count: 1 },
  ...changes,
});

describe('G-15 results by the three aims', () => {
  it('always all three in their order, null where there is nothing', () => {
    expect(byAim([]).map(({ aim, issued, completed, onTime }) => [aim, issued, completed.value, onTime.value])).toEqual([
      ['SOLVE_PROBLEMS', 0, null, null],
      ['BUILD_ABILITY', 0, null, null],
      ['JOIN_FORCES', 0, null, null],
    ]);
  });

  it('3 on time, 1 late, 1 open past due, 2 still to come, 5 withdrawn: 4 of 7 completed, 3 of 5 on time', () => {
    const [solved, ability] = byAim([
      tally({ status: 'COMPLETED', onTime: true, pastDue: true, count: 3 }),
      tally({ status: 'COMPLETED', pastDue: true }),
      tally({ status: 'CONFIRMED', pastDue: true }),
      tally({ status: 'ISSUED', count: 2 }),
      tally({ status: 'WITHDRAWN', pastDue: true, count: 5 }),
    ]);
    expect(solved).toMatchObject({ issued: 7, confirmed: 5, completed: { numerator: 4, denominator: 7, value: 57.14 } });
    expect(solved!.onTime).toMatchObject({ numerator: 3, denominator: 5, value: 60 });
    expect(ability!.issued).toBe(0);
  });

  it('on time ≤ completed ≤ confirmed ≤ issued, and nothing is lost between the aims', () => {
    const tallies = fc.array(
      fc.record({
        aim: fc.constantFrom(...dutyAim.options),
        status: fc.constantFrom(...dutyStatus.options),
        onTime: fc.boolean(),
        pastDue: fc.boolean(),
        count: fc.nat(50),
      }),
    );
    fc.assert(
      fc.property(tallies, (all) => {
        const results = byAim(all);
        for (const { issued, confirmed, completed, onTime } of results) {
          expect([onTime.numerator <= completed.numerator, completed.numerator <= confirmed, confirmed <= issued]).toEqual([
            true,
            true,
            true,
          ]);
        }
        const live = all.filter(({ status }) => status !== 'WITHDRAWN').reduce((total, { count }) => total + count, 0);
        expect(results.reduce((total, { issued }) => total + issued, 0)).toBe(live);
      }),
    );
  });
});
