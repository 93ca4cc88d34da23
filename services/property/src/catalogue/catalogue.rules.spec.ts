import { publishServiceItem } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import { ensureOffered, publish, revise, serviceItemLife, withdraw, type OfferedVersion } from './catalogue.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-01T01:00:00.000Z';
const estate = { communityCode: '230521100001' };
const terms = { name: '上门保洁', description: '每次两小时', priceFen: 1_000, unit: 'VISIT' as const, effectiveFrom: '2026-06-01' };
const input = { id: id(1), versionId: id(2), estateId: id(3), tier: 'OPTIONAL' as const, ...terms };
const bare = { priceFen: undefined, unit: undefined };
const item = publish(input, estate, now).decision.state;
const coded = (code: string) => expect.objectContaining({ code: `property.${code}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-13 three tiers of service are published as versions that never change', () => {
  it('every state is reached', () => expect(checkReachable(serviceItemLife)).toEqual({ unreachable: [], unknown: [] }));

  it('an item of an estate lies in its community, one of a jurisdiction where it says', () => {
    const { decision, published } = publish(input, estate, now);
    expect(decision.state).toMatchObject({ estateId: id(3), placeCode: '230521100001', state: 'OFFERED', versions: 1 });
    expect(published).toMatchObject({ id: id(2), itemId: id(1), number: 1, priceFen: 1_000, publishedAt: now });
    expect(decision.events[0]!.data).toMatchObject({ versionId: id(2), number: 1, version: 1 });
    const everywhere = { ...input, estateId: undefined, placeCode: '230521' };
    expect(publish(everywhere, undefined, now).decision.state).toMatchObject({ estateId: null, placeCode: '230521' });
    for (const unfit of [
      { ...input, placeCode: '230521' },
      { ...input, estateId: undefined },
    ])
      expect(() => publish(unfit, estate, now)).toThrow(coded('catalogue.place-wrong'));
    expect(() => publish(input, undefined, now)).toThrow(coded('estate.estate-unknown'));
  });

  it('basic service has no price of its own, the others name price and unit', () => {
    expect(publish({ ...input, ...bare, tier: 'BASIC' }, estate, now).published).toMatchObject({ priceFen: null, unit: null });
    for (const priced of [{}, { priceFen: undefined }, { unit: undefined }])
      expect(() => publish({ ...input, ...priced, tier: 'BASIC' }, estate, now)).toThrow(coded('catalogue.basic-unpriced'));
    for (const unpriced of [bare, { priceFen: undefined }, { unit: undefined }])
      expect(() => publish({ ...input, ...unpriced, tier: 'VALUE_ADDED' }, estate, now)).toThrow(coded('catalogue.price-missing'));
  });

  it.each([0, -1, 1.5, 2 ** 53, Number.NaN, '１００', '100', null])('%p is no price', (priceFen) =>
    expect(publishServiceItem.input.safeParse({ ...input, priceFen }).success).toBe(false),
  );
});

describe('P-12 a published price changes by a later version alone', () => {
  it('from the day after today and after the version before', () => {
    const later = { id: id(1), versionId: id(4), ...terms, priceFen: 1_200, effectiveFrom: '2026-06-02' };
    const { decision, published } = revise(item, later, now);
    expect(decision.state).toMatchObject({ versions: 2, latestFrom: '2026-06-02' });
    expect(published).toMatchObject({ number: 2, priceFen: 1_200 });
    expect(decision.events[0]!.data).toMatchObject({ number: 2, priceFen: 1_200, version: 2 });
    expect(() => revise(item, { ...later, effectiveFrom: '2026-06-01' }, now)).toThrow(coded('catalogue.effective-too-early'));
    expect(() => revise(decision.state, later, now)).toThrow(coded('catalogue.effective-too-early'));
    expect(() => revise(item, { ...later, priceFen: undefined }, now)).toThrow(coded('catalogue.price-missing'));
    expect(() => publish({ ...input, effectiveFrom: '2026-05-31' }, estate, now)).toThrow(coded('catalogue.effective-too-early'));
  });

  it('and no more once it is withdrawn, from today on or later', () => {
    const gone = withdraw(item, undefined, now);
    expect(gone).toMatchObject({ state: { state: 'WITHDRAWN', withdrawnFrom: '2026-06-01' }, events: [{ data: { version: 2 } }] });
    expect(withdraw(item, '2026-07-01', now).state.withdrawnFrom).toBe('2026-07-01');
    expect(() => withdraw(item, '2026-05-31', now)).toThrow(coded('catalogue.effective-too-early'));
    expect(() => withdraw(gone.state, undefined, now)).toThrow(wrongState);
    expect(() => revise(gone.state, { id: id(1), versionId: id(4), ...terms, effectiveFrom: '2026-07-01' }, now)).toThrow(wrongState);
  });
});

describe('P-13 what can be ordered in an estate on a day', () => {
  const offered: OfferedVersion = {
    ...{ id: id(2), itemId: id(1), estateId: id(3), placeCode: '230521100001', tier: 'OPTIONAL', priceFen: 1_000, unit: 'VISIT' },
    ...{ effectiveFrom: '2026-06-01', withdrawnFrom: null, supersededFrom: null },
  };
  const here = { estateId: id(3), communityCode: '230521100001' };
  const refusedOn = (day: string, one: OfferedVersion | undefined, code: string) =>
    expect(() => ensureOffered(one, here, day)).toThrow(coded(`catalogue.${code}`));

  it('is the version in force of what is offered there', () => {
    expect(() => ensureOffered(offered, here, '2026-06-01')).not.toThrow();
    expect(() => ensureOffered({ ...offered, estateId: null, placeCode: '2305' }, here, '2026-06-01')).not.toThrow();
    expect(() =>
      ensureOffered({ ...offered, withdrawnFrom: '2026-07-01', supersededFrom: '2026-06-03' }, here, '2026-06-02'),
    ).not.toThrow();
    refusedOn('2026-06-01', undefined, 'item-unknown');
    refusedOn('2026-06-01', { ...offered, estateId: id(9) }, 'item-unknown');
    refusedOn('2026-06-01', { ...offered, estateId: null, placeCode: '320404' }, 'item-unknown');
    refusedOn('2026-05-31', offered, 'not-in-force');
    refusedOn('2026-06-03', { ...offered, supersededFrom: '2026-06-03' }, 'superseded');
    refusedOn('2026-07-01', { ...offered, withdrawnFrom: '2026-07-01' }, 'withdrawn');
  });
});
