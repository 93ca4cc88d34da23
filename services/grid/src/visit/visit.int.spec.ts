import {
  activatePartition,
  campaignClosed,
  campaignCoverage,
  closeCampaign,
  collectProblem,
  draftPartition,
  gridOverview,
  importHouseholds,
  importVisits,
  leaveHousehold,
  openCampaign,
  publishVisitPolicy,
  readCampaign,
  recordVisit,
  registerHousehold,
  visitCounts,
  visitPolicy,
  visitRecorded,
  visitsOfHousehold,
  waiveGrid,
  type HouseholdKind,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';

const community = '320404004003';
const [west, east] = [`${community}001`, `${community}002`];
const refusal = (name: string) => expect.objectContaining({ code: `grid.visit.${name}` });
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
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

let service: TestService;
let leader: TestCaller;
let worker: TestCaller;

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: '320404004' });
  worker = service.as({ roles: ['grid-worker'], place: west });
  const { id } = await leader.call(draftPartition, {
    ...{ id: newId(), communityCode: community },
    grids: [box(119, 119.01), box(119.01, 119.02)].map((boundary) => ({ type: 'COMMUNITY_BUILDING' as const, boundary })),
  });
  await leader.call(activatePartition, { id });
}, 120_000);
afterAll(() => service?.stop());

let doors = 0;
async function settle(lon: number, kind: HouseholdKind = 'RESIDENT'): Promise<string> {
  const id = newId();
  await leader.call(registerHousehold, {
    id,
    kind,
    communityCode: community,
    addressLabel: '试1',
    lon,
    lat: 31.005,
    externalRef: `door-${++doors}`,
  });
  return id;
}
const visit = (householdId: string, more = {}) => ({
  id: newId(),
  householdId,
  occurredAt: ago(5),
  kind: 'RESIDENT' as const,
  needs: ['PARKING'],
  ...more,
});

describe('G-19, X-03 a visit is recorded once', () => {
  it('and told of with its grid, also when sent again', async () => {
    const householdId = await settle(119.005);
    const input = visit(householdId);
    const first = await worker.call(recordVisit, input);
    expect(first).toMatchObject({ householdId, communityCode: community, actorId: worker.accountId, campaignId: null });
    expect(await worker.call(recordVisit, input)).toEqual(first);
    expect((await service.told(visitRecorded)).map(({ data }) => data.visits)).toMatchObject([
      [{ visitId: input.id, householdId, householdKind: 'RESIDENT', gridCode: west }],
    ]);
    expect((await worker.call(visitsOfHousehold, { householdId })).items).toEqual([first]);
  });

  it('takes a visit by a phone whose clock is a minute fast as one of now', async () => {
    const visited = await worker.call(recordVisit, visit(await settle(119.005), { occurredAt: ago(-1) }));
    expect(visited.occurredAt).toBe(visited.recordedAt);
    expect((await service.told(visitRecorded)).at(-1)!.data.visits).toMatchObject([
      { visitId: visited.id, occurredAt: visited.occurredAt },
    ]);
  });

  it('refuses what lies outside scope, time or kind', async () => {
    const [own, foreign, left] = [await settle(119.005), await settle(119.015), await settle(119.005)];
    await leader.call(leaveHousehold, { id: left });
    const before = (await service.told(visitRecorded)).length;
    for (const [input, name] of [
      [visit(foreign), 'household-unknown'],
      [visit(newId()), 'household-unknown'],
      [visit(own, { occurredAt: ago(-5) }), 'in-the-future'],
      [visit(own, { occurredAt: ago(31 * 1440) }), 'too-long-ago'],
      [visit(own, { kind: 'ENTERPRISE' }), 'kind-mismatch'],
      [visit(own, { campaignId: newId() }), 'campaign-unknown'],
    ] as const)
      await expect(worker.call(recordVisit, input)).rejects.toThrow(refusal(name));
    await expect(leader.call(recordVisit, visit(left))).rejects.toThrow(refusal('household-left'));
    await expect(worker.call(visitsOfHousehold, { householdId: foreign })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.not-found' }),
    );
    expect(await service.told(visitRecorded)).toHaveLength(before);
  });

  it('late from offline within the days of the jurisdiction', async () => {
    expect(await worker.call(recordVisit, visit(await settle(119.005), { occurredAt: ago(29 * 1440) }))).toMatchObject({ version: 1 });
  });
});

