import {
  activatePartition,
  allocateResource,
  collectProblem,
  deployCadre,
  draftPartition,
  openDispute,
  partitionActivated,
  postWorker,
  registerBacklogCase,
  registerCadre,
  registerWorker,
  startMicroProject,
  type EventData,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const street = '320404004';
const communityCode = '320404004007';
const [first, second, third] = ['001', '002', '003'].map((serial) => `${communityCode}${serial}`) as [string, string, string];
const corners: [number, number][] = [
  [119, 31],
  [119.01, 31],
  [119.01, 31.01],
  [119, 31.01],
  [119, 31],
];
const boundary: values.Polygon = { type: 'Polygon', coordinates: [corners] };
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** What says in which grid the rows of a table are, and which of them last. */
const atGrid = 'grid_code = $1';
const atPlace = 'grid_code = $1, place_code = $1';
const following: Record<string, [column: string, put: string, lasting: string]> = {
  dispute: ['grid_code', atPlace, 'true'],
  backlog_case: ['grid_code', atPlace, 'true'],
  micro_project: ['grid_code', atPlace, 'true'],
  problem: ['place_code', 'grid_codes = ARRAY[$1], place_code = $1', 'true'],
  resource_allocation: ['grid_code', atGrid, '(ended_on IS NULL)'],
  worker_posting: ['grid_code', atGrid, '(ended_on IS NULL)'],
  cadre_deployment: ['grid_code', atGrid, '(ended_on IS NULL)'],
};

let service: TestService;
let leader: TestCaller;

const redraw = async (serial: string, ...from: string[]) => {
  const grids = [{ serial, type: 'COMMUNITY_BUILDING' as const, boundary, from }];
  const { id } = await leader.call(draftPartition, { id: newId(), communityCode, grids });
  await leader.call(activatePartition, { id });
};
const rows = async <T>(sql: string, ...parameters: string[]) => (await service.database.pool.query(sql, parameters)).rows as T[];
const where = async (table: string) => {
  const [column, , lasting] = following[table]!;
  return (await rows<{ at: string }>(`SELECT DISTINCT ${column} AS at FROM ${table} WHERE ${lasting}`)).map(({ at }) => at);
};

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  await redraw('001');
  const gridCode = first;
  const [cadreId, workerId] = [newId(), newId()];
  const matter = () => ({ id: newId(), gridCode, class: 'OTHER', summary: '样例：噪声' });
  const party = (side: 'APPLICANT' | 'RESPONDENT') => ({ personId: newId(), name: '样例某甲', side });
  await leader.call(registerCadre, {
    ...{ id: cadreId, personId: newId(), name: '样例某癸', homePlace: street, sourceCategory: 'DEPARTMENT', stratum: 'YOUNG' },
  });
  await leader.call(deployCadre, { id: newId(), cadreId, gridCode, from: day(-3) });
  await leader.call(registerWorker, { id: workerId, personId: newId(), name: '样例某甲', homePlace: communityCode, joinedOn: day(-9) });
  await leader.call(postWorker, { id: newId(), workerId, gridCode, home: true, startsOn: day(-3) });
  await leader.call(openDispute, {
    ...{ ...matter(), openedOn: day(-3), mediatorId: leader.accountId, parties: [party('APPLICANT'), party('RESPONDENT')] },
  });
  await leader.call(registerBacklogCase, { ...matter(), title: '样例', originOn: '2015-01-01' });
  await leader.call(startMicroProject, {
    ...{ id: newId(), gridCode, kind: 'GREEN_SPACE', title: '样例：小花园', costFen: 80_000_00, ownerCadreId: cadreId },
    ...{ dueOn: day(30), before: { evidenceIds: [newId()] } },
  });
  await leader.call(collectProblem, { ...matter(), scope: 'INDIVIDUAL', class: 'CHARGING', gridCodes: [gridCode] });
  await leader.call(allocateResource, {
    ...{ id: newId(), gridCode, kind: 'MONEY', code: 'ANNUAL_FUND', quantity: 1000, source: 'BUDGET', fromOn: day(-3) },
  });
  await redraw('002', first);
  await redraw('003', second);
  await eventually(async () => {
    for (const table of Object.keys(following)) expect([table, await where(table)]).toEqual([table, [third]]);
  });
}, 180_000);
afterAll(() => service?.stop());

describe('G-06 what goes on through two redraws ends in the grid in force, in whatever order it hears of them', () => {
  it.each([
    ['the later first', ['later', 'earlier']],
    ['in order', ['earlier', 'later']],
    ['repeated', ['later', 'earlier', 'earlier', 'later']],
  ] as const)('%s', async (_, order) => {
    const told = (await service.told(partitionActivated)).map(({ data }) => data as EventData<typeof partitionActivated>);
    const redraws = {
      earlier: told.find(({ retired }) => retired[0] === first)!,
      later: told.find(({ retired }) => retired[0] === second)!,
    };
    for (const [table, [, put, lasting]] of Object.entries(following)) {
      await rows(`DELETE FROM ${table} WHERE NOT ${lasting}`);
      await rows(`UPDATE ${table} SET ${put}`, first);
    }
    for (const which of order) await service.publish(partitionActivated, redraws[which]);
    for (const table of Object.keys(following)) await eventually(async () => expect([table, await where(table)]).toEqual([table, [third]]));
  });
});
