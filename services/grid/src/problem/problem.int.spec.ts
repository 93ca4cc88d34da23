import {
  activatePartition,
  annualItems,
  collectProblem,
  draftPartition,
  gridsOfPlace,
  importProblems,
  mergeProblems,
  openCampaign,
  problemCollected,
  problemPolicy,
  problemRectified,
  problemReopened,
  problemsOfPlace,
  promoteToCommon,
  promotionCandidates,
  publishProblemPolicy,
  readProblem,
  rectificationRates,
  rectifyOnSpot,
  rectifyProblem,
  registerCadre,
  reportMilestone,
  transferToAnnual,
  verifyRectification,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { drawGrids } from '../partition/grid.fixture.js';
import { gridService } from '../service.module.js';
import { defaultPolicy } from './problem-policy.rules.js';
import { ProblemQueries } from './problem.queries.js';

const community = '320404004002';
const [g1, g2] = [`${community}001`, `${community}002`];
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.problem.${code}` });
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
let worker1: TestCaller;
let worker2: TestCaller;
let ownerCadreId: string;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
  secretary = service.as({ roles: ['community-secretary'], place: community });
  worker1 = service.as({ roles: ['grid-worker'], place: g1 });
  worker2 = service.as({ roles: ['grid-worker'], place: g2 });
  await drawGrids(service, g1, g2);
  const cadre = {
    id: newId(),
    personId: newId(),
    name: '样例某戊',
    sourceCategory: 'VILLAGE_COMMUNITY' as const,
    stratum: 'TWO_COMMITTEE' as const,
    homePlace: community,
  };
  ownerCadreId = (await leader.call(registerCadre, cadre)).id;
}, 120_000);
afterAll(() => service?.stop());

const collecting = (changes: object = {}) => ({
  id: newId(),
  scope: 'INDIVIDUAL' as const,
  class: 'SANITATION',
  summary: '样例：楼道堆物',
  gridCodes: [g1],
  ...changes,
});
const collect = async (changes: object = {}) => (await worker1.call(collectProblem, collecting(changes))).id;
const transferring = (id: string) => ({
  ...{ id, annualItemId: newId(), year: 2027, title: '样例：增设充电设施', ownerCadreId },
  milestones: [{ id: newId(), title: '样例节点', due: '2027-03-31' }],
});
const row = (number: number, scope: 'COMMON' | 'INDIVIDUAL', rectified: boolean) => ({
  communityCode: '320404004005',
  externalRef: `${scope}-${number}`,
  scope,
  class: 'CHARGING',
  summary: '样例：台账问题',
  gridCodes: [],
  rectified,
});
const register = [
  ...Array.from({ length: 76 }, (_, index) => row(index, 'COMMON', index < 56)),
  ...Array.from({ length: 119 }, (_, index) => row(index, 'INDIVIDUAL', index < 111)),
];

describe('G-20, G-21 what a problem names is there', () => {
  it('no grid, community or household that does not exist, or lies elsewhere', async () => {
    const refused = (name: string) => expect.objectContaining({ code: `grid.problem.${name}` });
    const unknown = `${community}998`;
    await expect(leader.call(collectProblem, collecting({ gridCodes: [unknown] }))).rejects.toThrow(refused('grid-unknown'));
    await expect(leader.call(collectProblem, collecting({ scope: 'COMMON', gridCodes: [g1, unknown] }))).rejects.toThrow(
      refused('grid-unknown'),
    );
    await expect(leader.call(collectProblem, collecting({ gridCodes: [], communityCode: '320404004098' }))).rejects.toThrow(
      refused('community-unknown'),
    );
    await expect(leader.call(collectProblem, collecting({ householdId: newId() }))).rejects.toThrow(refused('household-unknown'));
  });
});

describe('G-T6 problem accounting', () => {
  const elsewhere = '320404004005';
  const campaignId = newId();
  const campaign = { kind: 'THREE_VISITS_THREE_IMPROVEMENTS' as const, title: '样例摸排', aims: ['CONDUCT' as const] };
  const batch = () => ({ batchId: newId(), placeCode: elsewhere, campaignId, rows: register });

  it('names grids, a community and a campaign as the single command does, or the row is refused', async () => {
    const rows = [
      { ...row(1, 'COMMON', false), externalRef: 'R-1', gridCodes: [`${elsewhere}001`] },
      { ...row(2, 'COMMON', false), externalRef: 'R-2', communityCode: '320404004098' },
    ];
    const refused = async (more: object) =>
      (await leader.call(importProblems, { batchId: newId(), placeCode: '320404004', rows, ...more })).refused.map(({ code }) => code);
    expect(await refused({})).toEqual(['grid.problem.grid-unknown', 'grid.problem.community-unknown']);
    await drawGrids(service, `${elsewhere}001`);
    expect(await refused({ campaignId, rows: rows.slice(0, 1) })).toEqual(['grid.problem.campaign-unknown']);
    await leader.call(openCampaign, { ...campaign, id: campaignId, placeCode: elsewhere });
    expect(await refused({ campaignId, placeCode: elsewhere, rows: [row(3, 'COMMON', false)], dryRun: true })).toEqual([]);
    const over = await leader.call(openCampaign, { ...campaign, id: newId(), placeCode: elsewhere });
    await service.database.pool.query("UPDATE campaign SET status = 'CLOSED', closed_at = opened_at WHERE id = $1", [over.id]);
    expect(await refused({ campaignId: over.id, placeCode: elsewhere, rows: rows.slice(0, 1) })).toEqual(['grid.problem.campaign-closed']);
    expect((await leader.call(problemsOfPlace, { placeCode: elsewhere })).items).toEqual([]);
  });

  it('takes over 76 common and 119 individual problems once, however often the register comes', async () => {
    expect(await leader.call(importProblems, batch())).toEqual({ imported: 195, repeated: 0, refused: [] });
    expect(await Promise.all([leader.call(importProblems, batch()), leader.call(importProblems, batch())])).toEqual(
      Array(2).fill({ imported: 0, repeated: 195, refused: [] }),
    );
    expect([(await service.told(problemCollected)).length, (await service.told(problemRectified)).length]).toEqual([195, 167]);
    await expect(secretary.call(importProblems, batch())).rejects.toEqual(refusal('platform.request.not-found'));
  });

  it('73.68, 93.28 and 85.64 %; 28 keep a campaign open until they are annual special items, then 56 + 111 + 28 = 195', async () => {
    const { common, individual, all } = await leader.call(rectificationRates, { placeCode: elsewhere });
    expect([common.rate.value, individual.rate.value, all.rate.value, common.open, individual.open]).toEqual([73.68, 93.28, 85.64, 20, 8]);
    const queries = service.get(ProblemQueries);
    expect([
      await queries.openWithoutAnnual(elsewhere),
      await queries.openWithoutAnnual('', campaignId),
      await queries.openWithoutAnnual('', newId()),
    ]).toEqual([28, 28, 0]);
    const { items } = await leader.call(problemsOfPlace, { placeCode: elsewhere, unsettled: true });
    expect(items).toHaveLength(28);
    for (const { id } of items) await leader.call(transferToAnnual, transferring(id));
    expect(await queries.openWithoutAnnual(elsewhere)).toBe(0);
    expect(await queries.counts(elsewhere)).toEqual({
      common: { total: 76, rectified: 56, annual: 20 },
      individual: { total: 119, rectified: 111, annual: 8 },
    });
    const { all: settled } = await leader.call(rectificationRates, { placeCode: elsewhere });
    expect([settled.rectified + settled.annual, settled.open, settled.rate.value]).toEqual([195, 0, 85.64]);
  });
});

describe('G-02 G-23 what was found in a campaign keeps it open', () => {
  it('also merged into a problem that was found elsewhere, until that is settled', async () => {
    const campaignId = newId();
    const open = () => service.get(ProblemQueries).openWithoutAnnual(community, campaignId);
    await leader.call(openCampaign, { id: campaignId, placeCode: community, kind: 'SURVEY', title: '样例摸排' });
    const [found, elsewhere, last] = await Promise.all(
      [{ campaignId }, {}, {}].map(async (more) => (await leader.call(collectProblem, collecting(more))).id),
    );
    await leader.call(mergeProblems, { id: elsewhere!, mergedIds: [found!] });
    expect(await open()).toBe(1);
    await leader.call(mergeProblems, { id: last!, mergedIds: [elsewhere!] });
    expect(await open()).toBe(1);
    await leader.call(transferToAnnual, transferring(last!));
    expect(await open()).toBe(0);
  });
});

describe('G-20 G-T7 G-22 rectifying and verifying', () => {
  it('another person verifies; a failed re-check counts as open again, with a counter-entry', async () => {
    const id = await collect();
    await worker1.call(rectifyProblem, { id });
    await expect(worker1.call(verifyRectification, { id, passed: true })).rejects.toEqual(refusal('same-person'));
    expect((await secretary.call(verifyRectification, { id, passed: true })).state).toBe('RECTIFIED');
    await service.advance(28 * 86_400_000);
    expect((await secretary.call(verifyRectification, { id, passed: false })).state).toBe('OPEN');
    expect((await service.told(problemReopened)).map(({ data }) => data.problemId)).toEqual([id]);
  });

  it('on the spot with evidence, and no longer after the limit of the class', async () => {
    expect((await worker1.call(rectifyOnSpot, { id: await collect(), evidenceIds: [newId()] })).track).toBe('IMMEDIATE');
    const id = await collect();
    await service.advance(86_400_001);
    await expect(worker1.call(rectifyOnSpot, { id, evidenceIds: [newId()] })).rejects.toEqual(refusal('too-late-for-the-spot'));
  });

  it('the words of people stay out of events and audit', async () => {
    const rows = await service.database.pool.query(
      "SELECT 1 FROM outbox WHERE event LIKE '%楼道堆物%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%楼道堆物%'",
    );
    expect(rows.rowCount).toBe(0);
  });
});

describe('G-23 annual special items', () => {
  it('cannot be closed as noted, publish their progress, and close with the verified rectification', async () => {
    const id = await collect({ class: 'LEISURE_SPACE' });
    const input = transferring(id);
    await expect(worker1.call(transferToAnnual, { ...input, ownerCadreId: newId() })).rejects.toEqual(refusal('owner-unknown'));
    const county = service.as({ roles: ['street-leader'], place: '230521100' });
    await drawGrids(service, '230521100001001');
    const stranger = { id: newId(), personId: newId(), name: '样例某辛', sourceCategory: 'DEPARTMENT' as const, stratum: 'YOUNG' as const };
    await county.call(registerCadre, { ...stranger, homePlace: '230521100' });
    await expect(worker1.call(transferToAnnual, { ...input, ownerCadreId: stranger.id })).rejects.toEqual(refusal('owner-unknown'));
    await worker1.call(transferToAnnual, input);
    await expect(worker1.call(rectifyProblem, { id })).rejects.toEqual(refusal('milestones-open'));
    await worker1.call(reportMilestone, {
      id: input.annualItemId,
      milestoneId: input.milestones[0]!.id,
      done: true,
      progress: '样例：已建成',
    });
    const published = (await service.public().call(annualItems, { placeCode: g1 })).items;
    expect(published).toEqual([
      expect.objectContaining({ title: input.title, closedAt: null, milestones: [expect.objectContaining({ progress: '样例：已建成' })] }),
    ]);
    await worker1.call(rectifyProblem, { id });
    await secretary.call(verifyRectification, { id, passed: true });
    expect((await service.public().call(annualItems, { placeCode: g1 })).items[0]!.closedAt).not.toBeNull();
  });
});

describe('G-20 G-21 merging, promoting, scope', () => {
  it('three of a kind in a community are a candidate; a person promotes them to one common problem over both grids', async () => {
    const ids = [await collect({ class: 'SAFETY' }), await collect({ class: 'SAFETY' })];
    ids.push((await worker2.call(collectProblem, collecting({ class: 'SAFETY', gridCodes: [g2] }))).id);
    const candidate = (await secretary.call(promotionCandidates, { placeCode: community })).items.find((item) => item.class === 'SAFETY');
    expect(candidate!.problemIds).toEqual(ids);
    const [id, ...mergedIds] = ids as [string, ...string[]];
    await expect(worker1.call(promoteToCommon, { id, mergedIds })).rejects.toEqual(refusal('merge-unknown'));
    const promoted = await secretary.call(promoteToCommon, { id, mergedIds });
    expect(promoted).toMatchObject({ scope: 'COMMON', placeCode: community, gridCodes: [g1, g2] });
    expect((await worker2.call(readProblem, { id })).id).toBe(id);
    await expect(worker2.call(rectifyProblem, { id })).rejects.toEqual(refusal('platform.request.not-found'));
    expect((await secretary.call(readProblem, { id: mergedIds[0]! })).mergedIntoId).toBe(id);
    await expect(secretary.call(mergeProblems, { id, mergedIds })).rejects.toEqual(refusal('merge-unknown'));
  });

  it('X-T7 a problem of another grid is not there', async () => {
    const id = await collect();
    await expect(worker2.call(readProblem, { id })).rejects.toEqual(refusal('platform.request.not-found'));
    expect((await worker2.call(problemsOfPlace, { placeCode: g1 })).items.map((item) => item.id)).not.toContain(id);
  });
});

describe('G-06 problems follow the grids that came from theirs', () => {
  const place = '320404004006';
  const draw = async (grids: object[]) => {
    const plan = await leader.call(draftPartition, { id: newId(), communityCode: place, grids: grids as never });
    await leader.call(activatePartition, { id: plan.id });
  };
  const type = 'COMMUNITY_BUILDING';

  it('a split hands a problem to both heirs, a merge to the one', async () => {
    await draw([{ type, boundary: box(119, 119.02), from: [] }]);
    const [whole] = (await leader.call(gridsOfPlace, { placeCode: place })).items.map(({ code }) => code);
    const { id } = await leader.call(collectProblem, collecting({ gridCodes: [whole] }));
    await draw([box(119, 119.01), box(119.01, 119.02)].map((boundary) => ({ type, boundary, from: [whole] })));
    await eventually(async () => (await leader.call(readProblem, { id })).gridCodes.length === 2);
    const halves = (await leader.call(gridsOfPlace, { placeCode: place })).items.map(({ code }) => code);
    expect(await leader.call(readProblem, { id })).toMatchObject({ placeCode: place, gridCodes: halves });
    await draw([{ type, boundary: box(119, 119.02), from: halves }]);
    await eventually(async () => (await leader.call(readProblem, { id })).gridCodes.length === 1);
  });
});

describe('G-20 G-21 G-22 X-T11 a jurisdiction lays down its classes of problems', () => {
  const at = (placeCode: string) => service.public().call(problemPolicy, { placeCode });
  const lantern = { code: 'LANTERN', zh: '灯笼', onTheSpotHours: 1, source: '测试', assumed: true };
  const policy = {
    promoteFrom: 2,
    classes: [lantern, ...defaultPolicy.classes.filter(({ code }) => code !== 'SANITATION')],
  };

  it('which hold for what is collected from then on, at home alone', async () => {
    const old = await collect();
    expect(await at(g1)).toEqual({ jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy });
    const input = { id: newId(), jurisdictionId: '320404004', ...policy };
    const elsewhere = service.as({ roles: ['street-leader'], place: '230521' });
    await expect(elsewhere.call(publishProblemPolicy, input)).rejects.toEqual(refusal('platform.request.not-found'));
    await expect(leader.call(publishProblemPolicy, { ...input, classes: [lantern, lantern] })).rejects.toEqual(refusal('policy-invalid'));
    expect((await leader.call(publishProblemPolicy, input)).version).toBe(1);
    expect([await at(g1), await at('230521100001')]).toMatchObject([{ version: 1, ...policy }, { version: 0 }]);

    await expect(collect()).rejects.toEqual(refusal('class-unknown'));
    expect((await worker1.call(rectifyOnSpot, { id: old, evidenceIds: [newId()] })).state).toBe('RECTIFIED');
    const [first, second] = [await collect({ class: 'LANTERN' }), await collect({ class: 'LANTERN' })];
    const { collectedAt, onTheSpotUntil } = await worker1.call(readProblem, { id: first });
    expect(Date.parse(onTheSpotUntil!) - Date.parse(collectedAt)).toBe(3_600_000);
    const { items } = await secretary.call(promotionCandidates, { placeCode: '32' });
    expect(items.find((item) => item.class === 'LANTERN')?.problemIds).toEqual([first, second]);
  });
});
