import {
  claimMatch,
  demandHeat,
  demandsOfPlace,
  demandUnmet,
  proposeMatches,
  readDemand,
  releaseMatch,
  takeUpDemand,
  topicsOfPlace,
  unmetDemands,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { community, grid, householdThere, listed, offered } from '../match/match.fixture.js';
import { councilService } from '../service.module.js';
import { DemandSchedule } from './demand.schedule.js';

const day = 86_400_000;
let service: TestService;
let secretary: TestCaller;
beforeAll(async () => {
  service = await startTestService(councilService);
  secretary = service.as({ roles: ['community-secretary'], place: community });
}, 120_000);
afterAll(() => service?.stop());

describe('C-T29 a demand unmatched for 30 days is on the unmet list', () => {
  it('with what was lacking, told once; a claim takes it off, and giving back puts it on again', async () => {
    const lonely = await listed(secretary, { field: 'CULTURE' });
    const matched = await listed(secretary);
    const offer = await offered(service, secretary);
    await secretary.call(proposeMatches, { id: newId(), placeCode: community });
    const claim = await secretary.call(claimMatch, { id: newId(), demandId: matched.id, offerId: offer.id });
    const unmet = async () => (await secretary.call(unmetDemands, { placeCode: community })).items;
    await service.advance(29 * day);
    expect(await unmet()).toEqual([]);
    await service.advance(2 * day);
    expect(await unmet()).toMatchObject([{ demandId: lonely.id, lack: 'FIELD', waitedDays: 31 }]);
    expect((await secretary.call(unmetDemands, { placeCode: community, field: 'HEALTH' })).items).toEqual([]);

    const schedule = service.get(DemandSchedule);
    await schedule.tellUnmet();
    await schedule.tellUnmet();
    expect(await service.told(demandUnmet)).toMatchObject([{ data: { demandId: lonely.id, field: 'CULTURE' } }]);
    await secretary.call(releaseMatch, { id: claim.id, reason: '演示：服务方退回' });
    expect((await unmet()).map(({ demandId }) => demandId)).toEqual([lonely.id, matched.id]);
    await schedule.tellUnmet();
    expect(await service.told(demandUnmet)).toHaveLength(2);
    expect(await secretary.call(readDemand, { id: matched.id })).toMatchObject({ state: 'OPEN', listedAt: matched.listedAt });
  });
});

describe('C-14 a grid has figures of its own', () => {
  it('of the demands of its households', async () => {
    const [there, next] = [await householdThere(service), await householdThere(service, { gridCode: `${community}002` })];
    const { id } = await listed(secretary, { field: 'SKILLS', householdId: there.householdId });
    await listed(secretary, { field: 'SKILLS', householdId: next.householdId });
    const worker = service.as({ roles: ['grid-worker'], place: grid });
    const counted = async (by: TestCaller, placeCode: string) =>
      (await by.call(demandHeat, { placeCode })).fields.find(({ field }) => field === 'SKILLS')?.listed;
    expect([await counted(worker, grid), await counted(secretary, community)]).toEqual([1, 2]);
    expect((await worker.call(demandsOfPlace, { placeCode: grid, field: 'SKILLS' })).items.map((one) => one.id)).toEqual([id]);
  });
});

describe('C-T29, C-09 an unmet demand becomes a topic in one step', () => {
  it('once, of twenty who take it up, with the link kept on both sides; before its days are over it does not', async () => {
    const demand = await listed(secretary, { field: 'AFFAIRS' });
    const taking = (id = newId()) => ({ id, demandId: demand.id, title: '演示：社区设晚自习室', detail: '演示' });
    await expect(secretary.call(takeUpDemand, taking())).rejects.toMatchObject({ code: 'council.demand.not-unmet' });
    await service.advance(31 * day);
    const elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
    await expect(elsewhere.call(takeUpDemand, taking())).rejects.toMatchObject({ code: 'platform.request.not-found' });
    const race = await Promise.allSettled(Array.from({ length: 20 }, () => secretary.call(takeUpDemand, taking())));
    const [made, ...more] = race.filter((one) => one.status === 'fulfilled');
    expect(more).toEqual([]);
    for (const one of race)
      if (one.status === 'rejected')
        expect(['council.topic.taken-up', 'platform.request.wrong-state']).toContain((one.reason as { code: string }).code);
    const { id: topicId } = made!.value;
    expect(await secretary.call(takeUpDemand, taking(topicId))).toMatchObject({ id: topicId, origin: 'DEMAND', originId: demand.id });
    expect(await secretary.call(readDemand, { id: demand.id })).toMatchObject({ state: 'RAISED', topicId });
    expect((await secretary.call(topicsOfPlace, { placeCode: community, origin: 'DEMAND' })).items).toHaveLength(1);
    expect((await secretary.call(demandHeat, { placeCode: community })).fields).toContainEqual(
      expect.objectContaining({ field: 'AFFAIRS', raised: 1, unmet: 0 }),
    );
    expect((await secretary.call(unmetDemands, { placeCode: community })).items.map(({ demandId }) => demandId)).not.toContain(demand.id);
  });
});
