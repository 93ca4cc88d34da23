import {
  changeTaskTeam,
  disbandTaskTeam,
  disbandVisitTeam,
  formTaskTeam,
  formVisitTeam,
  householdVisitsOfEstate,
  publishVisitTeamPolicy,
  recordHouseholdVisit,
  taskTeamsOfEstate,
  visitTeamPolicy,
  visitTeamsOfEstate,
  householdVisited,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { all, community, estateWithBuilding, fullTeam, householdsIn, seated, threeVisitors } from '../../../../test/support/visit-teams.js';

const refusal = (name: string, feature = 'visit-team') => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
let elsewhere: TestCaller;
let visitors: ReturnType<typeof threeVisitors>;
let estateId: string;
let buildingId: string;

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
  visitors = threeVisitors(service);
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  ({ estateId, buildingId } = await estateWithBuilding(secretary));
});

const leader = (accountId = secretary.accountId) => ({ accountId, function: 'LEADER' as const });
const rows = async () => {
  const { rows: counted } = await service.database.pool.query(
    'SELECT (SELECT count(*) FROM task_team) AS t, (SELECT count(*) FROM visit_team) AS v, (SELECT count(*) FROM household_visit) AS h, (SELECT count(*) FROM audit) AS a',
  );
  return counted[0] as object;
};
const visitOf = (teamId: string, householdId: string, more = {}) => ({
  ...{ id: newId(), teamId, householdId, presentIds: all(visitors), occurredAt: new Date().toISOString(), ...more },
});

