import {
  acceptServiceRequest,
  activatePartition,
  confirmServiceRequest,
  dispatchServiceRequest,
  draftPartition,
  fileServiceRequest,
  handleServiceRequest,
  joinServiceRequest,
  leaveHousehold,
  moveHousehold,
  myServiceRequests,
  placeServiceRequest,
  rateServiceRequest,
  readServiceRequest,
  registerHousehold,
  respondToServiceRequest,
  serviceRequestCounts,
  serviceRequestFiled,
  serviceRequestHistory,
  serviceRequestRates,
  serviceRequestsOfPlace,
  similarServiceRequests,
  type InputOf,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { drawGrids } from '../partition/grid.fixture.js';
import { gridService } from '../service.module.js';

const community = '320404004001';
const [west, east] = [`${community}001`, `${community}002`] as const;
const refusal = (code: string) => expect.objectContaining({ code: `grid.service-request.${code}` });
const notFound = expect.objectContaining({ code: 'platform.request.not-found' });
const at = (lon: number): { type: 'Point'; coordinates: [number, number] } => ({ type: 'Point', coordinates: [lon, 31.005] });
const box = (from: number, to: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [[from, to, to, from, from].map((lon, corner): [number, number] => [lon, [2, 3].includes(corner) ? 31.01 : 31])],
});

let service: TestService;
let leader: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
  await drawGrids(service, west, east);
}, 120_000);
afterAll(() => service?.stop());

type Filing = Partial<InputOf<typeof fileServiceRequest>>;
const file = (more: Filing) =>
  leader.call(fileServiceRequest, { id: newId(), class: 'GENERAL', origin: 'PATROL', summary: '样例：路面积水', ...more });
const gridOf = async (id: string) => (await leader.call(readServiceRequest, { id })).gridCode;
const move = (id: string, gridCode: string) => leader.call(placeServiceRequest, { id, gridCode });
async function household(communityCode: string, lon: number): Promise<string> {
  const id = newId();
  const door = { kind: 'RESIDENT' as const, communityCode, addressLabel: '试1幢101', lon, lat: 31.005, externalRef: id };
  await leader.call(registerHousehold, { id, ...door });
  return id;
}
async function redraw(communityCode: string, ...grids: { boundary: values.Polygon; from: string[]; code?: string }[]): Promise<string[]> {
  const typed = grids.map((grid) => ({ type: 'COMMUNITY_BUILDING' as const, ...grid }));
  const plan = await leader.call(draftPartition, { id: newId(), communityCode, grids: typed });
  return (await leader.call(activatePartition, { id: plan.id })).grids.map(({ code }) => code);
}

describe('G-42 a request with a point lies where the point is', () => {
  it('filed for the community it is in the grid that holds the point, with the limits of its type', async () => {
    expect(await file({ communityCode: community, point: at(119.015) })).toMatchObject({ gridCode: east, gridType: 'CONFLICT_RESOLUTION' });
  });

  it('outside the grid named or every grid of the community: refused, and nothing is written', async () => {
    const householdId = await household(community, 119.005);
    const stored = async () => (await service.database.pool.query('SELECT count(*)::int AS n FROM service_request')).rows[0];
    const before = await stored();
    for (const filing of [
      { gridCode: west, point: at(119.015) },
      { householdId, point: at(119.5) },
      { communityCode: community, point: at(119.5) },
    ])
      await expect(file(filing)).rejects.toEqual(refusal('point-elsewhere'));
    expect(await stored()).toEqual(before);
    expect((await file({ householdId, point: at(119.0051) })).gridCode).toBe(west);
  });
});

