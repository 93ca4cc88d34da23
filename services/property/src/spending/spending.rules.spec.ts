import { checkReachable } from '@gezhi/shared/domain';
import type { Decided } from '../known-decision/known-decision.rules.js';
import { approve, approveAdvance, end, pay, propose, spendingLife, takeBack } from './spending.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-30T01:00:00.000Z';
const estate = { communityCode: '230521100001' };
const input = {
  id: id(1),
  estateId: id(2),
  fund: 'REINVESTMENT' as const,
  purpose: 'PROJECT' as const,
  title: '口袋公园',
  budgetFen: 300_000,
};
const project = propose(input, estate, 'one', now).state;
const decision: Decided = {
  ...{ id: id(5), decidedBy: 'SESSION', communityCode: '230521100001', estateId: id(2), matter: 'FUND_SPENDING', subjectId: id(1) },
  ...{ majority: null, outcome: 'PASSED', decidedAt: now, version: 1 },
};
const ballot: Decided = { ...decision, decidedBy: 'BALLOT', majority: 'GENERAL' };
const coded = (code: string) => expect.objectContaining({ code: `property.${code}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-14, P-T19, P-T20, P-T21 money is spent on approved projects alone', () => {
  it('every state of a project is reached', () => expect(checkReachable(spendingLife)).toEqual({ unreachable: [], unknown: [] }));

  it('names nobody in its title, which everyone reads in the statement', () =>
    expect(() => propose({ ...input, title: '楼道照明 13800138000' }, estate, 'one', now)).toThrow(coded('notice.personal-data')));

  it('by the decision about this very project; what is the owners’ own by their vote', () => {
    expect(approve(project, decision).state).toMatchObject({ state: 'APPROVED', decisionId: id(5) });
    expect(() => approve(project, { ...decision, subjectId: id(7) })).toThrow(coded('decision.decision-required'));
    const common = { ...project, fund: 'COMMON_REVENUE' as const };
    expect(() => approve(common, decision)).toThrow(coded('decision.decision-required'));
    expect(approve(common, ballot).state.state).toBe('APPROVED');
    expect(() => approve({ ...project, fund: 'GOVERNMENT_ADVANCE' }, decision)).toThrow(coded('ledger.fund-wrong'));
  });

  it('P-T19 the advance is used as a second person approves, and makes good a deficit without being income', () => {
    const draw = propose({ ...input, fund: 'GOVERNMENT_ADVANCE', purpose: 'DEFICIT', budgetFen: 70_000 }, estate, 'one', now).state;
    expect(() => approveAdvance(draw, 'one')).toThrow(coded('spending.second-person-required'));
    expect(() => approveAdvance(project, 'two')).toThrow(coded('ledger.fund-wrong'));
    expect(() => propose({ ...input, purpose: 'DEFICIT' }, estate, 'one', now)).toThrow(coded('ledger.fund-wrong'));
    const approved = approveAdvance(draw, 'two').state;
    const { entry } = pay(approved, { id: id(1), amountFen: 70_000, evidenceIds: [id(9)] }, id(6), now);
    expect(entry).toMatchObject({ kind: 'ADVANCE_DRAWN' });
    expect(entry.postings).toEqual([
      { fund: 'GOVERNMENT_ADVANCE', account: 'FUND_BALANCE', amountFen: 70_000 },
      { fund: 'GOVERNMENT_ADVANCE', account: 'BANK', amountFen: -70_000 },
      { fund: 'SERVICE', account: 'PAYABLE', amountFen: 70_000 },
      { fund: 'SERVICE', account: 'DEFICIT', amountFen: -70_000 },
    ]);
  });

  it('P-T20 what was recorded wrongly as spent is taken back, by a second person', () => {
    const paid = pay(approve(project, decision).state, { id: id(1), amountFen: 200_000, evidenceIds: [id(9)] }, id(6), now);
    const facts = { booked: paid.entry, reversed: false, drawnFen: 0, reason: '多记一位' };
    const { decision: back, entry } = takeBack(paid.decision.state, facts, 'two', id(8), now);
    expect(back.state).toMatchObject({ spentFen: 0, state: 'APPROVED' });
    expect(entry).toMatchObject({ kind: 'REVERSAL', reversesId: id(6), postings: [{ amountFen: -200_000 }, { amountFen: 200_000 }] });
    expect(() => takeBack(paid.decision.state, facts, 'one', id(8), now)).toThrow(coded('spending.second-person-required'));
    for (const booked of [undefined, { ...paid.entry, sourceId: id(5) }, { ...paid.entry, kind: 'CLOSING' as const }])
      expect(() => takeBack(paid.decision.state, { ...facts, booked }, 'two', id(8), now)).toThrow(coded('spending.entry-of-another'));
    expect(() => takeBack(paid.decision.state, { ...facts, reversed: true }, 'two', id(8), now)).toThrow(coded('ledger.already-reversed'));
    const drawn = { ...facts, booked: { ...paid.entry, kind: 'ADVANCE_DRAWN' as const } };
    expect(() => takeBack(paid.decision.state, { ...drawn, drawnFen: 199_999 }, 'two', id(8), now)).toThrow(
      coded('spending.advance-returned'),
    );
    expect(takeBack(paid.decision.state, { ...drawn, drawnFen: 200_000 }, 'two', id(8), now).decision.state.spentFen).toBe(0);
  });

  it('within the budget, and not before or after', () => {
    const approved = approve(project, decision).state;
    const { decision: paid } = pay(approved, { id: id(1), amountFen: 200_000, evidenceIds: [id(9)] }, id(6), now);
    expect(paid.state).toMatchObject({ spentFen: 200_000, evidenceIds: [id(9)] });
    expect(paid.events[0]!.data).toMatchObject({ amountFen: 200_000, spentFen: 200_000, version: 2 });
    expect(() => pay(paid.state, { id: id(1), amountFen: 100_001, evidenceIds: [id(9)] }, id(6), now)).toThrow(
      coded('spending.over-budget'),
    );
    expect(() => pay(project, { id: id(1), amountFen: 1, evidenceIds: [id(9)] }, id(6), now)).toThrow(wrongState);
    expect(() => pay(end(approved, 'complete').state, { id: id(1), amountFen: 1, evidenceIds: [id(9)] }, id(6), now)).toThrow(wrongState);
    expect(end(project, 'withdraw').state.state).toBe('WITHDRAWN');
    expect(() => end(approved, 'withdraw')).toThrow(wrongState);
  });
});
