import type { CostCategory, EntryKind, Fund, LedgerAccountName } from '@gezhi/shared/contracts';
import { contentHash } from '@gezhi/shared/platform';
import type { Movement } from './figure.rules.js';
import { ensureBooksAgree, noticeOf, publish, sealedOf, verifyPathOf } from './publication.rules.js';
import { contentOf, resultFen, unbookedFen, type StatementFacts } from './statement.rules.js';

const now = '2026-07-01T02:00:00.000Z';
const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
/** Both sides of one kind of entries in the period. */
function moved(
  fund: Fund,
  kind: EntryKind,
  debit: LedgerAccountName,
  credit: LedgerAccountName,
  fen: number,
  category: CostCategory | '' = '',
): Movement[] {
  const side = { fund, kind, category, moved: 1, stands: 1 };
  return [
    { ...side, account: debit, movedFen: fen, debitFen: fen, creditFen: 0 },
    { ...side, account: credit, movedFen: -fen, debitFen: 0, creditFen: fen },
  ];
}
const income = [
  ...moved('SERVICE', 'INCOME_EARNED', 'PREPAID', 'BASIC_INCOME', 1_404_000),
  ...moved('SERVICE', 'INCOME_EARNED', 'PREPAID', 'OPTIONAL_INCOME', 326_000),
];
const payments = moved('SERVICE', 'PAYMENT', 'BANK', 'PREPAID', 3_000_000);
const cost = (fen: number) => moved('SERVICE', 'COST', 'SERVICE_COST', 'BANK', fen, 'CLEANING');
const common = [
  ...moved('COMMON_REVENUE', 'COMMON_INCOME', 'BANK', 'FUND_BALANCE', 200_000),
  ...moved('COMMON_REVENUE', 'COMMON_COST', 'FUND_BALANCE', 'BANK', 30_000),
];
const facts = (movements: readonly Movement[], more: Partial<StatementFacts> = {}): StatementFacts => ({
  ...{
    estateId: id(1),
    communityCode: '230521100001',
    estateName: '演示小区',
    periodId: id(2),
    number: 1,
    from: '2026-06-01',
    to: '2026-06-30',
  },
  ...{
    movements,
    unprovenCostFen: 0,
    unearned: [],
    carriedDeficitFen: 0,
    households: 78,
    offer: null,
    fees: [],
    provider: null,
    hasCommittee: false,
  },
  ...{ visitTeams: 0, promises: [], inspections: { met: 0, partly: 0, notMet: 0 }, survey: null, bills: [], projects: [], ...more },
});
const line = (content: ReturnType<typeof contentOf>, code: string) =>
  content.sections.flatMap(({ lines }) => lines).find((one) => one.code === code);

