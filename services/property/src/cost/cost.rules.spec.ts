import { checkReachable } from '@gezhi/shared/domain';
import { attach, costLife, record, reverse, verify } from './cost.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-30T01:00:00.000Z';
const estate = { communityCode: '230521100001' };
const input = {
  id: id(1),
  estateId: id(2),
  fund: 'SERVICE' as const,
  amountFen: 1_235_050,
  purpose: '保洁',
  incurredOn: '2026-06-29',
  evidenceIds: [id(9)],
};
const refused = (name: string) => expect.objectContaining({ code: `property.cost.${name}` });
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
    const back = reverse(verified, id(4), '凭证有误', now);
    expect(back.cost.state).toBe('REVERSED');
    expect(back.entry).toMatchObject({
      kind: 'REVERSAL',
      reversesId: id(3),
      postings: [{ account: 'SERVICE_COST', amountFen: -1_235_050 }, {}],
    });
    expect(() => reverse(back.cost, id(5), '再次', now)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
    expect(() => attach(verified, [id(8)], 'one')).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });
});
