import { sumFen } from '@gezhi/shared/domain';
import fc from 'fast-check';
import { close, nextPeriod, recognise, type Movements } from './surplus.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2027-01-05T01:00:00.000Z';
const days = { from: '2026-01-01', to: '2026-12-31' };
const of = { id: id(1), entryId: id(2), estateId: id(3), communityCode: '230521100001', number: 1 };
const moved: Movements = {
  ...{ basicIncome: 1_404_000, optionalIncome: 326_000, valueAddedIncome: 0, cost: 1_235_050, unprovenCost: 0 },
  ...{ carriedDeficit: 0, cash: 1_730_000, prepaid: 0, commonIncome: 200_000, commonCost: 30_000 },
};
const posted = (entry: ReturnType<typeof close>['entry'], fund: string, account: string) =>
  entry?.postings.find((posting) => posting.fund === fund && posting.account === account)?.amountFen ?? 0;

describe('P-14, P-T16, P-T17, P-T18, P-T19 the surplus goes wholly to the reinvestment fund', () => {
  it('P-T16 17,300.00 less 12,350.50 is 4,949.50, all of it reinvested', () => {
    const { decision, entry } = close(of, days, moved, now);
    expect(decision.state).toMatchObject({ incomeFen: 1_730_000, verifiedCostFen: 1_235_050, surplusFen: 494_950, deficitFen: 0 });
    expect(posted(entry, 'REINVESTMENT', 'FUND_BALANCE')).toBe(-494_950);
    expect(posted(entry, 'SERVICE', 'BANK')).toBe(-1_730_000);
    expect(posted(entry, 'SERVICE', 'PAYABLE')).toBe(1_235_050);
    expect(entry).toMatchObject({ bookedOn: '2026-12-31', kind: 'CLOSING' });
    expect(decision.events[0]!.data).toMatchObject({ surplusFen: 494_950 });
  });

  it('P-T17 common revenue is told beside it and is no part of it', () =>
    expect(close(of, days, { ...moved, commonIncome: 900_000 }, now).decision.state).toMatchObject({
      surplusFen: 494_950,
      commonIncomeFen: 900_000,
    }));

  it('P-T18 a cost that is not proven lessens nothing and is shown', () => {
    const { state } = close(of, days, { ...moved, cost: 0, unprovenCost: 1_235_050 }, now).decision;
    expect(state).toMatchObject({ surplusFen: 1_730_000, unprovenCostFen: 1_235_050 });
  });

  it('P-T19 18,000.00 of cost leave no surplus and a deficit of 700.00', () => {
    const { decision, entry } = close(of, days, { ...moved, cost: 1_800_000 }, now);
    expect(decision.state).toMatchObject({ surplusFen: 0, deficitFen: 70_000 });
    expect(posted(entry, 'SERVICE', 'DEFICIT')).toBe(70_000);
    expect(posted(entry, 'SERVICE', 'PAYABLE')).toBe(1_730_000);
    expect(posted(entry, 'REINVESTMENT', 'FUND_BALANCE')).toBe(0);
  });

  it('P-T19 the deficit is carried, and later income makes it good before any surplus', () => {
    const { decision, entry } = close(of, days, { ...moved, carriedDeficit: 70_000 }, now);
    expect(decision.state).toMatchObject({ surplusFen: 424_950, carriedDeficitFen: 70_000, deficitFen: 0 });
    expect(posted(entry, 'SERVICE', 'DEFICIT')).toBe(-70_000);
    expect(posted(entry, 'SERVICE', 'PAYABLE')).toBe(1_305_050);
    expect(close(of, days, { ...moved, carriedDeficit: 494_951 }, now).decision.state).toMatchObject({ surplusFen: 0, deficitFen: 1 });
  });

  it('for all figures the entry balances in every fund, and nothing stays as profit', () => {
    const amount = fc.integer({ min: 0, max: 2 ** 40 });
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.integer({ min: -1_000, max: 2 ** 40 }),
        amount,
        (basicIncome, optionalIncome, valueAddedIncome, cost, carriedDeficit) => {
          const income = { basicIncome, optionalIncome, valueAddedIncome };
          const cash = basicIncome + optionalIncome + valueAddedIncome + Math.max(0, -cost);
          const { decision, entry } = close(of, days, { ...moved, ...income, cost, carriedDeficit, cash }, now);
          const { incomeFen, verifiedCostFen, surplusFen, deficitFen } = decision.state;
          expect(incomeFen - verifiedCostFen - carriedDeficit).toBe(surplusFen - deficitFen);
          expect(surplusFen).toBeLessThanOrEqual(cash);
          expect(Math.min(surplusFen, deficitFen)).toBe(0);
          expect(sumFen((entry?.postings ?? []).map(({ amountFen }) => amountFen))).toBe(0);
        },
      ),
    );
    expect(close(of, days, { ...moved, basicIncome: 0, optionalIncome: 0, cost: 0, cash: 0 }, now).entry).toBeUndefined();
  });
});

describe('P-T16b, P-T20 what was earned, and the days that are closed', () => {
  it('P-T16b 14.79 become income, of its tier', () => {
    const entry = recognise(
      { id: id(2), estateId: id(3), communityCode: '230521100001', sourceId: id(1), bookedOn: '2026-06-30' },
      { BASIC: 1_479, OPTIONAL: 0, VALUE_ADDED: 0 },
      now,
    );
    expect(entry!.postings).toEqual([
      { fund: 'SERVICE', account: 'PREPAID', amountFen: 1_479 },
      { fund: 'SERVICE', account: 'BASIC_INCOME', amountFen: -1_479 },
    ]);
    expect(recognise({ ...of, sourceId: id(1), bookedOn: '2026-06-30' }, { BASIC: 0, OPTIONAL: 0, VALUE_ADDED: 0 }, now)).toBeUndefined();
  });

  it('one after the other, up to yesterday', () => {
    expect(nextPeriod(null, '2026-01-01', '2026-12-31', now)).toEqual(days);
    expect(nextPeriod('2026-06-30', '2026-01-01', '2027-01-04', now).from).toBe('2026-07-01');
    expect(() => nextPeriod('2026-12-31', '2026-01-01', '2026-12-31', now)).toThrow(
      expect.objectContaining({ code: 'property.ledger.period-closed' }),
    );
    expect(() => nextPeriod(null, '2026-01-01', '2027-01-05', now)).toThrow(
      expect.objectContaining({ code: 'property.ledger-period.not-over' }),
    );
  });
});
