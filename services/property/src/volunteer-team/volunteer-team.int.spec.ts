import {
  assignVolunteerTask,
  cancelVolunteerTask,
  changeVolunteerTeam,
  disbandVolunteerTeam,
  finishVolunteerTask,
  formVolunteerTeam,
  registerEstate,
  volunteerSummary,
  volunteerTasksOfEstate,
  volunteerTeamsOfPlace,
  type MemberOrganisation,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const community = '230521100001';
const neighbour = '230521100002';
const refusal = (name: string, feature = 'volunteer-team') => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const aid = { name: '演示社工站', kind: 'SOCIAL_ORGANISATION' as const };
const school = { name: '演示中学', kind: 'SCHOOL' as const };

let service: TestService;
let leader: TestCaller;
let elsewhere: TestCaller;
let estateId: string;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  leader = service.as({ roles: ['street-leader'], place: '230521' });
  elsewhere = service.as({ roles: ['community-secretary'], place: neighbour });
  estateId = await estateIn(community);
}, 120_000);
afterAll(() => service?.stop());

async function estateIn(communityCode: string): Promise<string> {
  const estate = { id: newId(), communityCode, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  return (await leader.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' })).id;
}
const teamIn = (communityCode: string, organisations: MemberOrganisation[] = [aid], name = `演示服务队${++serial}`) =>
  leader.call(formVolunteerTeam, { id: newId(), communityCode, name, organisations });
const assigned = (teamId: string, at = estateId) =>
  leader.call(assignVolunteerTask, { id: newId(), teamId, estateId: at, title: '清理楼道杂物' });
const done = (id: string) => leader.call(finishVolunteerTask, { id, outcome: '已清理', evidenceIds: [newId()] });
const rows = async () => {
  const { rows: counted } = await service.database.pool.query(
    `SELECT (SELECT count(*) FROM volunteer_team) AS t, (SELECT sum(version) FROM volunteer_team) AS v,
       (SELECT count(*) FROM volunteer_task) AS k, (SELECT sum(version) FROM volunteer_task) AS w, (SELECT count(*) FROM audit) AS a`,
  );
  return counted[0] as object;
};

describe('P-17 volunteer teams, their organisations and tasks', () => {
  it('tasks are assigned and done with evidence, and all of it is counted', async () => {
    const place = '230521100009';
    const at = await estateIn(place);
    const [first, second] = [await teamIn(place, [aid, school]), await teamIn(place, [aid])];
    const tasks = [await assigned(first.id, at), await assigned(first.id, at), await assigned(second.id, at)];
    expect(await done(tasks[0]!.id)).toMatchObject({ state: 'DONE', outcome: '已清理', version: 2 });
    await leader.call(cancelVolunteerTask, { id: tasks[1]!.id, reason: '居民已自行清理' });
    expect(await leader.call(volunteerSummary, { placeCode: place })).toEqual({
      ...{ teams: 2, organisations: 2, tasks: { assigned: 1, done: 1, cancelled: 1 } },
    });
    const company = service.as({ roles: ['property-company'], estate: at });
    expect((await company.call(volunteerTasksOfEstate, { estateId: at })).items.map(({ id }) => id)).toEqual(
      tasks.map(({ id }) => id).reverse(),
    );
    expect((await company.call(volunteerTasksOfEstate, { estateId: at, state: 'DONE' })).items).toMatchObject([{ id: tasks[0]!.id }]);
    await expect(leader.call(disbandVolunteerTeam, { id: second.id })).rejects.toMatchObject({
      ...{ code: 'property.volunteer-team.tasks-open', details: { count: 1 } },
    });
    expect(await leader.call(disbandVolunteerTeam, { id: first.id })).toMatchObject({ state: 'DISBANDED', version: 2 });
    expect(await leader.call(volunteerSummary, { placeCode: place })).toMatchObject({ teams: 1, organisations: 1 });
    const page = await leader.call(volunteerTeamsOfPlace, { placeCode: place, limit: 1 });
    const rest = await leader.call(volunteerTeamsOfPlace, { placeCode: place, after: page.next! });
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(await leader.call(volunteerSummary, { placeCode: '230521100008' })).toEqual({
      ...{ teams: 0, organisations: 0, tasks: { assigned: 0, done: 0, cancelled: 0 } },
    });
  });

  it('no task is left with a team disbanded at the same time', async () => {
    for (let round = 0; round < 6; round++) {
      const team = await teamIn(community);
      const [task, disbanded] = await Promise.allSettled([assigned(team.id), leader.call(disbandVolunteerTeam, { id: team.id })]);
      expect([task, disbanded].filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  it('a name is free again when its team is disbanded; of two at once one has it', async () => {
    const name = `演示服务队${++serial}`;
    const outcomes = await Promise.allSettled([teamIn(community, [aid], name), teamIn(community, [aid], name)]);
    const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(made).toHaveLength(1);
    expect(await leader.call(changeVolunteerTeam, { id: made[0]!.id, organisations: [school] })).toMatchObject({ organisations: [school] });
    await leader.call(disbandVolunteerTeam, { id: made[0]!.id });
    expect(await teamIn(community, [aid], name)).toMatchObject({ name, state: 'STANDING' });
  });

  it('refuses who may not and what does not fit, and writes nothing', async () => {
    const team = await teamIn(community);
    const task = await assigned(team.id);
    await done(task.id);
    const [ended, beyond] = [await teamIn(community), await estateIn(neighbour)];
    await leader.call(disbandVolunteerTeam, { id: ended.id });
    const before = await rows();
    const worker = service.as({ roles: ['grid-worker'], place: community });
    const form = { id: newId(), communityCode: community, name: '演示', organisations: [aid] };
    await expect(worker.call(formVolunteerTeam, form)).rejects.toThrow(platform('forbidden'));
    await expect(elsewhere.call(formVolunteerTeam, form)).rejects.toThrow(platform('not-found'));
    await expect(leader.call(formVolunteerTeam, { ...form, name: team.name })).rejects.toThrow(refusal('name-taken'));
    await expect(leader.call(formVolunteerTeam, { ...form, organisations: [aid, aid] })).rejects.toThrow(refusal('organisation-repeated'));
    await expect(assigned(team.id, beyond)).rejects.toThrow(refusal('estate-elsewhere'));
    await expect(assigned(ended.id)).rejects.toThrow(refusal('team-disbanded'));
    await expect(assigned(newId())).rejects.toThrow(refusal('team-unknown'));
    await expect(assigned(team.id, newId())).rejects.toThrow(refusal('estate-unknown', 'estate'));
    await expect(done(task.id)).rejects.toThrow(platform('wrong-state'));
    const given = { id: newId(), teamId: team.id, estateId, title: '演示' };
    await expect(elsewhere.call(assignVolunteerTask, given)).rejects.toThrow(refusal('team-unknown'));
    await expect(elsewhere.call(disbandVolunteerTeam, { id: team.id })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(changeVolunteerTeam, { id: team.id, organisations: [aid] })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(cancelVolunteerTask, { id: task.id, reason: '演示' })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(volunteerSummary, { placeCode: community })).rejects.toThrow(platform('not-found'));
    expect((await elsewhere.call(volunteerTasksOfEstate, { estateId })).items).toEqual([]);
    expect(await rows()).toEqual(before);
  });
});
