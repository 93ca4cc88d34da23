import {
  acceptServiceRequest,
  activatePartition,
  collectProblem,
  deployCadre,
  draftPartition,
  fileServiceRequest,
  issueDuty,
  markDuplicate,
  recallCadre,
  registerCadre,
  registerHousehold,
  transferToAnnual,
  type values,
} from '@gezhi/shared/contracts';
import { newId, type Statement } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { cadreCountsByGrid, candidatesOf, servingNamesOf } from '../cadre/serving.queries.js';
import { linkableRequests, openRequestsByGrid, openRequestsByHousehold } from '../service-request/open.queries.js';
import { gridService } from '../service.module.js';
import { openProblemsByGrid, openProblemsByHousehold, openProblemsOf } from './open.queries.js';
import { annualItemsOwnedBy } from './owned.queries.js';

const street = '320404004';
const community = `${street}002`;
const [g1, g2] = [`${community}001`, `${community}002`];
const householdId = newId();
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 31],
      [east, 31],
      [east, 31.01],
      [west, 31.01],
      [west, 31],
    ],
  ],
});

let service: TestService;
let leader: TestCaller;
let worker: TestCaller;
beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  worker = service.as({ roles: ['grid-worker'], place: g2 });
  const grids = [box(119, 119.01), box(119.01, 119.02)].map((boundary) => ({ type: 'COMMUNITY_BUILDING' as const, boundary, from: [] }));
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids });
  await leader.call(activatePartition, { id: plan.id });
  const door = {
    kind: 'RESIDENT' as const,
    communityCode: community,
    addressLabel: '试1幢101',
    lon: 119.005,
    lat: 31.005,
    externalRef: 'R-1',
  };
  await leader.call(registerHousehold, { id: householdId, ...door });
}, 120_000);
afterAll(() => service?.stop());

const read = (statement: Statement, ...parameters: unknown[]) => service.database.read<Record<string, unknown>>(statement, parameters);
const nowhere = '230521100001';

describe('G-05 G-13 what is open in a grid, and who serves it', () => {
  const collect = async (changes: object) => {
    const input = {
      id: newId(),
      scope: 'INDIVIDUAL' as const,
      class: 'SANITATION',
      summary: '样例：楼道堆物',
      gridCodes: [g1],
      ...changes,
    };
    return (await leader.call(collectProblem, input)).id;
  };
  const cadre = async (homePlace: string, gridCode?: string, line?: 'ECONOMIC_DEVELOPMENT') => {
    const person = { personId: newId(), name: '样例某戊', sourceCategory: 'DEPARTMENT' as const, stratum: 'YOUNG' as const };
    const { id } = await leader.call(registerCadre, { id: newId(), ...person, homePlace, line });
    const deploymentId = newId();
    if (gridCode) await leader.call(deployCadre, { id: deploymentId, cadreId: id, gridCode, from: '2026-01-01' });
    return { id, deploymentId };
  };

  it('problems count in every grid and household they touch, until they are settled', async () => {
    const own = await collect({ householdId });
    const wide = await collect({ scope: 'COMMON', class: 'CHARGING', gridCodes: [g1, g2] });
    const annual = await collect({ gridCodes: [g1] });
    await collect({ scope: 'COMMON', gridCodes: [], communityCode: community });
    const owner = await cadre(street);
    const item = { annualItemId: newId(), year: 2027, title: '样例：增设充电设施', ownerCadreId: owner.id };
    const milestones = ['2027-05-31', '2027-03-31'].map((due) => ({ id: newId(), title: '样例节点', due }));
    await leader.call(transferToAnnual, { id: annual, ...item, milestones });

    expect(await read(openProblemsOf, g1)).toEqual([
      { problemId: own, class: 'SANITATION' },
      { problemId: wide, class: 'CHARGING' },
    ]);
    const counts = [
      { gridCode: g1, open: 2 },
      { gridCode: g2, open: 1 },
    ];
    expect(await Promise.all([street, community, g2, nowhere].map((place) => read(openProblemsByGrid, place)))).toEqual([
      counts,
      counts,
      counts.slice(1),
      [],
    ]);
    expect(await read(openProblemsByHousehold, community)).toEqual([{ householdId, open: 1 }]);
    expect(await read(annualItemsOwnedBy, owner.id, g1)).toEqual([
      { kind: 'ANNUAL_ITEM', id: item.annualItemId, title: item.title, due: '2027-03-31T16:00:00.000Z' },
    ]);
    expect(await read(annualItemsOwnedBy, owner.id, g2)).toEqual([]);
    expect(await read(annualItemsOwnedBy, newId(), g1)).toEqual([]);
  });

  it('requests count where their household is, until they are concluded; duplicates can be linked nowhere', async () => {
    const file = async (place: object) => {
      const input = { id: newId(), class: 'GENERAL', origin: 'PATROL' as const, summary: '样例：楼道灯不亮', ...place };
      return (await leader.call(fileServiceRequest, input)).id;
    };
    const ids = [await file({ householdId }), await file({ gridCode: g2 }), await file({ communityCode: community })];
    const duplicate = await file({ householdId });
    await leader.call(acceptServiceRequest, { id: duplicate });
    await leader.call(markDuplicate, { id: duplicate, duplicateOfId: ids[0]! });

    expect(await read(openRequestsByGrid, community)).toEqual([
      { gridCode: g1, open: 1 },
      { gridCode: g2, open: 1 },
    ]);
    expect([await read(openRequestsByGrid, g2), await read(openRequestsByGrid, nowhere)]).toEqual([[{ gridCode: g2, open: 1 }], []]);
    expect(await read(openRequestsByHousehold, community)).toEqual([{ householdId, open: 1 }]);
    const linkable = (by: TestCaller, role: string) => read(linkableRequests, by.accountId, [role], [...ids, duplicate, newId()]);
    expect(await linkable(leader, 'street-leader')).toEqual(ids.map((requestId) => ({ requestId })));
    expect(await linkable(worker, 'grid-worker')).toEqual([{ requestId: ids[1] }]);
  });

  it('cadres are listed with what they have to do, and counted where they serve today', async () => {
    const [busy, free] = [await cadre(community, g1, 'ECONOMIC_DEVELOPMENT'), await cadre(community, g1)];
    const gone = await cadre(community, g2);
    await leader.call(recallCadre, { id: gone.deploymentId, reason: '样例轮岗', lastDay: '2026-02-28' });
    const due = '2027-01-31T00:00:00Z';
    const duty = { cadreId: busy.id, gridCode: g1, aim: 'SOLVE_PROBLEMS' as const, acceptanceCriterion: '样例：完成整改', due };
    await leader.call(issueDuty, { id: newId(), ...duty });

    expect(await read(candidatesOf, community)).toEqual([
      { cadreId: busy.id, line: 'ECONOMIC_DEVELOPMENT', homePlace: community, load: 1 },
      { cadreId: free.id, line: null, homePlace: community, load: 0 },
      { cadreId: gone.id, line: null, homePlace: community, load: 0 },
    ]);
    expect(await read(servingNamesOf, g1)).toEqual([
      { cadreId: busy.id, name: '样例某戊', line: 'ECONOMIC_DEVELOPMENT' },
      { cadreId: free.id, name: '样例某戊', line: null },
    ]);
    expect(await read(servingNamesOf, g2)).toEqual([]);
    expect(await read(cadreCountsByGrid, street)).toEqual([{ gridCode: g1, cadres: 2 }]);
  });
});
