import {
  activatePartition,
  collectProblem,
  draftPartition,
  fileServiceRequest,
  gridsOfPlace,
  openDispute,
  readProblem,
  registerBacklogCase,
  simulatePartition,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { drawGrids } from './grid.fixture.js';

const community = '320404004001';
const grid = `${community}001`;
let service: TestService;
let leader: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
  await drawGrids(service, grid);
}, 120_000);
afterAll(() => service?.stop());

const point = { type: 'Point' as const, coordinates: [119.005, 31.005] as [number, number] };
const filing = () => ({ id: newId(), class: 'GENERAL', origin: 'PATROL' as const, summary: '样例：路面积水' });
const matter = () => ({ id: newId(), gridCode: grid, class: 'OTHER', summary: '样例：噪声' });
const party = (side: 'APPLICANT' | 'RESPONDENT') => ({ personId: newId(), name: '样例某甲', side });
const code = (error: { code?: string }) => error.code;

/** Ends the grid as a redraw does, but for its commit; whoever waits for it then goes on. */
async function whileRedrawn(write: () => Promise<unknown>): Promise<string | undefined> {
  const redraw = await service.database.pool.connect();
  try {
    await redraw.query('BEGIN');
    await redraw.query('UPDATE grid SET valid_to = gezhi_now() WHERE code = $1 AND valid_to IS NULL', [grid]);
    let over = false;
    const outcome = write()
      .then(() => 'stored', code)
      .finally(() => (over = true));
    const waiting = 'SELECT 1 FROM pg_locks WHERE NOT granted';
    await eventually(async () => over || (await service.database.pool.query(waiting)).rows.length > 0);
    await redraw.query('COMMIT');
    return await outcome;
  } finally {
    await redraw.query('ROLLBACK');
    await service.database.pool.query('UPDATE grid SET valid_to = NULL WHERE code = $1', [grid]);
    redraw.release();
  }
}

describe('G-06 whatever names a grid waits for the redraw under way that ends it, and is refused', () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a request of a grid', () => leader.call(fileServiceRequest, { ...filing(), gridCode: grid }), /place-unknown|concurrent/],
    ['a request with a point', () => leader.call(fileServiceRequest, { ...filing(), communityCode: community, point }), /concurrent/],
    [
      'a problem',
      () => leader.call(collectProblem, { ...matter(), scope: 'INDIVIDUAL', class: 'CHARGING', gridCodes: [grid] }),
      /grid-unknown/,
    ],
    ['a backlog case', () => leader.call(registerBacklogCase, { ...matter(), title: '样例', originOn: '2015-01-01' }), /grid-unknown/],
    [
      'a dispute',
      () => {
        const parties = [party('APPLICANT'), party('RESPONDENT')];
        return leader.call(openDispute, { ...matter(), openedOn: '2026-01-01', mediatorId: leader.accountId, parties });
      },
      /grid-unknown/,
    ],
  ])('%s', async (_, write, refused) => expect(await whileRedrawn(write)).toMatch(refused));
});

describe('G-06 what names a community without a grid in force is refused', () => {
  const nowhere = { communityCode: '320404004999' };
  const { gridCode: _, ...matterThere } = { ...matter(), ...nowhere };
  const parties = [party('APPLICANT'), party('RESPONDENT')];
  it.each<[string, () => Promise<unknown>]>([
    ['service-request', () => leader.call(fileServiceRequest, { ...filing(), ...nowhere })],
    ['service-request', () => leader.call(fileServiceRequest, { ...filing(), ...nowhere, point })],
    ['hard-case', () => leader.call(registerBacklogCase, { ...matterThere, title: '样例', originOn: '2015-01-01' })],
    ['dispute', () => leader.call(openDispute, { ...matterThere, openedOn: '2026-01-01', mediatorId: leader.accountId, parties })],
  ])('%s', async (feature, write) => expect(await write().then(() => 'stored', code)).toBe(`grid.${feature}.community-unknown`));
});

describe('G-06 the open work of a grid that ends goes on, though the plan names no sources', () => {
  it('in the grids that take its ground; where none does the plan is refused', async () => {
    const other = '320404004002';
    await drawGrids(service, `${other}001`, `${other}002`);
    const [first, second] = (await leader.call(gridsOfPlace, { placeCode: other })).items;
    const { id } = await leader.call(collectProblem, { ...matter(), scope: 'INDIVIDUAL', class: 'CHARGING', gridCodes: [`${other}001`] });
    const draft = (...grids: { code?: string; boundary: values.Polygon }[]) => {
      const typed = grids.map(({ code, boundary }) => ({ ...(code && { code }), boundary, type: 'CONFLICT_RESOLUTION' as const }));
      return leader.call(draftPartition, { id: newId(), communityCode: other, grids: typed });
    };
    await expect(draft(second!)).rejects.toThrow(expect.objectContaining({ code: 'grid.partition.heir-missing' }));
    const plan = await draft({ boundary: first!.boundary }, second!);
    const lineage = [{ from: `${other}001`, to: `${other}003`, kind: 'REDRAW' }];
    expect(await leader.call(simulatePartition, { id: plan.id })).toMatchObject({ acceptable: true, lineage });
    await leader.call(activatePartition, { id: plan.id });
    await eventually(async () =>
      expect(await leader.call(readProblem, { id })).toMatchObject({ placeCode: `${other}003`, gridCodes: [`${other}003`] }),
    );
  });
});