describe('P-14, P-20 the eight disclosures of 民法典 943', () => {
  it('are told in its order and words', () =>
    expect(contentOf(facts([])).sections.map(({ title }) => title)).toEqual([
      ...['服务事项', '负责人员', '质量要求', '收费项目', '收费标准', '履行情况', '维修资金使用情况', '业主共有部分的经营与收益情况'],
    ]));

  it('P-T16 17,300.00 income, 12,350.50 verified cost: 4,949.50 for reinvestment', () => {
    const given = facts([...payments, ...income, ...cost(1_235_050)]);
    expect(resultFen(given)).toEqual({ incomeFen: 1_730_000, costFen: 1_235_050, madeGoodFen: 0, surplusFen: 494_950, deficitFen: 0 });
    expect(line(contentOf(given), 'RESULT_SURPLUS')).toMatchObject({ amountFen: 494_950 });
    expect(line(contentOf(given), 'SERVICE_COST.CLEANING')).toMatchObject({
      amountFen: 1_235_050,
      of: { figure: 'SERVICE_COST', category: 'CLEANING', entries: 1 },
    });
  });

  it('P-T16b of 180.00 paid on 06-01, 14.79 are earned by 06-30 and 165.21 prepaid', () => {
    const paid = {
      tier: 'BASIC',
      from: '2026-06-01',
      to: '2027-05-31',
      amountFen: 18_000,
      paidFen: 18_000,
      refundedFen: 0,
      earnedFen: 0,
    } as const;
    expect(unbookedFen({ unearned: [{ ...paid, served: null, bills: 1 }], to: '2026-06-30' })).toBe(1_479);
    expect(unbookedFen({ unearned: [{ ...paid, served: null, bills: 3 }], to: '2026-06-30' })).toBe(4_437);
    const booked = moved('SERVICE', 'PAYMENT', 'BANK', 'PREPAID', 18_000);
    const earned = moved('SERVICE', 'INCOME_EARNED', 'PREPAID', 'BASIC_INCOME', 1_479);
    expect(line(contentOf(facts([...booked, ...earned])), 'PREPAID')).toMatchObject({ amountFen: 16_521 });
  });

  it('P-T17 2,000.00 of the common parts less 300.00 are the owners’ 1,700.00, and no income of the service', () => {
    const content = contentOf(facts(common));
    expect(line(content, 'COMMON_NET')).toMatchObject({ amountFen: 170_000 });
    expect(line(content, 'COMMON_BALANCE')).toMatchObject({ amountFen: 170_000 });
    expect(line(content, 'INCOME')).toMatchObject({ amountFen: 0 });
  });

  it('P-T18 what is not proven is shown, and counts as nothing', () => {
    const content = contentOf(facts([...payments, ...income], { unprovenCostFen: 1_235_050 }));
    expect(line(content, 'UNPROVEN_COST')).toMatchObject({ amountFen: 1_235_050, of: null });
    expect(line(content, 'RESULT_SURPLUS')).toMatchObject({ amountFen: 1_730_000 });
  });

  it('P-T19 18,000.00 cost above 17,300.00 income: a deficit of 700.00, and the advance is no income', () => {
    const advance = moved('GOVERNMENT_ADVANCE', 'ADVANCE_BOOKED', 'BANK', 'FUND_BALANCE', 500_000);
    const given = facts([...payments, ...income, ...cost(1_800_000), ...advance]);
    expect(resultFen(given)).toMatchObject({ incomeFen: 1_730_000, surplusFen: 0, deficitFen: 70_000 });
    const later = facts([...payments, ...income], { carriedDeficitFen: 70_000 });
    expect(resultFen(later)).toMatchObject({ madeGoodFen: 70_000, surplusFen: 1_660_000, deficitFen: 0 });
    expect(line(contentOf(given), 'ADVANCE_BALANCE')).toMatchObject({ amountFen: 500_000 });
  });
});

describe('P-14, P-20 publication', () => {
  const movements = [...payments, ...income, ...cost(1_235_050), ...common];
  const closed = {
    ...{ incomeFen: 1_730_000, verifiedCostFen: 1_235_050, surplusFen: 494_950, deficitFen: 0, prepaidFen: 1_270_000 },
    ...{ commonIncomeFen: 200_000, commonCostFen: 30_000 },
  };
  const sums = contentOf(facts(movements)).bookSums;
  const recomputed = { ...sums, unbalanced: 0, accountsOff: 0, daysOff: 0 };
  const refused = (name: string) => expect.objectContaining({ code: `property.statement.${name}` });

  it('is sealed by the hash of its content alone, and told of in a notice', () => {
    const given = { ...facts(movements), closed };
    const { state, events } = publish({ id: id(3), noticeId: id(4) }, given, recomputed, contentHash, now);
    expect(state.hash).toBe(contentHash(contentOf(given)));
    expect(contentHash(sealedOf(state))).toBe(state.hash);
    expect(verifyPathOf(state)).toBe(`/v1/public/statements/${id(3)}/verification?hash=${state.hash}`);
    expect(noticeOf(state).text).toContain(state.hash);
    expect(events).toMatchObject([{ data: { statementId: id(3), noticeId: id(4), hash: state.hash } }]);
    const changed = structuredClone(contentOf(given));
    changed.sections[5]!.lines[2]!.amountFen! += 1;
    expect(contentHash(changed)).not.toBe(state.hash);
  });

  it.each([
    ['an entry that does not balance', { unbalanced: 1 }],
    ['a balance that is not that of its entries', { accountsOff: 1 }],
    ['a day that is not the sum of its entries', { daysOff: 1 }],
    ['an entry that no day counts', { postings: sums.postings + 1 }],
    ['other debits', { debitsFen: sums.debitsFen + 1, creditsFen: sums.creditsFen + 1 }],
  ])('is refused for %s', (_, off) =>
    expect(() => ensureBooksAgree(facts(movements), closed, { ...recomputed, ...off })).toThrow(refused('books-disagree')),
  );

  it('is refused for a closing that said otherwise, by one fen, and for days that are not closed', () => {
    for (const name of Object.keys(closed) as (keyof typeof closed)[])
      expect(() => ensureBooksAgree(facts(movements), { ...closed, [name]: closed[name] + 1 }, recomputed)).toThrow(
        refused('books-disagree'),
      );
    const open = { ...facts(movements, { periodId: null, number: null }), closed: null };
    expect(() => publish({ id: id(3), noticeId: id(4) }, open, recomputed, contentHash, now)).toThrow(refused('period-unknown'));
  });
});