describe('P-03 the task team of an estate', () => {
  it('one stands at a time: of many formed at once, one', async () => {
    const form = () => secretary.call(formTaskTeam, { id: newId(), estateId, members: [leader()] });
    const outcomes = await Promise.allSettled([form(), form(), form(), form()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(form()).rejects.toThrow(refusal('task-team-standing'));
    const { items } = await secretary.call(taskTeamsOfEstate, { estateId });
    expect(items).toMatchObject([{ state: 'STANDING', communityCode: community }]);
    const members = [leader(), { accountId: visitors.worker.accountId, function: 'LIAISON' as const }];
    expect(await secretary.call(changeTaskTeam, { id: items[0]!.id, members })).toMatchObject({ members, version: 2 });
    expect(await secretary.call(disbandTaskTeam, { id: items[0]!.id })).toMatchObject({ state: 'DISBANDED', version: 3 });
    expect(await form()).toMatchObject({ state: 'STANDING', version: 1 });
    expect((await secretary.call(taskTeamsOfEstate, { estateId })).items.map(({ state }) => state)).toEqual(['STANDING', 'DISBANDED']);
  });

  it('refuses who may not, and writes nothing', async () => {
    const team = await secretary.call(formTaskTeam, { id: newId(), estateId, members: [leader()] });
    const before = await rows();
    const form = { id: newId(), estateId, members: [leader()] };
    await expect(elsewhere.call(formTaskTeam, form)).rejects.toThrow(refusal('estate-unknown', 'estate'));
    await expect(visitors.worker.call(formTaskTeam, form)).rejects.toThrow(platform('forbidden'));
    await expect(elsewhere.call(changeTaskTeam, { id: team.id, members: [leader()] })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(disbandTaskTeam, { id: team.id })).rejects.toThrow(platform('not-found'));
    await expect(secretary.call(changeTaskTeam, { id: team.id, members: [leader(), leader(visitors.lead.accountId)] })).rejects.toThrow(
      refusal('one-leader'),
    );
    for (const stranger of [newId(), elsewhere.accountId])
      await expect(secretary.call(formTaskTeam, { ...form, members: [leader(stranger)] })).rejects.toThrow(refusal('account-unknown'));
    expect((await elsewhere.call(taskTeamsOfEstate, { estateId })).items).toEqual([]);
    expect(await rows()).toEqual(before);
  });
});

describe('P-04 visits of one and two', () => {
  it('a full team visits, and the visit is there once however often it is sent', async () => {
    const [householdId] = await householdsIn(service, secretary, buildingId, 1);
    const { team } = await fullTeam(secretary, estateId, visitors);
    const visit = visitOf(team.id, householdId!);
    const made = await visitors.worker.call(recordHouseholdVisit, visit);
    expect(made).toMatchObject({ estateId, householdId, presentIds: visit.presentIds, recordedById: visitors.worker.accountId });
    expect(await visitors.worker.call(recordHouseholdVisit, visit)).toEqual(made);
    expect((await service.told(householdVisited)).filter(({ data }) => data.visitId === made.id)).toMatchObject([
      { data: { teamId: made.teamId, estateId: made.estateId, householdId: made.householdId, occurredAt: made.occurredAt } },
    ]);
    const { id: otherId } = visitOf(team.id, householdId!);
    await Promise.allSettled([1, 2, 3].map(() => visitors.lead.call(recordHouseholdVisit, { ...visit, id: otherId })));
    const { items } = await secretary.call(householdVisitsOfEstate, { estateId });
    expect(items.map(({ id }) => id).sort()).toEqual([visit.id, otherId].sort());
    expect((await elsewhere.call(householdVisitsOfEstate, { estateId })).items).toEqual([]);
    expect((await visitors.worker.call(householdVisitsOfEstate, { estateId, householdId: householdId! })).items).toHaveLength(2);
  });

  it('is refused unless the full make-up was there, and writes nothing', async () => {
    const [householdId] = await householdsIn(service, secretary, buildingId, 1);
    const { team } = await fullTeam(secretary, estateId, visitors);
    const visit = visitOf(team.id, householdId!);
    const before = await rows();
    const { worker, lead } = visitors;
    const two = { ...visit, presentIds: [worker.accountId, lead.accountId] };
    await expect(worker.call(recordHouseholdVisit, two)).rejects.toThrow(refusal('make-up-incomplete'));
    await expect(secretary.call(recordHouseholdVisit, visit)).rejects.toThrow(refusal('team-unknown'));
    await expect(worker.call(recordHouseholdVisit, { ...visit, householdId: newId() })).rejects.toThrow(refusal('household-unknown'));
    const future = new Date(Date.now() + 3_600_000).toISOString();
    await expect(worker.call(recordHouseholdVisit, { ...visit, occurredAt: future })).rejects.toThrow(refusal('in-the-future'));
    const old = new Date(Date.now() - 30 * 86_400_000).toISOString();
    await expect(worker.call(recordHouseholdVisit, { ...visit, occurredAt: old })).rejects.toThrow(refusal('too-long-ago'));
    const company = service.as({ roles: ['property-company'], estate: estateId });
    await expect(company.call(recordHouseholdVisit, visit)).rejects.toThrow(platform('forbidden'));
    expect(await rows()).toEqual(before);
  });

  it('a member posted at another grid records no visit to a household of this one', async () => {
    const [householdId] = await householdsIn(service, secretary, buildingId, 1);
    const other = { ...visitors, worker: service.as({ roles: ['grid-worker'], place: `${community}002` }) };
    const { team } = await fullTeam(secretary, estateId, other);
    const visit = { ...visitOf(team.id, householdId!), presentIds: all(other) };
    await expect(other.worker.call(recordHouseholdVisit, visit)).rejects.toThrow(platform('not-found'));
    expect(await other.lead.call(recordHouseholdVisit, visit)).toMatchObject({ householdId });
  });

  it('a disbanded team visits no more; what it does at the same time is one or the other', async () => {
    const [householdId] = await householdsIn(service, secretary, buildingId, 1);
    const { team } = await fullTeam(secretary, estateId, visitors);
    const visit = visitOf(team.id, householdId!, { occurredAt: new Date(Date.now() + 60_000).toISOString() });
    const [recorded, disbanded] = await Promise.allSettled([
      visitors.lead.call(recordHouseholdVisit, visit),
      secretary.call(disbandVisitTeam, { id: team.id }),
    ]);
    expect(disbanded.status).toBe('fulfilled');
    const { items } = await secretary.call(householdVisitsOfEstate, { estateId });
    expect(items).toHaveLength(recorded.status === 'fulfilled' ? 1 : 0);
    await expect(
      visitors.lead.call(recordHouseholdVisit, visitOf(team.id, householdId!, { occurredAt: new Date().toISOString() })),
    ).rejects.toThrow(refusal('team-disbanded'));
    await expect(secretary.call(disbandVisitTeam, { id: team.id })).rejects.toThrow(platform('wrong-state'));
    expect((await secretary.call(visitTeamsOfEstate, { estateId })).items).toMatchObject([{ id: team.id, state: 'DISBANDED' }]);
  });

  it('a team is formed by the template in force, of people fit for their seats', async () => {
    const form = { id: newId(), estateId, members: seated(visitors) };
    await expect(secretary.call(formVisitTeam, form)).rejects.toThrow(refusal('task-team-missing'));
    await secretary.call(formTaskTeam, { id: newId(), estateId, members: [leader()] });
    await expect(secretary.call(formVisitTeam, form)).rejects.toThrow(refusal('seat-unfit'));
    await expect(elsewhere.call(formVisitTeam, form)).rejects.toThrow(refusal('estate-unknown', 'estate'));
    const far = service.as({ roles: ['street-leader'], place: '230599' });
    const { estateId: other } = await estateWithBuilding(far, '230599100001');
    const seat = { code: 'ANYONE', zh: '走访员', count: 2, fromTaskTeam: false, role: null, source: '演示', assumed: true };
    await far.call(publishVisitTeamPolicy, { id: newId(), jurisdictionId: '230599', seats: [seat], lateDays: 1 });
    expect(await service.public().call(visitTeamPolicy, { placeCode: '230599100001' })).toMatchObject({ version: 1, lateDays: 1 });
    const there = service.as({ roles: ['grid-worker'], place: '230599100001001' });
    const pair = [far, there].map(({ accountId }) => ({ accountId, seat: 'ANYONE' }));
    const stranger = { id: newId(), estateId: other, members: [pair[0]!, { ...pair[1]!, accountId: newId() }] };
    await expect(far.call(formVisitTeam, stranger)).rejects.toThrow(refusal('account-unknown'));
    expect(await far.call(formVisitTeam, { id: newId(), estateId: other, members: pair })).toMatchObject({
      seats: [{ code: 'ANYONE', count: 2 }],
    });
    const half = { id: newId(), estateId: other, members: pair.slice(1) };
    await expect(far.call(formVisitTeam, half)).rejects.toThrow(refusal('seat-unfilled'));
    await expect(
      secretary.call(publishVisitTeamPolicy, { id: newId(), jurisdictionId: '230521', ...{ seats: [seat], lateDays: 1 } }),
    ).rejects.toThrow(platform('not-found'));
  });
});
