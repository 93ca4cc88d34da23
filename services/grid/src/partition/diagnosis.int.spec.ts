import {
  activatePartition,
  diagnoseGrid,
  diagnosesOfPlace,
  draftPartition,
  endDiagnosis,
  fileServiceRequest,
  gridDiagnosed,
  gridDiagnosisEnded,
  gridHistory,
  householdsOfPlace,
  importHouseholds,
  readDiagnosis,
  searchPlace,
  simulatePartition,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const community = '320404004006';
const [west, east] = [`${community}001`, `${community}002`];
const refusal = (code: string) => expect.objectContaining({ code });
const box = (from: number, to: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [from, 31],
      [to, 31],
      [to, 31.01],
      [from, 31.01],
      [from, 31],
    ],
  ],
});
const planned = (boundary: values.Polygon, from: string[] = []) => ({ type: 'COMMUNITY_BUILDING' as const, boundary, from });

let service: TestService;
let leader: TestCaller, worker: TestCaller, stranger: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
  worker = service.as({ roles: ['grid-worker'], place: west });
  stranger = service.as({ roles: ['grid-worker'], place: east });
  const { id } = await leader.call(draftPartition, {
    id: newId(),
    communityCode: community,
    grids: [planned(box(119, 119.01)), planned(box(119.01, 119.02))],
  });
  await leader.call(activatePartition, { id });
  const door = (externalRef: string, lon: number) => ({
    ...{ externalRef, kind: 'RESIDENT' as const, communityCode: community, addressLabel: `演示路${externalRef}号` },
    ...{ lon, lat: 31.005 },
  });
  await leader.call(importHouseholds, {
    batchId: newId(),
    placeCode: community,
    rows: [door('11', 119.002), door('12', 119.004), door('2_1', 119.012)],
  });
}, 120_000);
afterAll(() => service?.stop());

const diagnosis = (code = west, label: 'MIXED' | 'WEAK' = 'MIXED') => ({
  ...{ id: newId(), code, label, finding: '临街商住混杂（演示）', evidenceIds: [newId()] },
});

describe('what a grid is found to be', () => {
  it('lasts once by label, with evidence, and is told without the words', async () => {
    const input = diagnosis();
    expect(await worker.call(diagnoseGrid, input)).toMatchObject({ id: input.id, gridCode: west, endedAt: null });
    await expect(worker.call(diagnoseGrid, diagnosis())).rejects.toEqual(refusal('grid.partition.diagnosis-taken'));
    await expect(worker.call(diagnoseGrid, { ...diagnosis(west, 'WEAK'), evidenceIds: [] })).rejects.toEqual(
      refusal('grid.partition.evidence-missing'),
    );
    await expect(leader.call(diagnoseGrid, diagnosis(`${community}099`))).rejects.toEqual(refusal('grid.partition.grid-unknown'));
    const [told] = await service.told(gridDiagnosed);
    expect(told!.data).toMatchObject({ diagnosisId: input.id, label: 'MIXED' });
    expect(JSON.stringify(told)).not.toContain('混杂');
    expect(await leader.call(readDiagnosis, { id: input.id })).toMatchObject({ evidenceIds: input.evidenceIds });
    await expect(stranger.call(readDiagnosis, { id: input.id })).rejects.toEqual(refusal('platform.request.not-found'));
  });

  it('ends once with the reason, and may be found again', async () => {
    const { items } = await leader.call(diagnosesOfPlace, { placeCode: community, lasting: true });
    const [found] = items;
    await expect(worker.call(endDiagnosis, { id: found!.id, reason: '已整治' })).rejects.toEqual(refusal('platform.request.forbidden'));
    await leader.call(endDiagnosis, { id: found!.id, reason: '已整治' });
    await expect(leader.call(endDiagnosis, { id: found!.id, reason: '再次' })).rejects.toEqual(refusal('platform.request.wrong-state'));
    await leader.call(diagnoseGrid, diagnosis());
    expect((await leader.call(diagnosesOfPlace, { placeCode: community })).items).toHaveLength(2);
  });
});

describe('the one search', () => {
  const hits = async (caller: TestCaller, text: string) => (await caller.call(searchPlace, { placeCode: community, text })).items;

  it('finds a grid by serial and a door by what its label begins with, each in scope only', async () => {
    expect(await hits(leader, '001')).toMatchObject([{ kind: 'GRID', id: west }]);
    expect((await hits(leader, '演示路1')).map(({ label }) => label)).toEqual(['演示路11号', '演示路12号']);
    expect(await hits(stranger, '演示路1')).toEqual([]);
    expect((await hits(leader, '2_')).map(({ label }) => label)).toEqual(['演示路2_1号']);
    expect(await hits(leader, '1%')).toEqual([]);
  });

  it('shows the forms of a grid', async () => {
    expect((await worker.call(gridHistory, { code: west })).items).toMatchObject([{ type: 'COMMUNITY_BUILDING', validTo: null }]);
    await expect(stranger.call(gridHistory, { code: west })).rejects.toEqual(refusal('platform.request.not-found'));
  });
});

describe('a redraw', () => {
  it('is simulated with the open work of its households, and ends what was found of retired grids', async () => {
    const { items } = await leader.call(householdsOfPlace, { placeCode: community });
    for (const { id: householdId } of items)
      await leader.call(fileServiceRequest, { id: newId(), class: 'GENERAL', origin: 'PATROL', summary: '演示', householdId });
    const { id } = await leader.call(draftPartition, {
      id: newId(),
      communityCode: community,
      grids: [planned(box(119, 119.003), [west]), planned(box(119.003, 119.01), [west]), planned(box(119.01, 119.02), [east])],
    });
    const { workload } = await leader.call(simulatePartition, { id });
    expect(workload).toMatchObject({ largestPercent: 100, warning: false });
    expect(workload.grids.map(({ requests, percent }) => [requests, percent])).toEqual([
      [1, 100],
      [1, 100],
      [1, 100],
    ]);
    await leader.call(activatePartition, { id });
    await eventually(async () =>
      expect((await leader.call(diagnosesOfPlace, { placeCode: community, lasting: true })).items).toHaveLength(0),
    );
    expect(await service.told(gridDiagnosisEnded)).toHaveLength(2);
  });
});
