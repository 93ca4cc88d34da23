import {
  activatePartition,
  collectProblem,
  declareRecusal,
  deployCadre,
  draftPartition,
  endRecusal,
  fitEntries,
  fitListDiff,
  fitListPublished,
  fitLists,
  fitPair,
  fitRecusals,
  generateFitList,
  gridsOfPlace,
  overrideFit,
  platformContracts,
  publishFitList,
  readFitList,
  recordInterview,
  registerCadre,
  withdrawCadre,
  type DepartmentLine,
  type GridType,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const street = '320404004';
const community = '320404004007';
const refusal = (code: string, details?: object) =>
  expect.objectContaining({ code: code.includes('.') ? code : `grid.fit-list.${code}`, ...(details && { details }) });
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
let secretary: TestCaller;
let conflict: string;
let building: string;
let guard: string;
let mediator: string;
let local: string;

async function draw(grids: { type: GridType; boundary: values.Polygon; from: string[]; code?: string }[]): Promise<string[]> {
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids });
  await leader.call(activatePartition, { id: plan.id });
  return (await leader.call(gridsOfPlace, { placeCode: community })).items.map(({ code }) => code);
}
async function register(levels: Record<string, number> = {}, line?: DepartmentLine, homePlace = community, personId = newId()) {
  const registering = {
    id: newId(),
    personId,
    name: '样例某壬',
    sourceCategory: 'DEPARTMENT' as const,
    stratum: 'YOUNG' as const,
    line,
    homePlace,
  };
  const { id: cadreId } = await leader.call(registerCadre, registering);
  const rated = Object.entries(levels).map(([tag, level]) => ({ tag, level, evidence: '样例：谈话所见' }));
  if (rated.length)
    await leader.call(recordInterview, { id: newId(), cadreId, heldOn: '2026-01-05', summary: '样例：谈话摘要', levels: rated });
  return cadreId;
}
const generate = (placeCode = community, by = leader) => by.call(generateFitList, { id: newId(), placeCode });
const entriesOf = async (id: string, more: object = {}) =>
  (await leader.call(fitEntries, { id, ...more })).items.map(({ cadreId, gridCode }) => [cadreId, gridCode]);
const count = async () => {
  const tables = ['fit_list', 'fit_entry', 'fit_recusal', 'outbox', 'audit'].map((table) => `(SELECT count(*)::int FROM ${table})`);
  return (await service.database.pool.query<{ n: number[] }>(`SELECT ARRAY[${tables.join(', ')}] AS n`)).rows[0]!.n;
};
const reason = '样例：熟悉情况';

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  secretary = service.as({ roles: ['community-secretary'], place: community });
  [conflict, building] = (await draw([
    { type: 'CONFLICT_RESOLUTION', boundary: box(119, 119.01), from: [] },
    { type: 'COMMUNITY_BUILDING', boundary: box(119.01, 119.02), from: [] },
  ])) as [string, string];
}, 120_000);
afterAll(() => service?.stop());

