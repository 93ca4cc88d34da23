import {
  activatePartition,
  collectProblem,
  draftPartition,
  leaveHousehold,
  mergeProblems,
  moveHousehold,
  partitionActivated,
  promoteToCommon,
  readBacklogCase,
  readProblem,
  registerBacklogCase,
  registerHousehold,
  type EventData,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { stripe } from '../partition/grid.fixture.js';
import { gridService } from '../service.module.js';

let service: TestService;
let leader: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
}, 120_000);
afterAll(() => service?.stop());

/** Stripes of a community from west to east, by their serials. */
async function draw(communityCode: string, ...serials: readonly string[]): Promise<void> {
  const type = 'CONFLICT_RESOLUTION' as const;
  const grids = serials.map((serial, index) => ({ serial, type, boundary: stripe(119 + index / 100), from: [] }));
  const { id } = await leader.call(draftPartition, { id: newId(), communityCode, grids });
  await leader.call(activatePartition, { id });
}

const lying = (stripeOf: number) => ({ addressLabel: '样例1幢', lon: 119.005 + stripeOf / 100, lat: 31.005 });
const settle = async (communityCode: string, stripeOf: number) => {
  const household = { id: newId(), kind: 'RESIDENT' as const, externalRef: newId(), communityCode, ...lying(stripeOf) };
  return (await leader.call(registerHousehold, household)).id;
};
const collect = async (gridCode: string, householdId?: string, scope: 'INDIVIDUAL' | 'COMMON' = 'INDIVIDUAL') => {
  const found = { id: newId(), scope, class: 'SANITATION', summary: '样例：渗水', gridCodes: [gridCode] };
  return (await leader.call(collectProblem, { ...found, ...(householdId && { householdId }) })).id;
};
const lies = (id: string, placeCode: string, ...gridCodes: string[]) =>
  eventually(async () => expect(await leader.call(readProblem, { id })).toMatchObject({ placeCode, gridCodes }));

describe('G-06 a problem of one household is where the household is, any other in the grids that came from its own', () => {
  it('also of what became common, was merged, or of a household that left', async () => {
    const community = '320404004011';
    const at = (serial: string) => `${community}${serial}`;
    await draw(community, '001', '002');
    const [west, east, gone] = [await settle(community, 0), await settle(community, 1), await settle(community, 0)];
    const alone = await collect(at('001'), west);
    const common = await collect(at('001'), west, 'COMMON');
    const promoted = await collect(at('001'), west);
    await leader.call(promoteToCommon, { id: promoted, mergedIds: [] });
    const merged = await collect(at('001'), west);
    await leader.call(mergeProblems, { id: merged, mergedIds: [await collect(at('002'), east)] });
    const left = await collect(at('001'), gone);
    const matter = { class: 'OTHER', title: '样例', summary: '样例：噪声', originOn: '2015-01-01' };
    const { id: caseOfLeft } = await leader.call(registerBacklogCase, { ...matter, id: newId(), householdId: gone });
    await leader.call(leaveHousehold, { id: gone });
    await draw(community, '003', '004');
    for (const id of [alone, common, left]) await lies(id, at('003'), at('003'));
    await lies(promoted, community, at('003'));
    await eventually(async () => expect(await leader.call(readBacklogCase, { id: caseOfLeft })).toMatchObject({ placeCode: at('003') }));
    await lies(merged, community, at('003'), at('004'));
  });

  it('follows the household that moves, to another community too', async () => {
    const [from, to] = ['320404004012', '320404004013'];
    await draw(from, '001', '002');
    await draw(to, '001');
    const household = await settle(from, 0);
    const id = await collect(`${from}001`, household);
    await leader.call(moveHousehold, { id: household, ...lying(1) });
    await lies(id, `${from}002`, `${from}002`);
    await leader.call(moveHousehold, { id: household, communityCode: to, ...lying(0) });
    await lies(id, `${to}001`, `${to}001`);
  });

  it('through two redraws, the later heard first', async () => {
    const community = '320404004014';
    const [first, second, third] = ['001', '002', '003'].map((serial) => `${community}${serial}`) as [string, string, string];
    await draw(community, '001');
    const ids = [await collect(first, await settle(community, 0)), await collect(first)];
    await draw(community, '002');
    await draw(community, '003');
    for (const id of ids) await lies(id, third, third);
    const told = (await service.told(partitionActivated)).map(({ data }) => data as EventData<typeof partitionActivated>);
    const redraws = [second, first].map((code) => told.find(({ retired }) => retired[0] === code)!);
    await service.database.pool.query('UPDATE problem SET grid_codes = ARRAY[$1], place_code = $1 WHERE id = ANY($2)', [first, ids]);
    for (const redraw of redraws) await service.publish(partitionActivated, redraw);
    // What no household places is moved by the earlier redraw alone, and with it what one does.
    await lies(ids[1]!, third, third);
    await lies(ids[0]!, third, third);
  });
});
