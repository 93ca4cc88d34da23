import {
  changeServiceCapacity,
  claimMatch,
  deliverMatch,
  demandHeat,
  demandsOfPlace,
  disputeMatch,
  fulfilMatch,
  listDemand,
  listService,
  matchClaimed,
  matchesOfPlace,
  matchFulfilled,
  proposalsOfDemand,
  proposeMatches,
  publishServiceFieldPolicy,
  readDemand,
  releaseMatch,
  serviceFieldPolicy,
  serviceOffersOfPlace,
  withdrawDemand,
  withdrawService,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { foundedCouncil } from '../council/council.fixture.js';
import { councilService } from '../service.module.js';
import { defaultPolicy } from '../service-field/service-field.rules.js';
import { community, demanding, grid, householdThere, listed, offered, offering } from './match.fixture.js';

const refusal = (code: string) => expect.objectContaining({ code: `council.${code}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
let worker: TestCaller;
beforeAll(async () => {
  service = await startTestService(councilService);
  secretary = service.as({ roles: ['community-secretary'], place: community });
  worker = service.as({ roles: ['grid-worker'], place: grid });
}, 120_000);
afterAll(() => service?.stop());

const claiming = (demandId: string, offerId: string) => secretary.call(claimMatch, { id: newId(), demandId, offerId });
const outcomesOf = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? 'claimed' : (one.reason as { code: string }).code)).toSorted();
const written = async () => {
  const { rows } = await service.database.pool.query(
    `SELECT (SELECT count(*) FROM demand) AS d, (SELECT count(*) FROM service_offer) AS s, (SELECT sum(taken) FROM service_offer) AS t,
       (SELECT count(*) FROM match) AS m, (SELECT count(*) FROM audit) AS a, (SELECT count(*) FROM outbox) AS o`,
  );
  return rows[0] as object;
};

describe('C-T28 a service of capacity 2 is claimed twice, never a third time', () => {
  it('of three at once two succeed, and one is told that the capacity is exhausted', async () => {
    const offer = await offered(service, secretary, { capacity: 2 });
    const demands = await Promise.all([1, 2, 3].map(() => listed(secretary)));
    const settled = await Promise.allSettled(demands.map(({ id }) => claiming(id, offer.id)));
    expect(outcomesOf(settled)).toEqual(['claimed', 'claimed', 'council.match.capacity-exhausted']);
    const states = await Promise.all(demands.map(async ({ id }) => (await secretary.call(readDemand, { id })).state));
    expect(states.toSorted()).toEqual(['CLAIMED', 'CLAIMED', 'OPEN']);
  });

  it('of twenty who claim for one demand one succeeds, and capacity is taken once', async () => {
    const demand = await listed(secretary);
    const offers = await Promise.all(Array.from({ length: 20 }, () => offered(service, secretary, { capacity: 1 })));
    const settled = await Promise.allSettled(offers.map(({ id }) => claiming(demand.id, id)));
    expect(outcomesOf(settled)).toEqual(['claimed', ...Array.from({ length: 19 }, () => 'council.match.demand-claimed')]);
    const { rows } = await service.database.pool.query('SELECT sum(taken)::int AS taken FROM service_offer WHERE id = ANY($1)', [
      offers.map(({ id }) => id),
    ]);
    expect(rows).toEqual([{ taken: 1 }]);
  });

  it('the same claim sent twenty times at once is one claim; given back, capacity is free again, once', async () => {
    const [demand, offer] = [await listed(secretary), await offered(service, secretary, { capacity: 1 })];
    const input = { id: newId(), demandId: demand.id, offerId: offer.id };
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => secretary.call(claimMatch, input, { key })));
    expect(new Set(answers.map(({ id, version }) => `${id} ${version}`)).size).toBe(1);
    expect(await secretary.call(claimMatch, input)).toMatchObject({ id: input.id, state: 'CLAIMED' });
    const released = await Promise.allSettled([1, 2, 3].map(() => secretary.call(releaseMatch, { id: input.id, reason: '演示' })));
    expect(released.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { rows } = await service.database.pool.query('SELECT taken FROM service_offer WHERE id = $1', [offer.id]);
    expect(rows).toEqual([{ taken: 0 }]);
    expect(await claiming(demand.id, offer.id)).toMatchObject({ state: 'CLAIMED' });
  });

  it('withdrawn while it is claimed, an offer loses no claim', async () => {
    const offer = await offered(service, secretary, { capacity: 10 });
    const demands = await Promise.all(Array.from({ length: 5 }, () => listed(secretary)));
    const [withdrawn, ...settled] = await Promise.allSettled([
      secretary.call(withdrawService, { id: offer.id, reason: '演示' }),
      ...demands.map(({ id }) => claiming(id, offer.id)),
    ]);
    expect(withdrawn.status).toBe('fulfilled');
    const claimed = settled.filter(({ status }) => status === 'fulfilled').length;
    const { rows } = await service.database.pool.query('SELECT state, taken FROM service_offer WHERE id = $1', [offer.id]);
    expect(rows).toEqual([{ state: 'WITHDRAWN', taken: claimed }]);
  });
});

describe('C-14 from the two lists to a confirmed service', () => {
  it('the best services are proposed with their reasons, claimed, delivered, disputed, and confirmed by the household', async () => {
    const { householdId, resident } = await householdThere(service);
    const field = 'SKILLS';
    const demand = await resident.call(listDemand, demanding({ householdId, field, skill: 'SMARTPHONE' }));
    const near = await offered(service, secretary, { field, skills: ['SMARTPHONE'], capacity: 1 });
    const street = service.as({ roles: ['street-leader'], place: community.slice(0, 9) });
    const far = await offered(service, street, { field, skills: ['SMARTPHONE'], placeCode: community.slice(0, 9), capacity: 1 });
    await offered(service, secretary, { field, skills: ['CRAFTS'] });

    const round = await secretary.call(proposeMatches, { id: newId(), placeCode: community });
    expect(round.proposals).toBeGreaterThanOrEqual(2);
    const { items } = await worker.call(proposalsOfDemand, { demandId: demand.id });
    expect(items.map(({ offerId, rank, score }) => [offerId, rank, score])).toEqual([
      [near.id, 1, 100],
      [far.id, 2, 80],
    ]);
    expect(items[0]!.reasons).toContainEqual({ criterion: 'SKILL', points: 40, of: 40 });
    expect((await worker.call(demandsOfPlace, { placeCode: community, field })).items).toMatchObject([{ id: demand.id, householdId }]);

    const match = await worker.call(claimMatch, { id: newId(), demandId: demand.id, offerId: near.id });
    await expect(resident.call(fulfilMatch, { id: match.id })).rejects.toThrow(platform('wrong-state'));
    await worker.call(deliverMatch, { id: match.id, evidenceIds: [newId()] });
    await expect(worker.call(fulfilMatch, { id: match.id })).rejects.toThrow(refusal('match.own-delivery'));
    expect(await resident.call(disputeMatch, { id: match.id, reason: '演示：未上门' })).toMatchObject({ state: 'CLAIMED' });
    await worker.call(deliverMatch, { id: match.id });
    const other = await householdThere(service);
    await expect(other.resident.call(fulfilMatch, { id: match.id })).rejects.toThrow(platform('not-found'));
    expect(await resident.call(fulfilMatch, { id: match.id })).toMatchObject({ state: 'FULFILLED', version: 5 });
    expect(await resident.call(readDemand, { id: demand.id })).toMatchObject({ state: 'FULFILLED' });
    expect((await secretary.call(matchesOfPlace, { placeCode: community, state: 'FULFILLED' })).items).toMatchObject([{ id: match.id }]);
    expect(await service.told(matchFulfilled)).toMatchObject([{ data: { matchId: match.id, field, version: 5 } }]);
    expect(await service.told(matchClaimed)).toContainEqual(
      expect.objectContaining({ data: expect.objectContaining({ matchId: match.id }) }),
    );
    expect(JSON.stringify(await service.told())).not.toMatch(/演示|householdId/);
    const heat = await secretary.call(demandHeat, { placeCode: community });
    expect(heat.fields).toContainEqual(
      expect.objectContaining({ field, listed: 1, open: 0, fulfilled: expect.objectContaining({ value: 100 }) }),
    );
  });

  it('what is refused writes nothing', async () => {
    const { resident } = await householdThere(service);
    const elsewhere = await householdThere(service, { communityCode: '230521100002', gridCode: '230521100002001' });
    const { organizations } = await foundedCouncil(service, '230521100077');
    const [demand, culture] = [await listed(secretary), await offered(service, secretary, { field: 'CULTURE' })];
    const gone = await offered(service, secretary);
    await secretary.call(withdrawService, { id: gone.id, reason: '演示' });
    const taken = await offered(service, secretary, { capacity: 3 });
    await claiming((await listed(secretary)).id, taken.id);
    const before = await written();
    await expect(claiming(demand.id, culture.id)).rejects.toMatchObject({ code: 'council.match.unfit', details: { lack: 'FIELD' } });
    await expect(claiming(demand.id, gone.id)).rejects.toThrow(refusal('match.offer-withdrawn'));
    await expect(claiming(demand.id, newId())).rejects.toThrow(refusal('match.offer-withdrawn'));
    await expect(claiming(newId(), taken.id)).rejects.toThrow(platform('not-found'));
    await expect(listed(secretary, { field: 'PALACE' })).rejects.toThrow(refusal('service-field.field-unknown'));
    await expect(listed(secretary, { skill: 'PALACE' })).rejects.toThrow(refusal('service-field.skill-unknown'));
    await expect(listed(secretary, { needId: newId() })).rejects.toThrow(refusal('demand.need-unknown'));
    const street = service.as({ roles: ['street-leader'], place: community.slice(0, 9) });
    await expect(listed(secretary, { householdId: elsewhere.householdId })).rejects.toThrow(platform('not-found'));
    await expect(listed(street, { householdId: elsewhere.householdId })).rejects.toThrow(refusal('demand.household-elsewhere'));
    await expect(listed(resident, { householdId: newId() })).rejects.toThrow(platform('not-found'));
    await expect(listed(resident)).rejects.toThrow(platform('not-found'));
    await expect(offered(service, secretary, { to: '2020-01-01' })).rejects.toThrow(refusal('service-offer.period-invalid'));
    await expect(secretary.call(listService, offering(service, { organizationId: organizations.social }))).rejects.toThrow(
      platform('not-found'),
    );
    await expect(secretary.call(changeServiceCapacity, { id: culture.id, capacity: 1 }, { match: 9 })).rejects.toThrow(
      platform('stale-version'),
    );
    const abroad = service.as({ roles: ['community-secretary'], place: '230521100002' });
    await expect(abroad.call(claimMatch, { id: newId(), demandId: demand.id, offerId: taken.id })).rejects.toThrow(platform('not-found'));
    await expect(worker.call(proposeMatches, { id: newId(), placeCode: community })).rejects.toThrow(platform('forbidden'));
    expect(await written()).toEqual(before);
    expect((await abroad.call(proposalsOfDemand, { demandId: demand.id })).items).toEqual([]);
    await secretary.call(withdrawDemand, { id: demand.id, reason: '演示' });
    await expect(claiming(demand.id, taken.id)).rejects.toThrow(refusal('match.demand-claimed'));
  });

  it('an offer of the street stands on the list of each community', async () => {
    const street = service.as({ roles: ['street-leader'], place: community.slice(0, 9) });
    const { id } = await offered(service, street, { placeCode: community.slice(0, 9), field: 'AFFAIRS' });
    const found = async (caller: TestCaller, placeCode: string) =>
      (await caller.call(serviceOffersOfPlace, { placeCode, field: 'AFFAIRS' })).items.map((offer) => offer.id);
    expect(await found(secretary, community)).toEqual([id]);
    expect(await found(street, community.slice(0, 9))).toEqual([id]);
    expect(await found(secretary, '230521100002')).toEqual([]);
  });
});

describe('C-20 fields of service are of the jurisdiction', () => {
  it('a jurisdiction lays down its own, which holds there alone', async () => {
    const far = service.as({ roles: ['street-leader'], place: '230599' });
    const [first] = defaultPolicy.fields;
    const policy = { ...defaultPolicy, fields: [{ ...first!, code: 'HEATING', needKinds: ['HEATING'], assumed: true }] };
    await far.call(publishServiceFieldPolicy, { id: newId(), jurisdictionId: '230599', ...policy });
    expect(await service.public().call(serviceFieldPolicy, { placeCode: '230599100001' })).toMatchObject({ version: 1, ...policy });
    expect(await service.public().call(serviceFieldPolicy, { placeCode: community })).toMatchObject({ version: 0, unmetDays: 30 });
    const twice = { ...policy, fields: [policy.fields[0]!, policy.fields[0]!] };
    await expect(far.call(publishServiceFieldPolicy, { id: newId(), jurisdictionId: '230599', ...twice })).rejects.toThrow(
      refusal('service-field.policy-invalid'),
    );
  });
});
