import { checkReachable } from '@gezhi/shared/domain';
import { attach, costLife, record, reverse, verify, withdraw, type Standing } from './cost.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-30T01:00:00.000Z';
const estate = { communityCode: '230521100001' };
const input = {
  id: id(1),
  estateId: id(2),
  fund: 'SERVICE' as const,
  amountFen: 1_235_050,
  category: 'CLEANING' as const,
  purpose: '保洁',
  incurredOn: '2026-06-29',
  evidenceIds: [id(9)],
};
const refused = (name: string) => expect.objectContaining({ code: `property.cost.${name}` });
const standing: Standing = { bookedOn: '2026-06-30', closedTo: null, deficitFen: 0, drawnFen: 0 };
const cost = record(input, estate, 'one', now).state;

describe('P-14, P-T17, P-T18, P-T20 a cost counts once a second person has verified its voucher', () => {
  it('every state of a cost is reached', () => expect(checkReachable(costLife)).toEqual({ unreachable: [], unknown: [] }));

  it('is recorded unproven, and not of a day ahead', () => {
    expect(cost).toMatchObject({ state: 'UNPROVEN', recordedBy: 'one', entryId: null });
    expect(() => record({ ...input, incurredOn: '2026-07-01' }, estate, 'one', now)).toThrow(refused('date-ahead'));
    expect(() => record(input, undefined, 'one', now)).toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
  });

  it('without a voucher, or by the same person, it stays unproven', () => {
    const bare = record({ ...input, evidenceIds: [] }, estate, 'one', now).state;
    expect(() => verify(bare, id(3), 'two', now)).toThrow(refused('voucher-missing'));
    expect(() => verify(cost, id(3), 'one', now)).toThrow(refused('second-person-required'));
    const vouched = attach(bare, [id(9), id(9)], 'two').state;
    expect(vouched.evidenceIds).toEqual([id(9)]);
    expect(() => verify(vouched, id(3), 'two', now)).toThrow(refused('second-person-required'));
    expect(verify(vouched, id(3), 'three', now).cost.state).toBe('VERIFIED');
  });

  it('unproven, it is withdrawn by whoever recorded it or by a leader', () => {
    expect(withdraw(cost, 'one', false).state.state).toBe('WITHDRAWN');
    expect(withdraw(cost, 'two', true).state.state).toBe('WITHDRAWN');
    expect(() => withdraw(cost, 'two', false)).toThrow(refused('not-yours'));
    expect(() => withdraw(verify(cost, id(3), 'two', now).cost, 'one', true)).toThrow(
      expect.objectContaining({ code: 'platform.request.wrong-state' }),
    );
    expect(() => record({ ...input, amountFen: 10_000_000_001 }, estate, 'one', now)).toThrow(
      expect.objectContaining({ code: 'property.ledger.amount-too-large' }),
    );
  });

  it('verified, it is booked: that of the service as its cost, that of the common parts out of the owners’ fund', () => {
    const { cost: verified, entry } = verify(cost, id(3), 'two', now);
    expect(verified).toMatchObject({ state: 'VERIFIED', verifiedBy: 'two', entryId: id(3) });
    expect(entry).toMatchObject({ kind: 'COST', sourceId: id(1), evidenceIds: [id(9)] });
    expect(entry.postings).toContainEqual({ fund: 'SERVICE', account: 'SERVICE_COST', amountFen: 1_235_050 });
    const common = verify({ ...cost, fund: 'COMMON_REVENUE' }, id(3), 'two', now).entry;
    expect(common).toMatchObject({
      kind: 'COMMON_COST',
      postings: [{ account: 'FUND_BALANCE', amountFen: 1_235_050 }, { account: 'BANK' }],
    });
    expect(() => verify(verified, id(4), 'two', now)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });

  it('a verified cost is taken back by a counter-entry, once', () => {
    const { cost: verified } = verify(cost, id(3), 'two', now);
    const back = reverse(verified, standing, id(4), '凭证有误', now);
    expect(back.cost.state).toBe('REVERSED');
    expect(back.entry).toMatchObject({
      kind: 'REVERSAL',
      reversesId: id(3),
      postings: [{ account: 'SERVICE_COST', amountFen: -1_235_050 }, {}],
    });
    expect(() => reverse(back.cost, standing, id(5), '再次', now)).toThrow(
      expect.objectContaining({ code: 'platform.request.wrong-state' }),
    );
    expect(() => attach(verified, [id(8)], 'one')).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });

  it('P-T19 of a closed period, it lessens the deficit first, then what the advance paid goes back, and the rest is the period’s own', () => {
    const { cost: verified } = verify(cost, id(3), 'two', now);
    const closed = { bookedOn: '2026-05-31', closedTo: '2026-05-31', deficitFen: 400_000, drawnFen: 800_000 };
    const { entry } = reverse(verified, closed, id(4), '凭证有误', now);
    expect(entry.bookedOn).toBe('2026-06-30');
    expect(entry.postings).toEqual([
      { fund: 'SERVICE', account: 'PAYABLE', amountFen: 400_000 },
      { fund: 'SERVICE', account: 'DEFICIT', amountFen: -400_000 },
      { fund: 'SERVICE', account: 'BANK', amountFen: 35_050 },
      { fund: 'SERVICE', account: 'SERVICE_COST', amountFen: -35_050 },
      { fund: 'GOVERNMENT_ADVANCE', account: 'BANK', amountFen: 800_000 },
      { fund: 'GOVERNMENT_ADVANCE', account: 'FUND_BALANCE', amountFen: -800_000 },
    ]);
    expect(reverse(verified, { ...closed, bookedOn: '2026-06-29' }, id(4), '凭证有误', now).entry).toMatchObject({
      bookedOn: '2026-06-29',
      postings: [{ account: 'SERVICE_COST' }, { account: 'PAYABLE' }],
    });
  });
});
