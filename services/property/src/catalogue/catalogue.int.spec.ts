import {
  catalogueOfEstate,
  publishServiceItem,
  reviseServiceItem,
  serviceItemPublished,
  serviceItemWithdrawn,
  versionsOfServiceItem,
  withdrawServiceItem,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { day, servicedEstate, today, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let estate: ServicedEstate;
let other: ServicedEstate;
let now: string;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  estate = await servicedEstate(service, 1);
  other = await servicedEstate(service, 1);
  now = await today(service);
}, 30_000);

const after = (days: number) => new Date(Date.parse(now) + days * day).toISOString().slice(0, 10);
const terms = (priceFen: number, effectiveFrom = now) =>
  ({ name: '上门保洁', description: '每次两小时', priceFen, unit: 'VISIT', effectiveFrom }) as const;
const publish = (by = estate.company, more = {}) =>
  by.call(publishServiceItem, { id: newId(), versionId: newId(), estateId: estate.estateId, tier: 'OPTIONAL', ...terms(1_000), ...more });
const basic = { tier: 'BASIC', priceFen: undefined, unit: undefined } as const;
const offered = async (on?: string, of = estate, more = {}) =>
  (await service.public().call(catalogueOfEstate, { estateId: of.estateId, on, ...more })).items;

describe('P-12, P-13 the catalogue of an estate', () => {
  it('everyone reads what is in force on a day: basic at the fee, the others at their price, no price changed', async () => {
    const { id } = await publish();
    await publish(estate.secretary, basic);
    const revised = { id, versionId: newId(), ...terms(1_200, after(3)) };
    expect(await estate.company.call(reviseServiceItem, revised)).toMatchObject({ versions: 2, latestFrom: after(3), version: 2 });
    expect(await offered()).toMatchObject([
      { tier: 'BASIC', priceFen: null, unit: null, fee: { amountFen: 18_000, unit: 'HOUSEHOLD', period: 'YEAR' } },
      { tier: 'OPTIONAL', itemId: id, number: 1, priceFen: 1_000, unit: 'VISIT', fee: null },
    ]);
    expect(await offered(after(3), estate, { tier: 'OPTIONAL' })).toMatchObject([{ number: 2, priceFen: 1_200 }]);
    expect(await offered(after(-1))).toEqual([]);
    expect((await offered(now, estate, { limit: 1 })).map(({ tier }) => tier)).toEqual(['BASIC']);
    const { items } = await service.public().call(versionsOfServiceItem, { itemId: id });
    expect(items.map(({ priceFen }) => priceFen)).toEqual([1_200, 1_000]);
    await expect(service.database.pool.query('UPDATE service_item_version SET price_fen = 1')).rejects.toMatchObject({ code: '42501' });
    const told = (await service.told(serviceItemPublished)).filter(({ data }) => data.itemId === id);
    expect(told.map(({ data }) => [data.number, data.priceFen])).toEqual([
      [1, 1_000],
      [2, 1_200],
    ]);
  });

  it('a page goes on where the one before ended', async () => {
    for (let n = 0; n < 3; n++) await publish();
    const first = await service.public().call(catalogueOfEstate, { estateId: estate.estateId, limit: 2 });
    const second = await service.public().call(catalogueOfEstate, { estateId: estate.estateId, limit: 2, after: first.next! });
    expect(new Set([...first.items, ...second.items].map(({ itemId }) => itemId)).size).toBe(3);
    expect(second.next).toBeNull();
  });

  it('an item of a jurisdiction is offered in all its estates, and only those assigned to it offer it', async () => {
    const leader = service.as({ roles: ['street-leader'], place: '230521100' });
    const everywhere = { estateId: undefined, placeCode: '230521100', name: '家电维修' };
    const { id } = await publish(leader, everywhere);
    for (const one of [estate, other]) expect((await offered(now, one)).map(({ itemId }) => itemId)).toEqual([id]);
    for (const by of [estate.secretary, estate.company]) await expect(publish(by, everywhere)).rejects.toThrow(platform('not-found'));
    await expect(estate.secretary.call(withdrawServiceItem, { id })).rejects.toThrow(platform('not-found'));
    await leader.call(withdrawServiceItem, { id });
    for (const one of [estate, other]) expect(await offered(now, one)).toEqual([]);
  });

  it('a version is published once, whoever asks at once; what is withdrawn is offered no more', async () => {
    const { id } = await publish();
    const revise = (n: number) => estate.company.call(reviseServiceItem, { id, versionId: newId(), ...terms(1_000 + n, after(1)) });
    const tries = await Promise.allSettled(Array.from({ length: 5 }, (_, n) => revise(n)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('catalogue', 'effective-too-early'));
    await estate.company.call(withdrawServiceItem, { id, withdrawnFrom: after(2) });
    expect(await offered(after(1))).toHaveLength(1);
    expect(await offered(after(2))).toEqual([]);
    await expect(revise(9)).rejects.toThrow(platform('wrong-state'));
    expect((await service.told(serviceItemWithdrawn)).filter(({ data }) => data.itemId === id)).toHaveLength(1);
  });

  it('refusals have their codes, and write nothing', async () => {
    await expect(publish(other.company)).rejects.toThrow(refusal('estate', 'estate-unknown'));
    await expect(publish(estate.company, { placeCode: '230521' })).rejects.toThrow(refusal('catalogue', 'place-wrong'));
    await expect(publish(estate.company, { tier: 'BASIC' })).rejects.toThrow(refusal('catalogue', 'basic-unpriced'));
    await expect(publish(estate.company, { priceFen: undefined })).rejects.toThrow(refusal('catalogue', 'price-missing'));
    await expect(publish(estate.company, { effectiveFrom: after(-1) })).rejects.toThrow(refusal('catalogue', 'effective-too-early'));
    for (const priceFen of [10_000_000_001, Number.MAX_SAFE_INTEGER])
      await expect(publish(estate.company, { priceFen })).rejects.toThrow(refusal('ledger', 'amount-too-large'));
    for (const effectiveFrom of [after(400), '9999-12-31'])
      await expect(publish(estate.company, { effectiveFrom })).rejects.toThrow(refusal('catalogue', 'effective-too-late'));
    for (const text of [{ name: '保洁 13800138000' }, { description: '联系 １３８００１３８０００' }])
      await expect(publish(estate.company, text)).rejects.toThrow(refusal('notice', 'personal-data'));
    for (const priceFen of [0, -1, 1.5, 2 ** 53, '１００', '100', null])
      await expect(publish(estate.company, { priceFen })).rejects.toThrow(platform('invalid'));
    const resident = service.as({ roles: ['resident'], household: newId() });
    await expect(publish(resident)).rejects.toThrow(platform('forbidden'));
    expect(await offered()).toEqual([]);
    const { id } = await publish();
    await expect(other.company.call(withdrawServiceItem, { id })).rejects.toThrow(platform('not-found'));
    await expect(estate.company.call(withdrawServiceItem, { id, withdrawnFrom: '9999-12-31' })).rejects.toThrow(
      refusal('catalogue', 'effective-too-late'),
    );
  });
});