describe('G-13 a fit list', () => {
  it('is refused where there are no cadres, and where there are no grids', async () => {
    const before = await count();
    await expect(generate()).rejects.toEqual(refusal('cadres-missing'));
    await expect(generate(`${street}009`)).rejects.toEqual(refusal('grid-unknown'));
    expect(await count()).toEqual(before);
  });

  it('G-T16 is computed the same however often, numbered by place, and each pair says its three reasons', async () => {
    guard = await register({}, 'PUBLIC_SECURITY_GOVERNANCE');
    mediator = await register({ MEDIATION: 3, LAW: 2, LOCAL: 1 });
    local = await register({ LOCAL: 3, ORGANISING: 3 });
    const input = { id: newId(), placeCode: community };
    const list = await secretary.call(generateFitList, input, { key: 'first' });
    expect(list).toMatchObject({ number: 1, status: 'DRAFT', cadres: 3, grids: 2, gaps: [], unplaced: [], playbookVersion: 0, version: 1 });
    expect(await secretary.call(generateFitList, input, { key: 'first' })).toEqual(list);
    expect(await secretary.call(generateFitList, input, { key: 'much later' })).toEqual(list);
    expect(await leader.call(readFitList, { id: list.id })).toEqual(list);
    const again = await generate();
    expect([again.number, await entriesOf(again.id)]).toEqual([2, await entriesOf(list.id)]);
    expect(await entriesOf(list.id, { cadreId: guard })).toEqual([[guard, conflict]]);
    const pair = await leader.call(fitPair, { id: list.id, cadreId: mediator, gridCode: conflict });
    expect(pair).toMatchObject({ score: 7667, standing: 'CHOSEN' });
    expect(pair.reasons.map(({ term, contribution }) => [term, contribution])).toEqual([
      ['MEDIATION', 5000],
      ['LAW', 2000],
      ['LOCAL', 667],
    ]);
    expect(await leader.call(fitPair, { id: list.id, cadreId: guard, gridCode: building })).toMatchObject({
      score: 0,
      standing: 'ELSEWHERE',
    });
    await expect(leader.call(fitPair, { id: list.id, cadreId: newId(), gridCode: building })).rejects.toEqual(refusal('not-listed'));
  });

  it('explains a pair from what was frozen, whatever is found later', async () => {
    const { id } = await generate();
    const levels = [{ tag: 'MEDIATION', level: 0, evidence: '样例：重新评估' }];
    await leader.call(recordInterview, { id: newId(), cadreId: mediator, heldOn: '2026-02-05', summary: '样例：谈话摘要', levels });
    expect((await leader.call(fitPair, { id, cadreId: mediator, gridCode: conflict })).score).toBe(7667);
    const later = await generate();
    expect((await leader.call(fitPair, { id: later.id, cadreId: mediator, gridCode: conflict })).score).toBe(2667);
    levels[0]!.level = 3;
    await leader.call(recordInterview, { id: newId(), cadreId: mediator, heldOn: '2026-03-05', summary: '样例：谈话摘要', levels });
  });

  it('is read by those on duty, of the own grids alone; of a stranger nothing is known', async () => {
    const { id } = await generate();
    const worker = service.as({ roles: ['grid-worker'], place: building });
    for (const draft of [
      () => worker.call(readFitList, { id }),
      () => worker.call(fitEntries, { id }),
      () => worker.call(fitPair, { id, cadreId: mediator, gridCode: building }),
    ])
      await expect(draft()).rejects.toEqual(refusal('platform.request.not-found'));
    await leader.call(publishFitList, { id });
    expect((await worker.call(readFitList, { id })).id).toBe(id);
    expect([...new Set((await worker.call(fitEntries, { id })).items.map(({ gridCode }) => gridCode))]).toEqual([building]);
    await expect(worker.call(fitPair, { id, cadreId: mediator, gridCode: conflict })).rejects.toEqual(
      refusal('platform.request.not-found'),
    );
    await expect(worker.call(fitListDiff, { id, againstId: id })).rejects.toEqual(refusal('platform.request.not-found'));
    const stranger = service.as({ roles: ['street-leader'], place: '230521100' });
    for (const asked of [
      () => stranger.call(readFitList, { id }),
      () => stranger.call(fitEntries, { id }),
      () => stranger.call(publishFitList, { id }),
      () => stranger.call(overrideFit, { id, cadreId: guard, gridCode: building, reason }),
      () => generate(community, stranger),
    ])
      await expect(asked()).rejects.toEqual(refusal('platform.request.not-found'));
    expect((await stranger.call(fitLists, { placeCode: community })).items).toEqual([]);
  });

  it('lists page by the latest, entries by grid and cadre', async () => {
    const first = await leader.call(fitLists, { placeCode: street, limit: 2 });
    const second = await leader.call(fitLists, { placeCode: street, limit: 100, after: first.next! });
    const numbers = [...first.items, ...second.items].map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    const { id } = first.items[0]!;
    const page = await leader.call(fitEntries, { id, limit: 1 });
    const rest = await leader.call(fitEntries, { id, after: page.next! });
    expect([...page.items, ...rest.items].map(({ cadreId, gridCode }) => [cadreId, gridCode])).toEqual(await entriesOf(id));
  });
});

