import { defaultPolicy } from '../service-field/service-field.rules.js';
import { list as listDemand } from '../demand/demand.rules.js';
import { list as listOffer, withdraw } from '../service-offer/service-offer.rules.js';
import { claim, deliver, dispute, fulfil, matchLife, release } from './match.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const later = '2026-03-12T08:00:00.000Z';
const placeCode = '230521100001';
const wanted = { id: id(1), communityCode: placeCode, field: 'HEALTH', title: '演示：上门量血压', slots: ['WEEKDAY_DAY' as const] };
const demand = listDemand(wanted, { need: undefined, policy: defaultPolicy }, now).state;
const offered = {
  ...{ id: id(2), placeCode, field: 'HEALTH', skills: [], title: '演示：社区义诊', slots: ['WEEKDAY_DAY' as const] },
  ...{ from: '2026-03-01', to: '2026-03-31', capacity: 2 },
};
const offer = listOffer(offered, { organization: undefined, policy: defaultPolicy }, now).state;
const claimed = () => claim({ id: id(3) }, demand, offer, now).state;
const delivered = () => deliver(claimed(), [id(8)], id(11), later).state;
const refusal = (code: string) => expect.objectContaining({ code });

describe('C-14 from claim to confirmation', () => {
  it('a fitting service is claimed for an open demand, which is told', () => {
    const { state, events } = claim({ id: id(3) }, demand, offer, now);
    expect(state).toMatchObject({ state: 'CLAIMED', demandId: id(1), offerId: id(2), claimedAt: now });
    expect(events).toMatchObject([{ data: { matchId: id(3), field: 'HEALTH', version: 1 } }]);
    expect(JSON.stringify(events)).not.toContain('演示');
  });

  it.each([
    ['a demand claimed before', { ...demand, state: 'CLAIMED' as const }, offer, 'demand-claimed'],
    ['a demand fulfilled', { ...demand, state: 'FULFILLED' as const }, offer, 'demand-claimed'],
    ['an unknown offer', demand, undefined, 'offer-withdrawn'],
    ['an offer withdrawn', demand, withdraw(offer, '演示').state, 'offer-withdrawn'],
    ['an offer that is over', demand, { ...offer, to: '2026-03-09' }, 'offer-withdrawn'],
    ['an offer of another field', demand, { ...offer, field: 'CULTURE' }, 'unfit'],
  ])('refuses %s', (_, of, by, name) => {
    expect(() => claim({ id: id(3) }, of, by, now)).toThrow(refusal(`council.match.${name}`));
  });

  it('is fulfilled once who wanted it confirms, never by who recorded the delivery', () => {
    expect(() => fulfil(claimed(), demand, id(12), later)).toThrow(refusal('platform.request.wrong-state'));
    expect(() => fulfil(delivered(), demand, id(11), later)).toThrow(refusal('council.match.own-delivery'));
    const { state, events } = fulfil(delivered(), demand, id(12), later);
    expect(state).toMatchObject({ state: 'FULFILLED', fulfilledAt: later, evidenceIds: [id(8)] });
    expect(events).toMatchObject([{ data: { listedAt: now, claimedAt: now, at: later } }]);
  });

  it('a disputed delivery is owed as before', () => {
    expect(() => dispute(delivered(), '演示', id(11))).toThrow(refusal('council.match.own-delivery'));
    const { state } = dispute(delivered(), '演示：未上门', id(12));
    expect(state).toMatchObject({ state: 'CLAIMED', deliveredAt: null, deliveredBy: null, disputeReason: '演示：未上门' });
    expect(deliver(state, [], id(11), later).state.state).toBe('DELIVERED');
  });

  it('a claim is given back as long as nothing was delivered', () => {
    expect(release(claimed(), '演示', later).state).toMatchObject({ state: 'RELEASED', releasedAt: later });
    expect(() => release(delivered(), '演示', later)).toThrow(refusal('platform.request.wrong-state'));
    expect(matchLife.all()).toHaveLength(4);
  });
});
