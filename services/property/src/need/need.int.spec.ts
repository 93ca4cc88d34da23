import {
  householdLeft,
  needPolicy,
  needRecorded,
  needsOfEstate,
  needSummary,
  needSummaryOfEstate,
  publishNeedPolicy,
  recordHouseholdVisit,
  recordNeed,
  visitCoverageOfEstate,
  visitCoverageOfPlace,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { all, community, estateWithBuilding, fullTeam, grid, householdsIn, threeVisitors } from '../../../../test/support/visit-teams.js';

const refusal = (name: string) => expect.objectContaining({ code: `property.need.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
let elsewhere: TestCaller;
let visitors: ReturnType<typeof threeVisitors>;

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
  visitors = threeVisitors(service);
}, 120_000);
afterAll(() => service?.stop());

const rows = async () => {
  const { rows: counted } = await service.database.pool.query(
    'SELECT (SELECT count(*) FROM household_need) AS n, (SELECT count(*) FROM audit) AS a, (SELECT count(*) FROM outbox) AS o',
  );
  return counted[0] as object;
};
const visited = (teamId: string, householdId: string) =>
  visitors.worker.call(recordHouseholdVisit, {
    ...{ id: newId(), teamId, householdId, presentIds: all(visitors), occurredAt: new Date().toISOString() },
  });
const said = (visitId: string, kind: string, more = {}) => visitors.worker.call(recordNeed, { id: newId(), visitId, kind, ...more });

describe('P-05 what households need, and how many were visited', () => {
  it('distinct households visited of all of the units, by estate and by place', async () => {
    const { estateId, buildingId } = await estateWithBuilding(secretary);
    const none = { visits: 0, coverage: { numerator: 0, denominator: 0, value: null, lowerBound: null } };
    expect(await secretary.call(visitCoverageOfEstate, { estateId })).toEqual(none);
    const [first, second, third, gone] = await householdsIn(service, secretary, buildingId, 4);
    const { team } = await fullTeam(secretary, estateId, visitors);
    const visit = await visited(team.id, first!);
    for (const household of [first!, second!, gone!]) await visited(team.id, household);
    const left = { householdId: gone!, gridCode: grid, communityCode: community, version: 2, at: new Date().toISOString() };
    await service.publish(householdLeft, { ...left, kind: 'RESIDENT' });
    const expected = { visits: 4, coverage: expect.objectContaining({ numerator: 2, denominator: 3, value: 66.67 }) };
    await eventually(async () => expect(await secretary.call(visitCoverageOfEstate, { estateId })).toEqual(expected));
    expect(await secretary.call(visitCoverageOfPlace, { placeCode: community })).toEqual(expected);
    expect(third).toBeDefined();

    await said(visit.id, 'ELDERLY_CARE', { note: '希望有老年食堂' });
    await said(visit.id, 'REPAIR');
    await said((await visited(team.id, second!)).id, 'REPAIR');
    const kinds = [
      { kind: 'ELDERLY_CARE', needs: 1, households: 1 },
      { kind: 'REPAIR', needs: 2, households: 2 },
    ];
    const company = service.as({ roles: ['property-company'], estate: estateId });
    expect(await company.call(needSummaryOfEstate, { estateId })).toEqual({ needs: 3, households: 2, kinds });
    expect(await secretary.call(needSummary, { placeCode: community })).toEqual({ needs: 3, households: 2, kinds });
    expect((await secretary.call(needsOfEstate, { estateId, kind: 'ELDERLY_CARE' })).items).toMatchObject([{ note: '希望有老年食堂' }]);
    expect((await visitors.worker.call(needsOfEstate, { estateId })).items).toHaveLength(3);
    expect(await service.told(needRecorded)).toHaveLength(3);
    expect(JSON.stringify(await service.told())).not.toContain('食堂');
    await expect(elsewhere.call(visitCoverageOfPlace, { placeCode: community })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(needSummaryOfEstate, { estateId })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(visitCoverageOfEstate, { estateId })).rejects.toThrow(platform('not-found'));
    expect((await elsewhere.call(needsOfEstate, { estateId })).items).toEqual([]);
    await expect(company.call(needsOfEstate, { estateId })).rejects.toThrow(platform('forbidden'));
  });

  it('refuses what the catalogue or the visit does not allow, and writes nothing; of two at once one stays', async () => {
    const { estateId, buildingId } = await estateWithBuilding(secretary);
    const [household] = await householdsIn(service, secretary, buildingId, 1);
    const { team } = await fullTeam(secretary, estateId, visitors);
    const visit = await visited(team.id, household!);
    const outcomes = await Promise.allSettled([said(visit.id, 'REPAIR'), said(visit.id, 'REPAIR'), said(visit.id, 'REPAIR')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const before = await rows();
    await expect(said(visit.id, 'REPAIR')).rejects.toThrow(refusal('already-recorded'));
    await expect(said(visit.id, 'PALACE')).rejects.toThrow(refusal('kind-unknown'));
    await expect(said(newId(), 'REPAIR')).rejects.toThrow(refusal('visit-unknown'));
    const need = { id: newId(), visitId: visit.id, kind: 'SAFETY' };
    await expect(secretary.call(recordNeed, need)).rejects.toThrow(refusal('visit-unknown'));
    await expect(service.as({ roles: ['operator'], place: community }).call(recordNeed, need)).rejects.toThrow(platform('forbidden'));
    expect(await rows()).toEqual(before);
  });

  it('a jurisdiction lays down its own kinds', async () => {
    const far = service.as({ roles: ['street-leader'], place: '230599' });
    const kinds = [{ code: 'HEATING', zh: '供热', source: '演示', assumed: true }];
    await far.call(publishNeedPolicy, { id: newId(), jurisdictionId: '230599', kinds });
    expect(await service.public().call(needPolicy, { placeCode: '230599100001' })).toMatchObject({ version: 1, kinds });
    await expect(far.call(publishNeedPolicy, { id: newId(), jurisdictionId: '230599', kinds: [...kinds, ...kinds] })).rejects.toThrow(
      refusal('policy-invalid'),
    );
  });
});
