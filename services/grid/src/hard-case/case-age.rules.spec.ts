import fc from 'fast-check';
import { addDays } from '@gezhi/shared/domain';
import { ageOf, priorityOf } from './case-age.rules.js';
import { defaultPolicy } from './hard-case-policy.rules.js';

describe('G-17 the age of a case runs from its origin, which may lie long before the system', () => {
  it.each([
    ['2014-05-31', '2026-03-01', 11, 9],
    ['2016-03-01', '2026-03-01', 10, 0],
    ['2016-03-02', '2026-03-01', 9, 11],
    ['2016-02-29', '2026-02-28', 10, 0],
    ['2026-03-01', '2026-03-01', 0, 0],
  ])('%s is on %s %i years and %i months old', (origin, today, years, months) => {
    expect(ageOf(origin, today)).toEqual({ years, months });
  });

  it('and never falls with time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 0, max: 400 }),
        (born, days, more) => {
          const origin = addDays('2000-01-01', born);
          const [early, late] = [days, days + more].map((count) => ageOf(origin, addDays(origin, count)));
          expect(late!.years * 12 + late!.months).toBeGreaterThanOrEqual(early!.years * 12 + early!.months);
          expect(early!.months).toBeLessThan(12);
        },
      ),
    );
  });

  it('gives its priority: from ten years the first, below one year none', () => {
    const of = (years: number, months = 0) => priorityOf({ years, months }, defaultPolicy.priorities);
    expect([of(13), of(10), of(9, 11), of(5), of(1), of(0, 11)]).toEqual(['FIRST', 'FIRST', 'SECOND', 'SECOND', 'THIRD', null]);
  });
});
