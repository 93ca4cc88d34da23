import type { Posting } from '@gezhi/shared/contracts';
import { sumFen } from '@gezhi/shared/domain';
import fc from 'fast-check';
import { counterPostings, ensureAmount, intoFund, outOfFund, post, reverse } from './posting.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-30T15:59:59.000Z';
const of = { id: id(1), estateId: id(2), communityCode: '230521100001', kind: 'COMMON_INCOME' as const };
const refused = (name: string) => expect.objectContaining({ code: `property.ledger.${name}` });
const funds = fc.constantFrom('REINVESTMENT' as const, 'COMMON_REVENUE' as const, 'GOVERNMENT_ADVANCE' as const);

describe('P-T20 entries balance in every fund, and are taken back by counter-entries', () => {
  it('an entry is dated by the day of the place, and lists what moves alone', () => {
    const entry = post(of, [...intoFund('COMMON_REVENUE', 200_000), { fund: 'SERVICE', account: 'BANK', amountFen: 0 }], now);
    expect(entry).toMatchObject({ bookedOn: '2026-06-30', sourceId: null, postedAt: now });
    expect(entry.postings).toEqual([
      { fund: 'COMMON_REVENUE', account: 'BANK', amountFen: 200_000 },
      { fund: 'COMMON_REVENUE', account: 'FUND_BALANCE', amountFen: -200_000 },
    ]);
    expect(post(of, intoFund('COMMON_REVENUE', 1), '2026-06-30T16:00:00.000Z').bookedOn).toBe('2026-07-01');
  });

  it('what adds up over two funds but not in each is refused, as is nothing', () => {
    const mixed: Posting[] = [
      { fund: 'SERVICE', account: 'BANK', amountFen: 100 },
      { fund: 'COMMON_REVENUE', account: 'BANK', amountFen: -100 },
    ];
    for (const postings of [mixed, mixed.slice(0, 1), []]) expect(() => post(of, postings, now)).toThrow(refused('unbalanced'));
  });

  it('an entry and its counter-entry move nothing together', () => {
    fc.assert(
      fc.property(funds, fc.integer({ min: 1, max: 2 ** 50 }), fc.boolean(), (fund, amountFen, into) => {
        const { postings } = post(of, into ? intoFund(fund, amountFen) : outOfFund(fund, amountFen), now);
        const both = [...postings, ...counterPostings(postings)];
        for (const account of ['BANK', 'FUND_BALANCE'] as const)
          expect(sumFen(both.filter((posting) => posting.account === account).map((posting) => posting.amountFen))).toBe(0);
      }),
    );
  });

  it('an amount is entered up to a hundred million yuan at once', () => {
    expect(() => ensureAmount(10_000_000_000)).not.toThrow();
    expect(() => ensureAmount(10_000_000_001)).toThrow(refused('amount-too-large'));
  });

  it('by hand only what comes from nowhere else is taken back', () => {
    const entry = post(of, intoFund('COMMON_REVENUE', 200_000), now);
    expect(reverse(entry, id(3), '重复入账', now)).toMatchObject({ kind: 'REVERSAL', reversesId: id(1), reason: '重复入账' });
    expect(() => reverse({ ...entry, kind: 'PAYMENT' }, id(3), '演示', now)).toThrow(refused('not-reversible'));
  });
});