describe('G-13 recusals', () => {
  it('keep a cadre out of a grid until they end, and out of the grids that came from it', async () => {
    const declaring = { id: newId(), cadreId: mediator, placeCode: conflict, reason: '样例：亲属居住于此' };
    await expect(secretary.call(declareRecusal, { ...declaring, cadreId: newId() })).rejects.toEqual(refusal('cadre-unknown'));
    const gone = await register();
    await leader.call(withdrawCadre, { id: gone, reason: '样例：调离' });
    await expect(secretary.call(declareRecusal, { ...declaring, id: newId(), cadreId: gone })).rejects.toEqual(refusal('cadre-unknown'));
    const county = service.as({ roles: ['street-leader'], place: '230521100' });
    const plan = { id: newId(), communityCode: '230521100001' };
    const grids = [{ type: 'COMMUNITY_BUILDING' as const, boundary: box(131, 131.01), from: [] }];
    await county.call(draftPartition, { ...plan, grids });
    await county.call(activatePartition, { id: plan.id });
    const outsider = { id: newId(), personId: newId(), name: '样例某壬', sourceCategory: 'DEPARTMENT' as const, stratum: 'YOUNG' as const };
    await county.call(registerCadre, { ...outsider, homePlace: '230521100' });
    await expect(leader.call(declareRecusal, { ...declaring, id: newId(), cadreId: outsider.id })).rejects.toEqual(
      refusal('cadre-unknown'),
    );
    const nowhere = { ...declaring, id: newId(), placeCode: `${community}999` };
    await expect(secretary.call(declareRecusal, nowhere)).rejects.toEqual(refusal('grid-unknown'));
    const noCommunity = { ...nowhere, placeCode: `${street}999` };
    await expect(leader.call(declareRecusal, noCommunity)).rejects.toEqual(refusal('grid-unknown'));
    await secretary.call(declareRecusal, declaring);
    await expect(secretary.call(declareRecusal, { ...declaring, id: newId() })).rejects.toEqual(refusal('recused-already'));
    expect((await leader.call(fitRecusals, { placeCode: street })).items).toEqual([expect.objectContaining(declaring)]);
    const { id } = await generate();
    expect(await entriesOf(id, { cadreId: mediator })).toEqual([[mediator, building]]);
    expect((await leader.call(fitPair, { id, cadreId: mediator, gridCode: conflict })).standing).toBe('RECUSED');
    await expect(leader.call(overrideFit, { id, cadreId: mediator, gridCode: conflict, reason })).rejects.toEqual(refusal('recused'));

    const former = conflict;
    const codes = await draw([
      { type: 'CONFLICT_RESOLUTION', boundary: box(119, 119.005), from: [former] },
      { type: 'CONFLICT_RESOLUTION', boundary: box(119.005, 119.01), from: [former] },
      { type: 'COMMUNITY_BUILDING', boundary: box(119.01, 119.02), from: [], code: building },
    ]);
    conflict = codes.find((code) => code !== building)!;
    const heirs = codes.filter((code) => code !== building);
    const redrawn = await generate();
    for (const gridCode of heirs)
      expect((await leader.call(fitPair, { id: redrawn.id, cadreId: mediator, gridCode })).standing).toBe('RECUSED');
    await expect(leader.call(publishFitList, { id })).rejects.toEqual(refusal('grid-unknown', { gridCodes: [former] }));

    const stranger = service.as({ roles: ['street-leader'], place: '230521100' });
    await expect(stranger.call(endRecusal, { id: declaring.id })).rejects.toEqual(refusal('platform.request.not-found'));
    expect((await secretary.call(endRecusal, { id: declaring.id })).endedAt).not.toBeNull();
    await expect(secretary.call(endRecusal, { id: declaring.id })).rejects.toEqual(refusal('platform.request.wrong-state'));
    expect((await leader.call(fitRecusals, { placeCode: street })).items).toEqual([]);
  });
});