describe('G-42 a resident tells of something elsewhere in the community', () => {
  const elsewhere = (householdId: string, lon: number) => ({
    ...{ id: newId(), class: 'GENERAL', origin: 'RESIDENT' as const, summary: '样例：路灯不亮', householdId, point: at(lon) },
  });

  it('it lies in the grid that holds the point, whose workers close it, and stays the word of the household', async () => {
    const [mine, theirs] = [await household(community, 119.005), await household(community, 119.006)];
    const resident = service.as({ roles: ['resident'], household: mine });
    const neighbour = service.as({ roles: ['resident'], household: theirs });
    const [there, here] = [east, west].map((place) => service.as({ roles: ['grid-worker'], place })) as [TestCaller, TestCaller];
    const year = { from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' };
    const filedAt = async (placeCode: string) => (await leader.call(serviceRequestRates, { placeCode, ...year })).complaints.filed;
    const before = [await filedAt(west), await filedAt(east)];

    const { id, gridCode } = await resident.call(fileServiceRequest, elsewhere(mine, 119.015));
    expect(gridCode).toBe(east);
    const told = (await service.told(serviceRequestFiled)).find(({ data }) => data.requestId === id)!;
    expect(told.data).toMatchObject({ placeCode: east, householdId: mine, atPoint: true });
    await expect(here.call(readServiceRequest, { id })).rejects.toEqual(notFound);
    expect((await there.call(serviceRequestsOfPlace, { placeCode: east })).items.map((item) => item.id)).toContain(id);
    expect((await resident.call(myServiceRequests, {})).items).toEqual([expect.objectContaining({ id, gridCode: east })]);

    const like = { householdId: theirs, class: 'GENERAL', lon: 119.015, lat: 31.005 };
    const offered = (await neighbour.call(similarServiceRequests, like)).items.find((item) => item.id === id);
    expect(offered).toMatchObject({ gridCode: east, summary: null, metres: 0 });
    expect(await neighbour.call(joinServiceRequest, { id, householdId: theirs })).toMatchObject({ joined: 1 });
    await expect(resident.call(joinServiceRequest, { id, householdId: mine })).rejects.toEqual(refusal('own-request'));

    await there.call(acceptServiceRequest, { id });
    await there.call(dispatchServiceRequest, { id, handlerId: there.accountId });
    await there.call(respondToServiceRequest, { id });
    expect(await there.call(handleServiceRequest, { id, note: '样例：已更换' })).toMatchObject({ state: 'HANDLED', gridCode: east });
    await resident.call(confirmServiceRequest, { id });
    expect(await resident.call(rateServiceRequest, { id, satisfied: true })).toMatchObject({ satisfied: true, gridCode: east });
    expect([await filedAt(west), await filedAt(east)]).toEqual([before[0], before[1]! + 1]);
  });

  it('it follows its point in a redraw, what is in the grid of the household follows that, to another community too', async () => {
    const redrawn = '320404004004';
    const [left, right] = await redraw(redrawn, { boundary: box(119, 119.01), from: [] }, { boundary: box(119.01, 119.02), from: [] });
    const home = await household(redrawn, 119.002);
    const resident = service.as({ roles: ['resident'], household: home });
    const file = async (lon: number) => (await resident.call(fileServiceRequest, elsewhere(home, lon))).id;
    const ids = [await file(119.012), await file(119.008)];
    const grids = () => Promise.all(ids.map(gridOf));
    expect(await grids()).toEqual([right, left]);
    const drawn = [
      { boundary: box(119, 119.006), code: left!, from: [] },
      { boundary: box(119.006, 119.02), from: [left!, right!] },
    ];
    const wide = (await redraw(redrawn, ...drawn)).find((code) => code !== left)!;
    await eventually(async () => expect(await grids()).toEqual([wide, left]));
    await expect(move(ids[0]!, left!)).rejects.toEqual(refusal('point-elsewhere'));
    expect((await move(ids[0]!, wide)).gridCode).toBe(wide);

    await leader.call(moveHousehold, { id: home, communityCode: community, addressLabel: '试1幢102', lon: 119.005, lat: 31.005 });
    const listed = async () => (await leader.call(serviceRequestsOfPlace, { placeCode: community })).items.map(({ id }) => id);
    await eventually(async () => expect(await listed()).toContain(ids[1]));
    expect([await grids(), await listed()]).toEqual([[wide, west], expect.not.arrayContaining([ids[0]])]);
  });

  it('who has nothing to do with the household learns nothing of where it is, whatever the point', async () => {
    const of = await household(community, 119.005);
    const stranger = service.as({ roles: ['resident'], household: newId() });
    const worker = service.as({ roles: ['grid-worker'], place: east });
    for (const lon of [119.005, 119.015, 119.5])
      for (const caller of [stranger, worker])
        await expect(
          caller.call(fileServiceRequest, { ...elsewhere(of, lon), origin: caller === worker ? 'PATROL' : 'RESIDENT' }),
        ).rejects.toEqual(notFound);
  });
});

describe('G-06 G-T3 requests that no household places are carried over by their point', () => {
  const split = '320404004002';

  it('in a split each goes where its point lies; what nothing places is listed until a leader places it', async () => {
    const [whole] = await redraw(split, { boundary: box(119, 119.02), from: [] });
    const [inWest, inEast] = [await file({ gridCode: whole!, point: at(119.005) }), await file({ gridCode: whole!, point: at(119.015) })];
    const [nowhere, alone] = [await file({ gridCode: whole! }), await household(split, 119.005)];
    const ofGone = await file({ householdId: alone });
    await leader.call(leaveHousehold, { id: alone });
    const heirs = await redraw(split, { boundary: box(119, 119.01), from: [whole!] }, { boundary: box(119.01, 119.02), from: [whole!] });
    const gridless = async () =>
      (await leader.call(serviceRequestsOfPlace, { placeCode: split, gridless: true })).items.map(({ id }) => id).toSorted();
    await eventually(async () => (await gridOf(nowhere.id)) === null);
    expect([await gridOf(inWest.id), await gridOf(inEast.id)]).toEqual(heirs);
    expect(await gridless()).toEqual([nowhere.id, ofGone.id].toSorted());
    expect((await leader.call(serviceRequestCounts, { placeCode: split })).place.gridless).toBe(2);

    for (const [id, gridCode, code] of [
      [nowhere.id, west, 'grid-of-other-community'],
      [nowhere.id, whole!, 'grid-of-other-community'],
      [inWest.id, heirs[1]!, 'point-elsewhere'],
    ] as const)
      await expect(move(id, gridCode)).rejects.toEqual(refusal(code));
    await expect(
      service.as({ roles: ['grid-worker'], place: split }).call(placeServiceRequest, { id: nowhere.id, gridCode: heirs[0]! }),
    ).rejects.toBeTruthy();
    expect(await move(nowhere.id, heirs[1]!)).toMatchObject({ gridCode: heirs[1], state: 'FILED', resolveDue: nowhere.resolveDue });
    expect((await leader.call(serviceRequestHistory, { id: nowhere.id })).steps.at(-1)).toMatchObject({ action: 'place' });
    await move(ofGone.id, heirs[0]!);
    expect(await gridless()).toEqual([]);

    const [merged] = await redraw(split, { boundary: box(119, 119.02), from: heirs });
    await eventually(async () => (await gridOf(nowhere.id)) === merged);
    expect(await Promise.all([inWest, inEast, ofGone].map(({ id }) => gridOf(id)))).toEqual([merged, merged, merged]);
  });

  it('a border moved between grids that go on takes along what lies there', async () => {
    const moved = '320404004003';
    const [left, right] = await redraw(moved, { boundary: box(119, 119.01), from: [] }, { boundary: box(119.01, 119.02), from: [] });
    const { id } = await file({ gridCode: left!, point: at(119.008) });
    await redraw(
      moved,
      { boundary: box(119, 119.006), code: left!, from: [] },
      { boundary: box(119.006, 119.02), code: right!, from: [left!] },
    );
    await eventually(async () => (await gridOf(id)) === right);
  });

  it('what a household places cannot be placed otherwise', async () => {
    const { id } = await file({ householdId: await household(community, 119.005) });
    await expect(move(id, east)).rejects.toEqual(refusal('place-follows-household'));
    expect(await gridOf(id)).toBe(west);
  });
});
