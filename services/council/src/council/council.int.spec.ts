import {
  abandonProject,
  admitOrganization,
  agreementsOfCouncil,
  coBuildingProjectCompleted,
  completeProject,
  concludeAgreement,
  councilFounded,
  councilsOfPlace,
  endAgreement,
  foundCouncil,
  openProgramme,
  organizationsOfCouncil,
  programmesOfPlace,
  projectsOfCouncil,
  readCouncil,
  reportProject,
  startProject,
  withdrawOrganization,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { startTestService, type TestService } from '@gezhi/shared/testing';
import { councilService } from '../service.module.js';
import { foundedCouncil, street } from './council.fixture.js';

const community = `${street}001`;
const refusal = (name: string) => expect.objectContaining({ code: `council.council.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const day = 86_400_000;
const reason = '演示事由';

let service: TestService;
let founded: Awaited<ReturnType<typeof foundedCouncil>>;
const today = () => localDateOf(service.clock.now());
const evidenceIds = () => [newId()];

beforeAll(async () => {
  service = await startTestService(councilService);
  founded = await foundedCouncil(service, community);
}, 120_000);
afterAll(() => service?.stop());

describe('C-01 a community has one council, with its member organisations', () => {
  it('of twenty who found it at once one does', async () => {
    const place = `${street}002`;
    const secretary = service.as({ roles: ['community-secretary'], place });
    const founding = () =>
      secretary.call(foundCouncil, { id: newId(), communityCode: place, name: '演示议事会', evidenceIds: evidenceIds() });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, founding));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('already-founded'));
    expect((await service.told(councilFounded)).filter(({ placecode }) => placecode === place)).toHaveLength(1);
  });

  it('an organisation is admitted once by its name, leaves with a reason, and may come back', async () => {
    const { secretary, council } = founded;
    const admitting = { councilId: council.id, kind: 'ENTERPRISE' as const, name: '演示超市' };
    const { id } = await secretary.call(admitOrganization, { id: newId(), ...admitting });
    await expect(secretary.call(admitOrganization, { id: newId(), ...admitting })).rejects.toEqual(refusal('name-taken'));
    expect(await secretary.call(withdrawOrganization, { id, reason })).toMatchObject({ state: 'WITHDRAWN', withdrawalReason: reason });
    await expect(secretary.call(withdrawOrganization, { id, reason })).rejects.toEqual(platform('wrong-state'));
    await secretary.call(admitOrganization, { id: newId(), ...admitting });
    const { items } = await secretary.call(organizationsOfCouncil, { councilId: council.id, kind: 'ENTERPRISE', state: 'ADMITTED' });
    expect(items.map(({ name }) => name).toSorted()).toEqual(['演示企业', '演示超市'].toSorted());
  });

  it('X-02 is read by those on duty there and by its own members, and by nobody else', async () => {
    const { council } = founded;
    const member = service.as({ roles: ['part-time-member'], council: council.id });
    expect(await member.call(readCouncil, { id: council.id })).toMatchObject({ communityCode: community });
    expect((await member.call(councilsOfPlace, { placeCode: street })).items).toHaveLength(1);
    const strangers = [
      service.as({ roles: ['part-time-member'], council: newId() }),
      service.as({ roles: ['community-secretary'], place: `${street}009` }),
    ];
    for (const stranger of strangers) await expect(stranger.call(readCouncil, { id: council.id })).rejects.toEqual(platform('not-found'));
    const leader = service.as({ roles: ['street-leader'], place: street });
    const first = await leader.call(councilsOfPlace, { placeCode: street, limit: 1 });
    const second = await leader.call(councilsOfPlace, { placeCode: street, limit: 1, after: first.next! });
    expect([...first.items, ...second.items].map(({ communityCode }) => communityCode)).toEqual([community, `${street}002`]);
    expect(second.next).toBeNull();
  });
});

describe('C-02 what an organisation and the community build together', () => {
  const concluding = () => ({
    ...{ id: newId(), organizationId: founded.organizations.enterprise, title: '演示共建协议' },
    ...{ from: today(), to: addDays(today(), 30), evidenceIds: evidenceIds() },
  });

  it('an agreement with an organisation that left, or with its days turned round, is refused', async () => {
    const { secretary, council } = founded;
    const left = await secretary.call(admitOrganization, { id: newId(), councilId: council.id, kind: 'AGENCY', name: '演示已退出' });
    await secretary.call(withdrawOrganization, { id: left.id, reason });
    await expect(secretary.call(concludeAgreement, { ...concluding(), organizationId: left.id })).rejects.toEqual(
      refusal('organization-withdrawn'),
    );
    await expect(secretary.call(concludeAgreement, { ...concluding(), to: addDays(today(), -1) })).rejects.toEqual(refusal('date-invalid'));
  });

  it('a project is started, reported, completed once, and told of', async () => {
    const { secretary, council } = founded;
    const agreement = await secretary.call(concludeAgreement, concluding());
    const starting = { id: newId(), agreementId: agreement.id, title: '演示项目', dueOn: addDays(today(), 10) };
    const { id } = await secretary.call(startProject, starting);
    expect(await secretary.call(reportProject, { id, progress: '演示进展', percent: 40 })).toMatchObject({ percent: 40, version: 2 });
    const completing = () => secretary.call(completeProject, { id, evidenceIds: evidenceIds() });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, completing));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const told = (await service.told(coBuildingProjectCompleted)).filter(({ data }) => data.projectId === id);
    expect(told.map(({ data }) => [data.isOnTime, data.version])).toEqual([[true, 3]]);
    await expect(secretary.call(reportProject, { id, progress: '演示', percent: 50 })).rejects.toEqual(platform('wrong-state'));
    const { items } = await secretary.call(projectsOfCouncil, { councilId: council.id, state: 'COMPLETED' });
    expect(items).toMatchObject([{ id, percent: 100, isOverdue: false }]);
  });

  it('under an agreement that ended none is started; one that is late carries the mark until abandoned', async () => {
    const { secretary, council } = founded;
    const agreement = await secretary.call(concludeAgreement, concluding());
    const starting = () => ({ id: newId(), agreementId: agreement.id, title: '演示项目', dueOn: today() });
    const { id } = await secretary.call(startProject, starting());
    await expect(secretary.call(startProject, { ...starting(), dueOn: addDays(today(), -1) })).rejects.toEqual(refusal('date-invalid'));
    await secretary.call(endAgreement, { id: agreement.id, reason });
    await expect(secretary.call(startProject, starting())).rejects.toEqual(refusal('agreement-not-in-force'));
    await service.advance(day);
    const late = await secretary.call(projectsOfCouncil, { councilId: council.id, state: 'UNDERWAY' });
    expect(late.items).toMatchObject([{ id, isOverdue: true }]);
    expect(await secretary.call(abandonProject, { id, reason })).toMatchObject({ state: 'ABANDONED', endReason: reason });
    const ended = await secretary.call(agreementsOfCouncil, { councilId: council.id, state: 'ENDED' });
    expect(ended.items).toMatchObject([{ id: agreement.id, endReason: reason }]);
  });
});

describe('C-03 a programme is a label for what is done at its place and below', () => {
  it('holds for the communities below, is read by everyone, and labels projects', async () => {
    const leader = service.as({ roles: ['street-leader'], place: street });
    const programme = { id: newId(), placeCode: street, title: '灯塔回航', from: today() };
    await leader.call(openProgramme, programme);
    await expect(leader.call(openProgramme, { ...programme, id: newId(), to: addDays(today(), -1) })).rejects.toEqual(
      refusal('date-invalid'),
    );
    expect((await service.public().call(programmesOfPlace, { placeCode: community })).items).toMatchObject([{ title: '灯塔回航' }]);
    expect((await service.public().call(programmesOfPlace, { placeCode: '230521' })).items).toEqual([]);
    const { secretary, council, organizations } = founded;
    const agreement = await secretary.call(concludeAgreement, {
      ...{ id: newId(), organizationId: organizations.social, title: '演示', from: today(), to: today(), evidenceIds: evidenceIds() },
    });
    const starting = { id: newId(), agreementId: agreement.id, title: '演示', dueOn: today() };
    await expect(secretary.call(startProject, { ...starting, programmeId: newId() })).rejects.toEqual(refusal('programme-unknown'));
    await secretary.call(startProject, { ...starting, programmeId: programme.id });
    const { items } = await secretary.call(projectsOfCouncil, { councilId: council.id, programmeId: programme.id });
    expect(items.map(({ id }) => id)).toEqual([starting.id]);
  });
});
