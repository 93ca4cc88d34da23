import {
  acceptServiceRequest,
  activatePartition,
  deployCadre,
  draftPartition,
  endAssignment,
  fileServiceRequest,
  gridLineage,
  gridsOfPlace,
  myAccount,
  readGrid,
  readHousehold,
  readServiceRequest,
  registerCadre,
  serviceRequestsOfPlace,
  simulatePartition,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, settle, stripe, xilin, type Community } from '../support/community.js';
import { appoint, known, newId, operatorOf, refusal, type Person } from '../support/people.js';

const notFound = { status: 404, code: 'platform.request.not-found' };

describe('G-06 a redraw of the grids is one act: placements, open requests, deployments and access follow', () => {
  let cluster: Cluster;
  let operator: Person;
  let leader: Person;
  let community: Community;
  let [western, eastern]: Person[] = [];
  let cadre: Person;
  let [inner, outer, across]: string[] = [];
  let request: OutputOf<typeof readServiceRequest>;
  const [planId, requestId] = [newId(), newId()];
  let before: string;
  const codes = () => ({ third: `${community.code}003`, fourth: `${community.code}004` });

  beforeAll(async () => {
    cluster = await startCluster();
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    [leader, western, eastern, cadre] = await Promise.all([
      appoint(cluster, operator, { role: 'street-leader', scope: xilin }),
      appoint(cluster, operator, { role: 'grid-worker', scope: community.west }),
      appoint(cluster, operator, { role: 'grid-worker', scope: community.east }),
      appoint(cluster, operator, { role: 'cadre', scope: `${xilin}099` }),
    ]);
    // Spots run from west to east: 10 lies in the western half of the west, 90 in its eastern half.
    [outer, inner, across] = [
      await settle(leader, community, 'west', 10),
      await settle(leader, community, 'west', 90),
      await settle(leader, community, 'east', 50),
    ];
    const cadreId = newId();
    const register = { personId: newId(), name: '测试下沉乙', sourceCategory: 'DEPARTMENT', stratum: 'YOUNG', homePlace: xilin } as const;
    await leader.call(registerCadre, { ...register, id: cadreId, accountId: cadre.accountId });
    await leader.call(deployCadre, { id: newId(), cadreId, gridCode: community.west, from: '2026-01-01' });
    await known(cluster, cadre.accountId, 2);
    const { assignments } = await cadre.call(myAccount, {});
    await operator.call(endAssignment, { id: assignments.find(({ source }) => source === 'gateway')!.id });
    await western.call(fileServiceRequest, { id: requestId, class: 'GENERAL', origin: 'PATROL', summary: '地砖破损', householdId: inner });
    request = await western.call(acceptServiceRequest, { id: requestId });
    before = new Date().toISOString();
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  it('X-T7 before the redraw the worker of the west reads the request, the one of the east gets 404, the leader both', async () => {
    const other = newId();
    await eastern!.call(fileServiceRequest, { id: other, class: 'GENERAL', origin: 'PATROL', summary: '墙皮脱落', householdId: across });
    expect(await western!.call(readServiceRequest, { id: requestId })).toMatchObject({ gridCode: community.west });
    expect(await refusal(eastern!.call(readServiceRequest, { id: requestId }))).toEqual(notFound);
    expect(await refusal(eastern!.call(acceptServiceRequest, { id: requestId }))).toEqual(notFound);
    expect(await refusal(western!.call(readServiceRequest, { id: other }))).toEqual(notFound);
    const listed = async (person: Person) =>
      (await person.call(serviceRequestsOfPlace, { placeCode: community.code })).items.map(({ id }) => id);
    expect([await listed(western!), await listed(eastern!), new Set(await listed(leader))]).toEqual([
      [requestId],
      [other],
      new Set([requestId, other]),
    ]);
  });

  it('the plan splits the west in two and is simulated without changing anything', async () => {
    const { third, fourth } = codes();
    const plan = await leader.call(draftPartition, {
      id: planId,
      communityCode: community.code,
      grids: [
        { serial: '003', type: 'COMMUNITY_BUILDING', boundary: stripe(community, 0, 0.5), from: [community.west] },
        { serial: '004', type: 'URBAN_RENEWAL', boundary: stripe(community, 0.5, 1), from: [community.west] },
        { code: community.east, type: 'CONFLICT_RESOLUTION', boundary: stripe(community, 1, 2), from: [community.east] },
      ],
    });
    expect(plan.grids.map(({ code }) => code)).toEqual([third, fourth, community.east]);
    expect(await leader.call(simulatePartition, { id: planId })).toMatchObject({
      acceptable: true,
      moving: 2,
      retired: [community.west],
      orphans: { count: 0 },
    });
    expect(await leader.call(readHousehold, { id: inner! })).toMatchObject({ gridCode: community.west });
  });

  it('a secretary may not bring it into force, the street may', async () => {
    const secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: community.code });
    expect(await refusal(secretary.call(activatePartition, { id: planId }))).toEqual({ status: 403, code: 'platform.request.forbidden' });
    expect(await leader.call(activatePartition, { id: planId })).toMatchObject({ status: 'ACTIVE' });
  });

  it('every household is in exactly one new grid, and the grids of before can still be read as they were', async () => {
    const { third, fourth } = codes();
    const gridOf = async (id: string) => (await leader.call(readHousehold, { id })).gridCode;
    expect([await gridOf(outer!), await gridOf(inner!), await gridOf(across!)]).toEqual([third, fourth, community.east]);
    const codesAt = async (asOf?: string) =>
      (await leader.call(gridsOfPlace, { placeCode: community.code, ...(asOf && { asOf }) })).items.map(({ code }) => code).toSorted();
    expect(await codesAt()).toEqual([community.east, third, fourth]);
    expect(await codesAt(before)).toEqual([community.west, community.east]);
    expect(await leader.call(readGrid, { code: community.west, asOf: before })).toMatchObject({
      code: community.west,
      validTo: expect.any(String),
    });
    const { items } = await leader.call(gridLineage, { code: community.west });
    expect(items.filter(({ from }) => from === community.west).map(({ to, kind }) => [to, kind])).toEqual([
      [third, 'SPLIT'],
      [fourth, 'SPLIT'],
    ]);
  });

  it('G-T3 the open request belongs to the new grid at once, with its clocks unchanged', async () => {
    const now = await leader.call(readServiceRequest, { id: requestId });
    expect(now.gridCode).toBe(codes().fourth);
    expect([now.firstResponseDue, now.resolveDue, now.filedAt]).toEqual([request.firstResponseDue, request.resolveDue, request.filedAt]);
  });

  it('X-T7 access follows at once: the worker of the old grid has lost it, a worker of the new grid has it', async () => {
    expect(await refusal(western!.call(readServiceRequest, { id: requestId }))).toEqual(notFound);
    const newcomer = await appoint(cluster, operator, { role: 'grid-worker', scope: codes().fourth });
    expect(await newcomer.call(readServiceRequest, { id: requestId })).toMatchObject({ id: requestId });
    expect(await refusal(newcomer.call(readHousehold, { id: outer! }))).toEqual(notFound);
  });

  it('the deployment goes on in both grids that came of the old one, and the access with it', async () => {
    await eventually(async () => (await cadre.call(readServiceRequest, { id: requestId })).id === requestId, { withinMs: 20_000 });
    await eventually(async () => (await cadre.call(readHousehold, { id: outer! })).id === outer, { withinMs: 20_000 });
    const { assignments } = await cadre.call(myAccount, {});
    const open = assignments.filter(({ ended }) => !ended).map(({ scope }) => scope);
    expect(open.toSorted()).toEqual([codes().third, codes().fourth]);
  });

  it('the other services place the households anew', async () => {
    const placed = (id: string) =>
      cluster.query<{ grid: string }>('property', 'SELECT grid_code AS grid FROM known_household WHERE household_id = $1', [id]);
    await eventually(async () => (await placed(inner!))[0]?.grid === codes().fourth, { withinMs: 20_000 });
    await eventually(async () => (await placed(outer!))[0]?.grid === codes().third, { withinMs: 20_000 });
  });
});
