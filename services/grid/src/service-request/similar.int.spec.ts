import {
  acceptServiceRequest,
  activatePartition,
  dispatchServiceRequest,
  draftPartition,
  fileServiceRequest,
  handleServiceRequest,
  joinedServiceRequests,
  joinServiceRequest,
  moderateServiceRequest,
  myServiceRequests,
  platformContracts,
  publishRequestPolicy,
  readPublicServiceRequest,
  readServiceRequest,
  registerHousehold,
  registerPerson,
  respondToServiceRequest,
  serviceRequestCounts,
  serviceRequestJoined,
  serviceRequestsOfPlace,
  similarServiceRequests,
  waitForReporter,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { defaultPolicy } from './default-policy.rules.js';

const { exportPerson } = platformContracts('grid');
const street = '320404004';
const community = `${street}001`;
const [g1, g2] = [`${community}001`, `${community}002`];
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.service-request.${code}` });
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [[west, east, east, west, west].map((lon, corner) => [lon, corner === 0 || corner === 1 || corner === 4 ? 31 : 31.01])],
});

let service: TestService;
let leader: TestCaller;
let worker: TestCaller;
let reporter: TestCaller;
let neighbour: TestCaller;
const [home, next, far] = [newId(), newId(), newId()];

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  const grids = [
    { type: 'CONFLICT_RESOLUTION' as const, boundary: box(119, 119.01), from: [] },
    { type: 'COMMUNITY_BUILDING' as const, boundary: box(119.01, 119.02), from: [] },
  ];
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids });
  await leader.call(activatePartition, { id: plan.id });
  const register = (id: string, communityCode: string, lon: number) =>
    leader.call(registerHousehold, {
      ...{ id, kind: 'RESIDENT' as const, communityCode, addressLabel: '试1幢101', lon, lat: 31.005, externalRef: id },
    });
  await register(home, community, 119.005);
  await register(next, community, 119.0052);
  await register(far, `${street}002`, 119.005);
  worker = service.as({ roles: ['grid-worker'], place: g1 });
  [reporter, neighbour] = [home, next].map((household) => service.as({ roles: ['resident'], household })) as [TestCaller, TestCaller];
}, 120_000);
afterAll(() => service?.stop());

const filing = (changes: object = {}) => ({
  ...{ id: newId(), class: 'GENERAL', origin: 'RESIDENT' as const, summary: '样例：楼道堆物', householdId: home },
  ...changes,
});
const rowsOf = async (sql: string, ...parameters: unknown[]) =>
  (await service.database.pool.query<Record<string, unknown>>(sql, parameters)).rows;
const like = (by: TestCaller, changes: object = {}) =>
  by.call(similarServiceRequests, { class: 'GENERAL', householdId: next, text: '样例：楼道内堆物', ...changes });

describe('G-42 what may be the same is shown before filing', () => {
  let id: string;
  let square: string;
  beforeAll(async () => {
    ({ id } = await reporter.call(fileServiceRequest, filing()));
    const point = { type: 'Point' as const, coordinates: [119.0053, 31.005] as [number, number] };
    const place = { householdId: undefined, gridCode: g1, origin: 'PATROL' as const, summary: '样例：路面积水', point };
    square = (await worker.call(fileServiceRequest, filing(place))).id;
    await reporter.call(fileServiceRequest, filing({ class: 'PARKING' }));
  });

  it('staff see the words and how near it is; a neighbour neither the words nor where the other lives', async () => {
    const { items } = await like(worker);
    expect(items.map((item) => item.id)).toEqual([id, square]);
    expect(items[0]).toMatchObject({ summary: '样例：楼道堆物', metres: 19, publicSummary: null, joined: 0, problemId: null });
    expect(items[0]!.similarity).toBeGreaterThan(50);
    const { items: seen } = await like(neighbour);
    expect(seen.map((item) => [item.id, item.summary, item.similarity])).toEqual([
      [square, null, 0],
      [id, null, 0],
    ]);
    expect(seen.map(({ metres }) => metres)).toEqual([10, null]);
    expect((await like(reporter, { householdId: home })).items.find((item) => item.id === id)!.summary).toBe('样例：楼道堆物');
  });

  it('of the recent ones of the community alone, and only from a place of the own', async () => {
    await expect(like(neighbour, { householdId: home })).rejects.toEqual(refusal('place-unknown'));
    await expect(like(neighbour, { householdId: undefined, communityCode: community })).rejects.toEqual(refusal('place-unknown'));
    await expect(like(neighbour, { gridCode: g1 })).rejects.toEqual(refusal('place-missing'));
    await expect(like(worker, { householdId: newId() })).rejects.toEqual(refusal('place-unknown'));
    await expect(like(worker, { class: 'UNHEARD_OF' })).rejects.toEqual(refusal('class-unknown'));
    expect((await like(leader, { householdId: far })).items).toEqual([]);
  });

  it('a leader puts it into words and releases a redacted picture in place of the original', async () => {
    const picture = newId();
    const open = { id, publicSummary: '样例：三单元楼道有杂物', releasedEvidenceIds: [picture] };
    await expect(worker.call(moderateServiceRequest, open)).rejects.toEqual(refusal('platform.request.forbidden'));
    const elsewhere = service.as({ roles: ['community-secretary'], place: `${street}002` });
    await expect(elsewhere.call(moderateServiceRequest, open)).rejects.toEqual(refusal('platform.request.not-found'));
    expect(await leader.call(moderateServiceRequest, open)).toMatchObject({
      publicSummary: '样例：三单元楼道有杂物',
      released: { evidenceIds: [picture] },
      summary: '样例：楼道堆物',
    });
    const seen = (await like(neighbour)).items.find((item) => item.id === id)!;
    expect(seen).toMatchObject({
      publicSummary: '样例：三单元楼道有杂物',
      released: { evidenceIds: [picture] },
      summary: null,
      metres: null,
    });
    expect(seen.similarity).toBeGreaterThan(0);
    const form = await neighbour.call(readPublicServiceRequest, { id });
    expect(form).toEqual({
      ...{ id, class: 'GENERAL', state: 'FILED', filedAt: seen.filedAt, gridCode: g1, joined: 0 },
      ...{ publicSummary: '样例：三单元楼道有杂物', released: { evidenceIds: [picture] } },
    });
    const outsider = service.as({ roles: ['resident'], household: far });
    await expect(outsider.call(readPublicServiceRequest, { id })).rejects.toEqual(refusal('platform.request.not-found'));
    const audit = JSON.stringify(await rowsOf('SELECT changes FROM audit WHERE aggregate_id = $1', id));
    expect([audit.includes('三单元'), audit.includes('楼道堆物')]).toEqual([false, false]);
  });

  it('a neighbour joins it once instead of filing it again, and follows it in its public form', async () => {
    const before = (await reporter.call(readServiceRequest, { id })).version;
    await expect(reporter.call(joinServiceRequest, { id, householdId: home })).rejects.toEqual(refusal('own-request'));
    const outsider = service.as({ roles: ['resident'], household: far });
    await expect(outsider.call(joinServiceRequest, { id, householdId: far })).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(outsider.call(joinServiceRequest, { id, householdId: next })).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(neighbour.call(joinServiceRequest, { id: newId(), householdId: next })).rejects.toEqual(
      refusal('platform.request.not-found'),
    );
    const key = newId();
    expect(await neighbour.call(joinServiceRequest, { id, householdId: next }, { key })).toEqual({ id, joined: 1 });
    expect(await neighbour.call(joinServiceRequest, { id, householdId: next }, { key })).toEqual({ id, joined: 1 });
    await expect(neighbour.call(joinServiceRequest, { id, householdId: next })).rejects.toEqual(refusal('joined-already'));
    expect(await rowsOf('SELECT household_id FROM request_join WHERE request_id = $1', id)).toEqual([{ household_id: next }]);
    const told = (await service.told(serviceRequestJoined)).filter(({ data }) => data.requestId === id);
    expect(told.map(({ data }) => [data.joined, data.version])).toEqual([[1, before + 1]]);
    expect((await like(neighbour)).items.find((item) => item.id === id)!.joined).toBe(1);
    const { items } = await neighbour.call(joinedServiceRequests, {});
    expect(items).toEqual([expect.objectContaining({ id, publicSummary: '样例：三单元楼道有杂物', joined: 1, gridCode: g1 })]);
    expect(JSON.stringify(items)).not.toContain('样例：楼道堆物');
    expect((await reporter.call(joinedServiceRequests, {})).items).toEqual([]);
    await expect(neighbour.call(readServiceRequest, { id })).rejects.toEqual(refusal('platform.request.not-found'));
  });

  it('X-06 what a person joined is in the export of its records', async () => {
    const personId = newId();
    await leader.call(registerPerson, { id: personId, householdId: next, name: '样例某戊' });
    service.as({ roles: ['resident'], household: personId, accountId: neighbour.accountId });
    const { records } = await neighbour.call(exportPerson, { personId });
    expect(records['request_join']).toEqual([expect.objectContaining({ requestId: id, householdId: next })]);
  });

  it('one that is concluded is joined no more', async () => {
    const { id: done } = await reporter.call(fileServiceRequest, filing());
    await worker.call(acceptServiceRequest, { id: done });
    await worker.call(dispatchServiceRequest, { id: done, handlerId: worker.accountId });
    await worker.call(respondToServiceRequest, { id: done });
    await worker.call(handleServiceRequest, { id: done, note: '样例' });
    await expect(neighbour.call(joinServiceRequest, { id: done, householdId: next })).rejects.toEqual(refusal('not-open'));
  });
});

describe('G-42 counts are as long as the lists, for every filter and reader', () => {
  it('mine and those of a place', async () => {
    const lives = service.as({ roles: ['grid-worker', 'resident'], place: g1, household: next });
    const { id: waiting } = await neighbour.call(fileServiceRequest, filing({ householdId: next, serviceMode: 'ON_BEHALF' }));
    await lives.call(acceptServiceRequest, { id: waiting });
    await lives.call(dispatchServiceRequest, { id: waiting, handlerId: lives.accountId });
    await lives.call(respondToServiceRequest, { id: waiting });
    await lives.call(waitForReporter, { id: waiting, reason: 'INFORMATION_MISSING' });
    await worker.call(fileServiceRequest, filing({ class: 'EMERGENCY', origin: 'PATROL' }));
    await service.advance(4 * 3_600_000);
    const elsewhere = service.as({ roles: ['grid-worker'], place: g2 });
    for (const reader of [worker, leader, lives, elsewhere, reporter, neighbour])
      for (const placeCode of [g1, g2, community, street]) {
        const { mine, place } = await reader.call(serviceRequestCounts, { placeCode });
        const own = async (filter: object) => (await reader.call(myServiceRequests, { limit: 100, ...filter })).items.length;
        expect(mine).toEqual({ open: await own({ open: true }), overdue: await own({ overdue: true }) });
        if ([reporter, neighbour].includes(reader)) {
          expect(Object.values(place)).toEqual([0, 0, 0, 0, 0, 0]);
          continue;
        }
        const there = async (filter: object) =>
          (await reader.call(serviceRequestsOfPlace, { placeCode, limit: 100, ...filter })).items.length;
        expect(place).toEqual({
          open: await there({ open: true }),
          overdue: await there({ overdue: true }),
          unassigned: await there({ unassigned: true }),
          waiting: await there({ waiting: true }),
          recheckDue: await there({ recheckDue: true }),
          gridless: await there({ gridless: true }),
        });
      }
    const { place } = await leader.call(serviceRequestCounts, { placeCode: community });
    expect([place.waiting, place.overdue, place.unassigned >= 3]).toEqual([1, 1, true]);
    const ids = async (filter: object) =>
      (await leader.call(serviceRequestsOfPlace, { placeCode: community, ...filter })).items.map((item) => item.id);
    expect([await ids({ mode: 'ON_BEHALF' }), await ids({ waiting: true })]).toEqual([[waiting], [waiting]]);
    expect((await leader.call(serviceRequestsOfPlace, { placeCode: community, origin: 'PATROL' })).items).toHaveLength(2);
  });
});

describe('G-08 limits by the type of the grid', () => {
  it('hold by the type at filing, for ever', async () => {
    const hour = { amount: 1, unit: 'calendar-hour' as const };
    const classes = defaultPolicy.classes.map((item) => ({
      ...item,
      ...(item.code === 'GENERAL' && {
        byGridType: { CONFLICT_RESOLUTION: { firstResponse: hour, resolve: hour } },
      }),
    }));
    await leader.call(publishRequestPolicy, { id: newId(), jurisdictionId: street, ...defaultPolicy, classes });
    const filed = await reporter.call(fileServiceRequest, filing());
    expect(filed.gridType).toBe('CONFLICT_RESOLUTION');
    expect(Date.parse(filed.resolveDue) - Date.parse(filed.filedAt)).toBe(3_600_000);
    const elsewhere = await leader.call(fileServiceRequest, filing({ householdId: undefined, gridCode: g2, origin: 'PATROL' }));
    expect(elsewhere.gridType).toBe('COMMUNITY_BUILDING');
    expect(Date.parse(elsewhere.resolveDue) - Date.parse(elsewhere.filedAt)).toBeGreaterThan(6 * 86_400_000);
  });
});
