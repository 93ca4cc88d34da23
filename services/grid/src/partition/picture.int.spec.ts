import {
  activatePartition,
  approveStrategy,
  deployCadre,
  diagnoseGrid,
  draftPartition,
  draftStrategy,
  gridOverview,
  openDispute,
  postWorker,
  readProfileCatalogue,
  registerBacklogCase,
  registerCadre,
  registerWorker,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { localDateOf } from '@gezhi/shared/domain';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const street = '320404004';
const community = `${street}007`;
const [shown, bare] = [`${community}001`, `${community}002`];
const today = localDateOf(new Date().toISOString());
const nextMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();
const box = (west: number, east: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, 31],
      [east, 31],
      [east, 31.01],
      [west, 31.01],
      [west, 31],
    ] as [number, number][],
  ],
});
const [west, east] = [box(119, 119.01), box(119.01, 119.02)];

let service: TestService;
let leader: TestCaller, secretary: TestCaller, worker: TestCaller, cadre: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  secretary = service.as({ roles: ['community-secretary'], place: community });
  worker = service.as({ roles: ['grid-worker'], place: shown });
  cadre = service.as({ roles: ['cadre'], place: shown });
  const { id } = await leader.call(draftPartition, {
    id: newId(),
    communityCode: community,
    grids: [west, east].map((boundary) => ({ type: 'CONFLICT_RESOLUTION' as const, boundary, from: [] })),
  });
  await leader.call(activatePartition, { id });
}, 120_000);
afterAll(() => service?.stop());

const picture = async (caller: TestCaller, placeCode: string) => (await caller.call(gridOverview, { placeCode })).grid;
const person = (name: string) => ({ id: newId(), personId: newId(), name });

describe('G-05 一格一图', () => {
  it('of a grid nothing was recorded in says just that', async () => {
    const { items } = await leader.call(readProfileCatalogue, { placeCode: bare });
    expect(await picture(leader, bare)).toEqual({
      ...{ code: bare, type: 'CONFLICT_RESOLUTION', boundary: east, validFrom: expect.any(String) },
      ...{ diagnoses: [], cadres: [], workers: [], strategy: null, backlogCases: 0, disputes: 0 },
      profile: {
        complete: { numerator: 0, denominator: 12, value: 0, lowerBound: 0 },
        fresh: { numerator: 0, denominator: 0, value: null, lowerBound: null },
        gaps: items.map(({ code }) => code),
      },
    });
  });

  it('shows what it was found to be, who serves it, its strategy and what is open, in one answer', async () => {
    const serving = { ...person('样例某庚'), homePlace: street, sourceCategory: 'DEPARTMENT' as const, stratum: 'YOUNG' as const };
    const { id: cadreId } = await leader.call(registerCadre, { ...serving, line: 'HOUSING_CONSTRUCTION', accountId: cadre.accountId });
    await leader.call(deployCadre, { id: newId(), cadreId, gridCode: shown, from: today });
    const registered = { ...person('样例某丁'), homePlace: community, joinedOn: '2026-01-01', accountId: worker.accountId };
    const { id: workerId } = await leader.call(registerWorker, registered);
    await leader.call(postWorker, { id: newId(), workerId, gridCode: shown, startsOn: today });
    for (const label of ['WEAK', 'MIXED'] as const)
      await worker.call(diagnoseGrid, { id: newId(), code: shown, label, finding: '样例', evidenceIds: [newId()] });
    const measures = [{ id: newId(), title: '样例：整治楼道', ownerCadreId: cadreId, dueAt: nextMonth }];
    const strategy = await secretary.call(draftStrategy, { id: newId(), gridCode: shown, goal: '样例：矛盾减少', measures });
    expect(await picture(leader, shown)).toMatchObject({ strategy: null });
    await leader.call(approveStrategy, { id: strategy.id });
    const backlog = { gridCode: shown, class: 'NEIGHBOUR', title: '样例：灯笼之争', summary: '样例', originOn: '2014-05-31' };
    for (const restricted of [false, true])
      await leader.call(registerBacklogCase, { ...backlog, id: newId(), restricted, ownerCadreId: cadreId });
    await worker.call(openDispute, {
      ...{ id: newId(), gridCode: shown, class: 'NEIGHBOUR', summary: '样例：两户为灯草相争', openedOn: '2026-01-01' },
      mediatorId: worker.accountId,
      parties: (['APPLICANT', 'RESPONDENT'] as const).map((side) => ({ personId: newId(), name: '灯草某甲', side })),
    });
    const whole = {
      ...{ code: shown, boundary: west, diagnoses: ['MIXED', 'WEAK'] },
      cadres: [{ cadreId, name: serving.name, line: 'HOUSING_CONSTRUCTION' }],
      workers: [{ workerId, name: registered.name }],
      strategy: { id: strategy.id, number: 1, measures: 1, completed: 0 },
      ...{ backlogCases: 1, disputes: 1 },
    };
    for (const caller of [leader, secretary, worker, cadre]) expect(await picture(caller, shown)).toMatchObject(whole);
  });

  it('X-04 stays with those on duty: above a grid there are numbers alone, and nobody else sees a grid', async () => {
    const notFound = expect.objectContaining({ code: 'platform.request.not-found' });
    for (const placeCode of [street, community]) {
      expect(await picture(leader, placeCode)).toBeNull();
      expect(await picture(service.public(), placeCode)).toBeNull();
    }
    await expect(picture(service.public(), shown)).rejects.toEqual(notFound);
    await expect(picture(worker, bare)).rejects.toEqual(notFound);
    await expect(picture(service.as({ roles: ['street-leader'], place: '230521' }), shown)).rejects.toEqual(notFound);
    expect(await picture(leader, `${community}099`)).toBeNull();
  });
});