describe('G-T17 publishing', () => {
  it('is refused while a grid of conflict resolution has nobody of public security and governance', async () => {
    const list = await generate();
    expect(list.gaps).toHaveLength(1);
    const before = await count();
    await expect(leader.call(publishFitList, { id: list.id })).rejects.toEqual(refusal('line-cover-missing', { gridCodes: list.gaps }));
    await expect(secretary.call(publishFitList, { id: list.id })).rejects.toEqual(refusal('platform.request.forbidden'));
    expect([await count(), (await leader.call(readFitList, { id: list.id })).status]).toEqual([before, 'DRAFT']);
  });

  it('the only one of the line goes where most work is open', async () => {
    const [without] = (await generate()).gaps;
    const problem = { id: newId(), scope: 'INDIVIDUAL' as const, class: 'SAFETY', summary: '样例：邻里争执', gridCodes: [without!] };
    await leader.call(collectProblem, problem);
    const { id, gaps } = await generate();
    expect(gaps).toHaveLength(1);
    expect(gaps).not.toContain(without);
    expect(await entriesOf(id, { cadreId: guard })).toEqual([[guard, without]]);
  });

  it('an override is kept beside what was computed, and may open a gap', async () => {
    const second = await register({}, 'PUBLIC_SECURITY_GOVERNANCE');
    const list = await generate();
    expect(list.gaps).toEqual([]);
    const overriding = { id: list.id, cadreId: second, gridCode: building, reason };
    await expect(leader.call(overrideFit, { ...overriding, cadreId: newId() })).rejects.toEqual(refusal('not-listed'));
    await expect(leader.call(overrideFit, overriding, { match: 9 })).rejects.toEqual(refusal('platform.request.stale-version'));
    const moved = await secretary.call(overrideFit, overriding, { key: 'move' });
    expect(moved).toMatchObject({ gridCode: building, overrideReason: reason, overriddenById: secretary.accountId, version: 2 });
    expect(await secretary.call(overrideFit, overriding, { key: 'move' })).toEqual(moved);
    expect((await leader.call(readFitList, { id: list.id })).gaps).toEqual([moved.computedGridCode]);
    expect(await entriesOf(list.id, { overridden: true })).toEqual([[second, building]]);
    expect((await leader.call(fitPair, { id: list.id, cadreId: second, gridCode: building })).standing).toBe('OVERRIDDEN');
    await leader.call(overrideFit, { ...overriding, gridCode: moved.computedGridCode });
    expect((await leader.call(readFitList, { id: list.id })).gaps).toEqual([]);
  });

  it('supersedes the list before, tells of it once, and closes it to changes', async () => {
    const [first, second] = [await generate(), await generate()];
    await leader.call(overrideFit, { id: second.id, cadreId: local, gridCode: conflict, reason });
    expect((await leader.call(publishFitList, { id: first.id })).status).toBe('PUBLISHED');
    await leader.call(deployCadre, { id: newId(), cadreId: local, gridCode: conflict, from: '2026-01-01' });
    const published = await leader.call(publishFitList, { id: second.id }, { key: 'publish' });
    expect(await leader.call(publishFitList, { id: second.id }, { key: 'publish' })).toEqual(published);
    expect(published).toMatchObject({ status: 'PUBLISHED', publishedById: leader.accountId });
    const { items } = await leader.call(fitLists, { placeCode: community, status: 'PUBLISHED' });
    expect(items).toEqual([published]);
    expect((await leader.call(readFitList, { id: first.id })).status).toBe('SUPERSEDED');
    await expect(leader.call(publishFitList, { id: second.id })).rejects.toEqual(refusal('not-draft'));
    await expect(leader.call(overrideFit, { id: second.id, cadreId: local, gridCode: building, reason })).rejects.toEqual(
      refusal('not-draft'),
    );
    const told = (await service.told(fitListPublished)).map(({ data }) => [data.listId, data.overridden]);
    expect(told.slice(-2)).toEqual([
      [first.id, 0],
      [second.id, 1],
    ]);
    const [entry] = (await leader.call(fitEntries, { id: second.id, cadreId: local })).items;
    expect([entry!.gridCode, entry!.deployed]).toEqual([conflict, true]);
    const [before] = (await leader.call(fitEntries, { id: first.id, cadreId: local })).items;
    expect(await leader.call(fitListDiff, { id: second.id, againstId: first.id })).toEqual({
      moved: [{ cadreId: local, from: before!.gridCode, to: conflict }],
      joined: [],
      left: [],
    });
    expect(await leader.call(fitListDiff, { id: first.id, againstId: first.id })).toEqual({ moved: [], joined: [], left: [] });
  });

  it('two drafts published at once leave one in force', async () => {
    const drafts = [await generate(), await generate()];
    const answers = await Promise.allSettled(drafts.map(({ id }) => leader.call(publishFitList, { id })));
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect((await leader.call(fitLists, { placeCode: community, status: 'PUBLISHED' })).items).toHaveLength(1);
  });

  it('of lists generated at once each has a number of its own', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => generate()));
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toEqual(refusal('platform.request.concurrent'));
    const { items } = await leader.call(fitLists, { placeCode: community, limit: 100 });
    expect(new Set(items.map(({ number }) => number)).size).toBe(items.length);
  });
});

