import fc from 'fast-check';
import { figureOf, sumsOf, type Movement } from './figure.rules.js';

const movement = (more: Partial<Movement>): Movement => ({
  ...{ fund: 'SERVICE', account: 'BANK', kind: 'PAYMENT', category: '', movedFen: 0, moved: 0, debitFen: 0, creditFen: 0, stands: 0 },
  ...more,
});

describe('P-14 figures are added up from what was booked', () => {
  const movements = [
    movement({ movedFen: 18_000, moved: 1, debitFen: 36_000, stands: 2 }),
    movement({ account: 'PREPAID', movedFen: -18_000, moved: 1, creditFen: 36_000, stands: 2 }),
    movement({ account: 'PREPAID', kind: 'INCOME_EARNED', movedFen: 1_479, moved: 1, debitFen: 1_479, stands: 1 }),
    movement({ account: 'SERVICE_COST', kind: 'COST', category: 'CLEANING', movedFen: 900, moved: 2, debitFen: 900, stands: 2 }),
    movement({ account: 'SERVICE_COST', kind: 'COST', category: 'ORDER', movedFen: 100, moved: 1, debitFen: 100, stands: 1 }),
  ];
  it.each([
    ['PAYMENTS', undefined, 18_000, 1],
    ['PREPAID', undefined, 34_521, 3],
    ['SERVICE_COST', undefined, 1_000, 3],
    ['SERVICE_COST', 'CLEANING', 900, 2],
    ['SURPLUS', undefined, 0, 0],
  ] as const)('%s of %s', (figure, category, amountFen, entries) =>
    expect(figureOf(movements, figure, category)).toEqual({ amountFen, entries }),
  );

  it('the books agree when debits are credits in every fund, whatever the order', () => {
    const side = fc.record({
      fund: fc.constantFrom('SERVICE' as const, 'COMMON_REVENUE' as const),
      amount: fc.integer({ min: 1, max: 2 ** 40 }),
    });
    fc.assert(
      fc.property(fc.array(side, { maxLength: 30 }), (entries) => {
        const both = entries.flatMap(({ fund, amount }) => [
          movement({ fund, debitFen: amount, stands: 1 }),
          movement({ fund, account: 'PREPAID', creditFen: amount, stands: 1 }),
        ]);
        expect(sumsOf(both)).toMatchObject({ agrees: true, postings: both.length });
        expect(sumsOf([...both].reverse())).toEqual(sumsOf(both));
      }),
    );
    const mixed = [movement({ debitFen: 5 }), movement({ fund: 'COMMON_REVENUE', creditFen: 5 })];
    expect(sumsOf(mixed)).toMatchObject({ agrees: false, debitsFen: 5, creditsFen: 5 });
  });
});