describe('G-19, X-03, X-T11 a jurisdiction lays down how late visits may be recorded', () => {
  it('and it holds for the next record, at home alone', async () => {
    const [householdId, jurisdictionId] = [await settle(119.005), '320404004'];
    const policy = { offlineDays: 2, importDays: 30, source: '测试', assumed: false };
    const threeDaysLate = () => worker.call(recordVisit, visit(householdId, { occurredAt: ago(3 * 1440) }));
    await threeDaysLate();
    const elsewhere = service.as({ roles: ['street-leader'], place: '230521' });
    await expect(elsewhere.call(publishVisitPolicy, { id: newId(), jurisdictionId, ...policy })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.not-found' }),
    );
    await expect(leader.call(publishVisitPolicy, { id: newId(), jurisdictionId, ...policy, importDays: 1 })).rejects.toThrow(
      refusal('policy-invalid'),
    );
    expect(await leader.call(publishVisitPolicy, { id: newId(), jurisdictionId, ...policy })).toMatchObject({ jurisdictionId, version: 2 });
    await expect(threeDaysLate()).rejects.toThrow(refusal('too-long-ago'));
    const at = (placeCode: string) => service.public().call(visitPolicy, { placeCode });
    expect([await at(west), await at('230521100001')]).toMatchObject([
      { jurisdictionId, version: 2, ...policy },
      { jurisdictionId: '230521', version: 1, offlineDays: 30 },
    ]);
    await expect(at('110101')).rejects.toThrow(refusal('policy-missing'));
  });
});

describe('G-02, G-25 a campaign covers every grid', () => {
  const open = async (more = {}) =>
    (
      await leader.call(openCampaign, {
        id: newId(),
        placeCode: community,
        kind: 'THREE_VISITS_THREE_IMPROVEMENTS',
        title: '三访三优',
        aims: ['CONDUCT'],
        ...more,
      })
    ).id;

  it('closes when every grid is covered or waived, with the reasons', async () => {
    const id = await open({ coveragePercent: 1 });
    const gaps = async () => (await leader.call(campaignCoverage, { id })).gaps;
    expect(await gaps()).toEqual([west, east]);
    const [one, two] = [await settle(119.005), await settle(119.006)];
    for (const householdId of [one, one, two]) await worker.call(recordVisit, visit(householdId, { campaignId: id }));
    expect((await leader.call(campaignCoverage, { id })).grids[0]).toMatchObject({
      gridCode: west,
      visited: 2,
      covered: true,
      waiver: null,
    });
    await expect(leader.call(closeCampaign, { id })).rejects.toThrow(
      expect.objectContaining({ code: 'grid.visit.grids-uncovered', details: { gridCodes: [east] } }),
    );
    expect(await leader.call(waiveGrid, { id, gridCode: east, reason: '整体搬迁中' })).toMatchObject({ status: 'OPEN' });
    await expect(leader.call(waiveGrid, { id, gridCode: east, reason: '再次' })).rejects.toThrow(refusal('already-waived'));
    await expect(leader.call(waiveGrid, { id, gridCode: '320404004009001', reason: '无此格' })).rejects.toThrow(
      refusal('grid-outside-campaign'),
    );
    expect(await gaps()).toEqual([]);
    expect(await leader.call(closeCampaign, { id })).toMatchObject({ status: 'CLOSED' });
    await expect(leader.call(closeCampaign, { id })).rejects.toThrow(refusal('campaign-closed'));
    await expect(worker.call(recordVisit, visit(one, { campaignId: id }))).rejects.toThrow(refusal('campaign-closed'));
    expect((await service.told(campaignClosed)).map(({ data }) => data)).toMatchObject([{ campaignId: id, covered: 1, waived: [east] }]);
  });

  it('is read by everyone it covers, each with the coverage of the own grids', async () => {
    const id = await open();
    const secretary = service.as({ roles: ['community-secretary'], place: community });
    const cadre = service.as({ roles: ['cadre'], place: east });
    const elsewhere = service.as({ roles: ['grid-worker'], place: '320404004009001' });
    for (const [actor, grids] of [
      [leader, [west, east]],
      [secretary, [west, east]],
      [worker, [west]],
      [cadre, [east]],
    ] as const) {
      expect(await actor.call(readCampaign, { id })).toMatchObject({ id, status: 'OPEN' });
      const coverage = await actor.call(campaignCoverage, { id });
      expect([coverage.grids.map(({ gridCode }) => gridCode), coverage.rate.denominator]).toEqual([grids, grids.length]);
    }
    for (const contract of [readCampaign, campaignCoverage])
      await expect(elsewhere.call(contract, { id })).rejects.toEqual(expect.objectContaining({ code: 'platform.request.not-found' }));
  });

  it('G-23, G-T6 stays open while a problem found in it is unsettled', async () => {
    const id = await open();
    for (const gridCode of [west, east]) await leader.call(waiveGrid, { id, gridCode, reason: '试验' });
    await leader.call(collectProblem, {
      id: newId(),
      scope: 'INDIVIDUAL',
      class: 'SANITATION',
      summary: '试验问题',
      gridCodes: [west],
      campaignId: id,
    });
    await expect(leader.call(closeCampaign, { id })).rejects.toThrow(
      expect.objectContaining({ code: 'grid.visit.problems-unsettled', details: { count: 1 } }),
    );
    expect(await leader.call(readCampaign, { id })).toMatchObject({ status: 'OPEN' });
  });

  it('G-02, G-T6 a campaign that is closed, unknown or of another place takes no problem, and one of a place without grids is not opened', async () => {
    const id = await open();
    for (const gridCode of [west, east]) await leader.call(waiveGrid, { id, gridCode, reason: '试验' });
    await leader.call(closeCampaign, { id });
    const found = (campaignId: string) => ({
      ...{ id: newId(), scope: 'INDIVIDUAL' as const, class: 'SANITATION', summary: '试验问题', gridCodes: [west], campaignId },
    });
    const refused = (name: string) => expect.objectContaining({ code: `grid.problem.${name}` });
    await expect(leader.call(collectProblem, found(id))).rejects.toThrow(refused('campaign-closed'));
    await expect(leader.call(collectProblem, found(newId()))).rejects.toThrow(refused('campaign-unknown'));
    const nowhere = { id: newId(), placeCode: '320404004098', kind: 'SURVEY' as const, title: '试验' };
    await expect(leader.call(openCampaign, nowhere)).rejects.toThrow(refusal('place-unknown'));
  });
});

