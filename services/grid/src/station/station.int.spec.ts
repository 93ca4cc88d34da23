import {
  activities,
  activityHeld,
  cancelActivity,
  closeStation,
  holdActivity,
  openStation,
  planActivity,
  stations,
  stationSummary,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { drawGrids } from '../partition/grid.fixture.js';
import { gridService } from '../service.module.js';

const community = '230521100001';
const refusal = (name: string) => expect.objectContaining({ code: `grid.station.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

let service: TestService;
let leader: TestCaller;
let secretary: TestCaller;
let worker: TestCaller;
let elsewhere: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '230521' });
  await drawGrids(service, `${community}001`);
  secretary = service.as({ roles: ['community-secretary'], place: community });
  worker = service.as({ roles: ['grid-worker'], place: `${community}001` });
  elsewhere = service.as({ roles: ['grid-worker'], place: '230521100002001' });
}, 120_000);
afterAll(() => service?.stop());

const station = (more = {}) =>
  leader.call(openStation, { id: newId(), communityCode: community, name: '演示驿站', addressLabel: '演示路1号', ...more });
const activity = (stationId: string, more = {}) => ({ id: newId(), stationId, theme: '演示茶话会', startsAt: inMinutes(0), ...more });
const counts = async () =>
  Promise.all(
    ['steward_station', 'station_activity', 'outbox'].map(
      async (table) => (await service.database.pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n,
    ),
  );

describe('G-35 stations and their activities', () => {
  it('a worker of the community plans and holds; how many took part is kept, never who', async () => {
    const { id: stationId, ...opened } = await station();
    expect(opened).toEqual({ communityCode: community, name: '演示驿站', addressLabel: '演示路1号', status: 'OPEN', version: 1 });
    const input = activity(stationId);
    const planned = await worker.call(planActivity, input);
    expect(planned).toMatchObject({ id: input.id, communityCode: community, status: 'PLANNED', residents: null, workers: null });
    expect(await worker.call(planActivity, input)).toEqual(planned);
    const evidenceIds = [newId()];
    const held = await worker.call(holdActivity, { id: input.id, residents: 31, workers: 4, summary: '演示小结：停车', evidenceIds });
    expect(held).toMatchObject({ status: 'HELD', residents: 31, workers: 4, summary: '演示小结：停车', evidenceIds, version: 2 });
    expect((await service.told(activityHeld)).map(({ data }) => data)).toMatchObject([
      { activityId: input.id, stationId, communityCode: community, version: 2 },
    ]);
    expect(JSON.stringify(await service.told())).not.toContain('演示小结');
    const audit = await service.database.pool.query("SELECT 1 FROM audit WHERE changes::text LIKE '%演示小结%'");
    expect(audit.rows).toEqual([]);
    for (const again of [
      () => secretary.call(holdActivity, { id: input.id, residents: 1, workers: 1 }),
      () => secretary.call(cancelActivity, { id: input.id }),
    ])
      await expect(again()).rejects.toThrow(platform('wrong-state'));

    const dropped = await secretary.call(planActivity, activity(stationId));
    expect(await worker.call(cancelActivity, { id: dropped.id })).toMatchObject({ status: 'CANCELLED', residents: null });
    const nobody = await secretary.call(planActivity, activity(stationId));
    await secretary.call(holdActivity, { id: nobody.id, residents: 0, workers: 1 });
    for (const reader of [leader, secretary])
      expect(await reader.call(stationSummary, { placeCode: community })).toEqual({
        stations: 1,
        activities: 2,
        residents: 31,
        workers: 5,
      });
    expect(await leader.call(stationSummary, { placeCode: community, from: inMinutes(0) })).toMatchObject({ stations: 1, activities: 0 });
    expect((await worker.call(activities, { placeCode: `${community}001`, status: 'HELD' })).items).toHaveLength(2);
    const first = await leader.call(activities, { placeCode: '230521', stationId, limit: 2 });
    const second = await leader.call(activities, { placeCode: '230521', stationId, limit: 2, after: first.next! });
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
  });

  it('集贤: 31 activities at three stations are counted', async () => {
    const where = '230521200001';
    const head = service.as({ roles: ['street-leader'], place: '230521200' });
    await drawGrids(service, `${where}001`);
    const three: string[] = [];
    for (const name of ['演示一站', '演示二站', '演示三站'])
      three.push((await head.call(openStation, { id: newId(), communityCode: where, name, addressLabel: '演示路2号' })).id);
    for (let n = 0; n < 31; n++) {
      const { id } = await head.call(planActivity, activity(three[n % 3]!));
      await head.call(holdActivity, { id, residents: n, workers: 1 });
    }
    expect(await head.call(stationSummary, { placeCode: '230521200' })).toEqual({
      stations: 3,
      activities: 31,
      residents: 465,
      workers: 31,
    });
    await expect(secretary.call(stationSummary, { placeCode: '230521200' })).rejects.toThrow(platform('not-found'));
  });

  it('a closed station takes no more activities; what was planned is still held', async () => {
    const { id } = await station();
    const planned = await worker.call(planActivity, activity(id));
    expect(await leader.call(closeStation, { id })).toMatchObject({ status: 'CLOSED', version: 2 });
    await expect(worker.call(planActivity, activity(id))).rejects.toThrow(refusal('station-closed'));
    await expect(leader.call(closeStation, { id })).rejects.toThrow(platform('wrong-state'));
    expect(await worker.call(holdActivity, { id: planned.id, residents: 3, workers: 1 })).toMatchObject({ status: 'HELD' });
    expect((await leader.call(stations, { placeCode: '230521', status: 'CLOSED' })).items.map((one) => one.id)).toEqual([id]);
  });

  it('refuses what lies outside scope or time, and writes nothing', async () => {
    const { id } = await station();
    const { id: later } = await worker.call(planActivity, activity(id, { startsAt: inMinutes(60) }));
    const before = await counts();
    const took = { id: later, residents: 1, workers: 1 };
    await expect(worker.call(holdActivity, took)).rejects.toThrow(refusal('not-begun'));
    await expect(elsewhere.call(holdActivity, took)).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(cancelActivity, { id: later })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(planActivity, activity(id))).rejects.toThrow(refusal('station-unknown'));
    await expect(worker.call(planActivity, activity(id, { startsAt: inMinutes(-2880) }))).rejects.toThrow(refusal('start-past'));
    await expect(worker.call(planActivity, activity(newId()))).rejects.toThrow(refusal('station-unknown'));
    await expect(worker.call(openStation, { id: newId(), communityCode: community, name: '演示', addressLabel: '演示' })).rejects.toThrow(
      platform('forbidden'),
    );
    await expect(station({ communityCode: '230521100099' })).rejects.toThrow(refusal('place-unknown'));
    await expect(station({ communityCode: '320404004001' })).rejects.toThrow(platform('not-found'));
    await expect(worker.call(holdActivity, { ...took, residents: -1 })).rejects.toThrow(platform('invalid'));
    expect((await elsewhere.call(stations, { placeCode: community })).items).toEqual([]);
    expect((await elsewhere.call(activities, { placeCode: '230521' })).items).toEqual([]);
    expect(await counts()).toEqual(before);
  });
});
