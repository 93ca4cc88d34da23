import {
  acceptServiceRequest,
  activatePartition,
  collectProblem,
  dispatchServiceRequest,
  draftPartition,
  fileServiceRequest,
  handleServiceRequest,
  linkRequests,
  mergeProblems,
  problemRectified,
  problemsOfRequest,
  readProblem,
  readServiceRequest,
  rectifyProblem,
  requestsOfProblem,
  respondToServiceRequest,
  similarServiceRequests,
  unlinkRequest,
  verifyRectification,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const street = '320404004';
const community = `${street}001`;
const [g1, g2] = [`${community}001`, `${community}002`];
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.problem.${code}` });
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [[west, east, east, west, west].map((lon, corner) => [lon, [0, 1, 4].includes(corner) ? 31 : 31.01])],
});

let service: TestService;
let leader: TestCaller;
let worker: TestCaller;
let checker: TestCaller;
let secretary: TestCaller;
let elsewhere: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  [worker, checker] = [1, 2].map(() => service.as({ roles: ['grid-worker'], place: g1 })) as [TestCaller, TestCaller];
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['street-leader'], place: '320404005' });
  const grids = [
    { type: 'CONFLICT_RESOLUTION' as const, boundary: box(119, 119.01), from: [] },
    { type: 'COMMUNITY_BUILDING' as const, boundary: box(119.01, 119.02), from: [] },
  ];
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids });
  await leader.call(activatePartition, { id: plan.id });
}, 120_000);
afterAll(() => service?.stop());

const file = async (gridCode = g1): Promise<string> =>
  (await leader.call(fileServiceRequest, { id: newId(), class: 'GENERAL', origin: 'PATROL', summary: '样例：充电桩不够', gridCode })).id;
const handled = async (): Promise<string> => {
  const id = await file();
  await worker.call(acceptServiceRequest, { id });
  await worker.call(dispatchServiceRequest, { id, handlerId: worker.accountId });
  await worker.call(respondToServiceRequest, { id });
  await worker.call(handleServiceRequest, { id, note: '样例：已处理' });
  return id;
};
const collect = async (gridCodes = [g1]): Promise<string> =>
  (await leader.call(collectProblem, { id: newId(), scope: 'COMMON', class: 'CHARGING', summary: '样例：缺充电设施', gridCodes })).id;
const linkedTo = async (id: string) => (await leader.call(requestsOfProblem, { id })).items.map((request) => request.id);
const rectify = async (id: string) => {
  await leader.call(rectifyProblem, { id });
  await secretary.call(verifyRectification, { id, passed: true });
};
const told = async (id: string) => (await service.told(problemRectified)).filter(({ subject }) => subject === id).map(({ data }) => data);

describe('G-20 G-24 requests and the problem they show know of each other', () => {
  it('are found both ways, counted, and offered before another is filed', async () => {
    const [id, request] = [await collect(), await file()];
    const { version } = await leader.call(linkRequests, { id, requestIds: [request, request] });
    expect(version).toBe(2);
    expect(await linkedTo(id)).toEqual([request]);
    expect(await leader.call(readProblem, { id })).toMatchObject({ linkedRequests: 1, version: 2 });
    const { items } = await leader.call(problemsOfRequest, { requestId: request });
    expect(items).toEqual([expect.objectContaining({ problemId: id, state: 'OPEN', scope: 'COMMON', endedAt: null })]);
    const similar = await leader.call(similarServiceRequests, { class: 'GENERAL', gridCode: g1, text: '充电桩不够' });
    expect(similar.items.find((found) => found.id === request)?.problemId).toBe(id);
  });

  it('an ended link stays known, and the request may show another problem', async () => {
    const [first, second, request] = [await collect(), await collect(), await file()];
    await leader.call(linkRequests, { id: first, requestIds: [request] });
    await expect(leader.call(linkRequests, { id: second, requestIds: [request] })).rejects.toEqual(refusal('request-linked'));
    await expect(leader.call(unlinkRequest, { id: second, requestId: request })).rejects.toEqual(refusal('link-unknown'));
    await leader.call(unlinkRequest, { id: first, requestId: request });
    await leader.call(linkRequests, { id: second, requestIds: [request] });
    const { items } = await leader.call(problemsOfRequest, { requestId: request });
    expect(items.map(({ problemId, endedAt }) => [problemId, endedAt !== null])).toEqual([
      [second, false],
      [first, true],
    ]);
    expect([await linkedTo(first), await linkedTo(second)]).toEqual([[], [request]]);
  });

  it('linked to two problems at once: one of them', async () => {
    const [first, second, request] = [await collect(), await collect(), await file()];
    const outcomes = await Promise.allSettled([first, second].map((id) => leader.call(linkRequests, { id, requestIds: [request] })));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: refusal('request-linked') });
    expect((await linkedTo(first)).length + (await linkedTo(second)).length).toBe(1);
  });

  it('nobody of another street finds the problem, and a request out of sight cannot be linked', async () => {
    const [id, request, beyond] = [await collect([g1, g2]), await file(), await file(g2)];
    await expect(elsewhere.call(linkRequests, { id, requestIds: [request] })).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(elsewhere.call(requestsOfProblem, { id })).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(elsewhere.call(problemsOfRequest, { requestId: request })).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(worker.call(linkRequests, { id, requestIds: [request, beyond] })).rejects.toEqual(refusal('request-unknown'));
    await worker.call(linkRequests, { id, requestIds: [request] });
    await leader.call(linkRequests, { id, requestIds: [beyond] });
    const words = (await worker.call(requestsOfProblem, { id })).items.map((found) => [found.id, found.summary]);
    expect(words).toEqual([
      [beyond, null],
      [request, '样例：充电桩不够'],
    ]);
  });

  it('a stale version is refused', async () => {
    const [id, request] = [await collect(), await file()];
    await expect(leader.call(linkRequests, { id, requestIds: [request] }, { match: 7 })).rejects.toEqual(
      refusal('platform.request.stale-version'),
    );
    expect(await linkedTo(id)).toEqual([]);
  });
});

describe('G-20 G-T7 what many reported is put right: they are asked whether it is so for them', () => {
  it('tells of the linked requests; a concluded one is asked about again, an open one stays with its handler', async () => {
    const [id, done, pending] = [await collect(), await handled(), await file()];
    await leader.call(linkRequests, { id, requestIds: [done, pending] });
    await rectify(id);
    expect(await told(id)).toEqual([expect.objectContaining({ requestIds: [done, pending].toSorted() })]);
    const due = async (request: string) => (await leader.call(readServiceRequest, { id: request })).recheckDueAt;
    await eventually(async () => Date.parse((await due(done))!) <= Date.now());
    expect(await due(pending)).toBeNull();
    await expect(leader.call(linkRequests, { id, requestIds: [await file()] })).rejects.toEqual(refusal('wrong-state'));
  });

  it('requests of merged problems show the one that stays', async () => {
    const [stays, goes, request] = [await collect(), await collect(), await file()];
    await leader.call(linkRequests, { id: goes, requestIds: [request] });
    await expect(leader.call(mergeProblems, { id: stays, mergedIds: [goes] }, { match: 9 })).rejects.toEqual(
      refusal('platform.request.stale-version'),
    );
    await leader.call(mergeProblems, { id: stays, mergedIds: [goes] });
    expect(await linkedTo(stays)).toEqual([request]);
    await rectify(stays);
    expect(await told(stays)).toEqual([expect.objectContaining({ requestIds: [request] })]);
  });

  it('a request linked while the check is under way is told of, or linked to no rectified problem', async () => {
    const [id, request] = [await collect(), await file()];
    await worker.call(rectifyProblem, { id });
    const [linked, checked] = await Promise.allSettled([
      leader.call(linkRequests, { id, requestIds: [request] }),
      checker.call(verifyRectification, { id, passed: true }),
    ]);
    if (checked.status === 'rejected') await checker.call(verifyRectification, { id, passed: true });
    expect((await told(id)).map(({ requestIds }) => requestIds)).toEqual([linked.status === 'fulfilled' ? [request] : []]);
  });
});