describe('G-19 a register of visits is taken in by batches, counting distinct subjects', () => {
  const place = '320404004005';
  const kinds: HouseholdKind[] = ['RESIDENT', 'RESIDENT', 'SHOP', 'ENTERPRISE'];
  const houses = Array.from({ length: 400 }, (_, index) => ({
    externalRef: `h${index}`,
    kind: kinds[index % 4]!,
    communityCode: place,
    addressLabel: `试${index}`,
    lon: 119.5,
    lat: 31.5,
  }));
  const rows = houses.map(({ externalRef }, index) => ({
    externalRef: `v${index}`,
    communityCode: place,
    householdRef: externalRef,
    occurredAt: ago(60 + index),
  }));
  const again = rows.slice(0, 100).map((row) => ({ ...row, externalRef: `${row.externalRef}-again`, occurredAt: ago(30) }));
  const batch = (of: typeof rows) => leader.call(importVisits, { batchId: newId(), placeCode: '320404004', rows: of });

  it('tells of one batch by one event, and doubles nothing when repeated', async () => {
    await leader.call(importHouseholds, { batchId: newId(), placeCode: '320404004', rows: houses });
    const told = (await service.told(visitRecorded)).length;
    const unknown = { ...rows[0]!, externalRef: 'lost', householdRef: 'nobody' };
    const foreign = { ...rows[0]!, externalRef: 'foreign', communityCode: '230521100001' };
    const refused = ['lost', 'foreign'].map((externalRef) => ({ externalRef, code: 'grid.visit.household-unknown' }));
    expect(await batch([...rows, ...again.slice(0, 98), unknown, foreign])).toEqual({ imported: 498, repeated: 0, refused });
    expect(await batch([...rows, ...again])).toEqual({ imported: 2, repeated: 498, refused: [] });
    const events = (await service.told(visitRecorded)).slice(told);
    expect(events.map(({ data }) => (data.visits as unknown[]).length)).toEqual([498, 2]);
  });

  it('counts households, not visits', async () => {
    expect(await leader.call(visitCounts, { placeCode: place })).toEqual({
      resident: 200,
      shop: 100,
      residentAndShop: 300,
      enterprise: 100,
      visits: 500,
    });
    expect((await leader.call(gridOverview, { placeCode: place })).visits).toEqual({ residentAndShop: 300, enterprise: 100 });
  });

  it('figures of a place are told to those assigned to all of it: nobody takes those of a part for the whole', async () => {
    for (const at of ['230521', `${place}001`])
      await expect(service.as({ roles: ['street-leader'], place: at }).call(visitCounts, { placeCode: place })).rejects.toThrow(
        'platform.request.not-found',
      );
  });

  it('two batches at once double nothing', async () => {
    const more = rows.map((row) => ({ ...row, externalRef: `${row.externalRef}-twice` }));
    const outcomes = await Promise.all([batch(more), batch(more)]);
    expect(outcomes.reduce((sum, { imported }) => sum + imported, 0)).toBe(400);
    expect(outcomes.reduce((sum, { repeated }) => sum + repeated, 0)).toBe(400);
  });

  it('refuses a place outside the scope, and one without a policy', async () => {
    const secretary = service.as({ roles: ['community-secretary'], place: '320404004001' });
    await expect(secretary.call(importVisits, { batchId: newId(), placeCode: place, rows })).rejects.toThrow(
      expect.objectContaining({ code: 'platform.request.not-found' }),
    );
    const operator = service.as({ roles: ['operator'], place: '11' });
    await expect(operator.call(importVisits, { batchId: newId(), placeCode: '110101', rows })).rejects.toThrow(refusal('policy-missing'));
  });
});
