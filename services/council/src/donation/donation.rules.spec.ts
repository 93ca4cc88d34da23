import fc from 'fast-check';
import { DomainError } from '@gezhi/shared/domain';
import { atHand, giveBack, lend, place, receive, writeOff, type AssetState, type AssetUseState } from './donation.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const communityCode = '230521100001';
const input = {
  ...{ id: id(1), communityCode, donor: '演示企业', receivedOn: '2026-03-09', evidenceIds: [] },
  assets: [{ id: id(2), kind: 'BOOK' as const, name: '演示图书', quantity: 10, valueFen: 25_000 }],
};
const organization = {
  ...{ id: id(5), version: 1, councilId: id(6), communityCode, kind: 'ENTERPRISE' as const, name: '演示企业' },
  ...{ state: 'ADMITTED' as const, admittedOn: '2026-01-01', withdrawnOn: null, withdrawalReason: null },
};
const received = () => receive(input, { receiptNumber: 7, organization: undefined }, now);
const books = () => received().assets[0]!;
const lending = (quantity: number, number = 3) => ({ id: id(number), assetId: id(2), quantity, purpose: '演示借阅', dueOn: '2026-03-20' });
const refusal = (code: string) => expect.objectContaining({ code });

describe('C-18 donations, their things and their use', () => {
  it('a receipt has its number, and its things stand in the register', () => {
    const { donation, assets } = received();
    expect(donation).toMatchObject({ receiptNumber: 7, organizationId: null });
    expect(assets).toMatchObject([{ donationId: id(1), quantity: 10, lent: 0, writtenOff: 0, valueFen: 25_000, venueId: null }]);
    expect(receive(input, { receiptNumber: 8, organization }, now).donation.organizationId).toBe(id(5));
  });

  it('not from the future, nor one id twice, nor of an organisation elsewhere', () => {
    const facts = { receiptNumber: 1, organization: undefined };
    expect(() => receive({ ...input, receivedOn: '2026-03-11' }, facts, now)).toThrow(refusal('council.donation.received-in-future'));
    const twice = { ...input, assets: [...input.assets, ...input.assets] };
    expect(() => receive(twice, facts, now)).toThrow(refusal('council.donation.asset-repeated'));
    for (const changes of [{ state: 'WITHDRAWN' as const }, { communityCode: '230521100002' }])
      expect(() => receive(input, { ...facts, organization: { ...organization, ...changes } }, now)).toThrow(
        refusal('council.council.organization-withdrawn'),
      );
  });

  it('lent, given back with one lost, written off, placed', () => {
    const { use, asset } = lend(lending(4), books(), now);
    expect([use.quantity, asset.lent, atHand(asset)]).toEqual([4, 4, 6]);
    expect(() => lend(lending(7), asset, now)).toThrow(refusal('council.donation.stock-exhausted'));
    expect(() => lend({ ...lending(1), dueOn: '2026-03-09' }, asset, now)).toThrow(refusal('council.donation.due-invalid'));
    expect(() => giveBack(use, 5, asset, now)).toThrow(refusal('council.donation.lost-invalid'));
    const back = giveBack(use, 1, asset, now);
    expect([back.asset.lent, back.asset.writtenOff, atHand(back.asset)]).toEqual([0, 1, 9]);
    expect(() => giveBack(back.use, 0, back.asset, now)).toThrow(refusal('council.donation.already-returned'));
    expect(writeOff(back.asset, 9, '演示破损').state).toMatchObject({ writtenOff: 10 });
    expect(() => writeOff(back.asset, 10, '演示破损')).toThrow(refusal('council.donation.stock-exhausted'));
    expect(place(back.asset, id(9)).state.venueId).toBe(id(9));
  });

  it('whatever is lent and given back, there are never fewer than none and never more than all', () => {
    const step = fc.record({ quantity: fc.integer({ min: 1, max: 6 }), lost: fc.nat(2), back: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let asset: AssetState = books();
        const out: AssetUseState[] = [];
        for (const [number, { quantity, lost, back }] of steps.entries())
          try {
            if (back && out.length) {
              asset = giveBack(out[0]!, lost, asset, now).asset;
              out.shift();
            } else {
              const lent = lend(lending(quantity, 100 + number), asset, now);
              asset = lent.asset;
              out.push(lent.use);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
          }
        expect(asset.lent).toBe(out.reduce((sum, use) => sum + use.quantity, 0));
        expect(atHand(asset)).toBeGreaterThanOrEqual(0);
        expect(atHand(asset) + asset.lent + asset.writtenOff).toBe(10);
      }),
    );
  });
});