describe('X-T8 words about a cadre', () => {
  const { exportPerson, erasePerson } = platformContracts('grid');

  it('stand in no event and no audit row, are exported, and are erased', async () => {
    const personId = newId();
    const operator = service.as({ roles: ['operator'], place: street });
    const cadreId = await register({}, undefined, community, personId);
    await leader.call(declareRecusal, { id: newId(), cadreId, placeCode: building, reason: '样例：回避' });
    const { id } = await generate();
    const [entry] = (await leader.call(fitEntries, { id, cadreId })).items;
    await leader.call(overrideFit, { id, cadreId, gridCode: entry!.gridCode, reason });
    const told = "SELECT 1 FROM outbox WHERE event LIKE '%样例%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%样例%'";
    expect((await service.database.pool.query(told)).rowCount).toBe(0);
    const { records } = await operator.call(exportPerson, { personId });
    expect([records.fit_entry!.map((row) => row.overrideReason), records.fit_recusal!.map((row) => row.reason)]).toEqual([
      [reason],
      ['样例：回避'],
    ]);
    await operator.call(erasePerson, { personId });
    const [after] = (await leader.call(fitEntries, { id, cadreId })).items;
    expect([after!.overrideReason, (await leader.call(fitRecusals, { placeCode: street })).items[0]!.reason]).toEqual(['', '']);
  });
});

describe('a list of a street', () => {
  it('draws 223 cadres over its grids in one answer', async () => {
    await Promise.all(
      Array.from({ length: 223 }, (_, n) =>
        register({ LOCAL: n % 4, LAW: n % 3 }, n % 9 ? undefined : 'PUBLIC_SECURITY_GOVERNANCE', street),
      ),
    );
    const begun = performance.now();
    const list = await generate(street);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(list.cadres).toBeGreaterThan(222);
    const { n } = (
      await service.database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM fit_entry WHERE list_id = $1', [list.id])
    ).rows[0]!;
    expect(n).toBe(list.cadres);
  }, 60_000);
});
