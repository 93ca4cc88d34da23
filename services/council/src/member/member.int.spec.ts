import {
  addFollowUp,
  appointMember,
  assignMemberRole,
  bindMemberAccount,
  completeFollowUp,
  declareInterest,
  endLeaderPairing,
  endMemberTerm,
  followUpOverdue,
  followUpsOfPlace,
  interestsOfCouncil,
  logRoleWork,
  memberAppointed,
  memberCoverage,
  membersOfCouncil,
  memberTermEnded,
  pairingsOfCouncil,
  pairLeader,
  platformContracts,
  readMember,
  relieveMemberRole,
  roleWorkLogged,
  roleWorksOfCouncil,
  withdrawInterest,
  type MemberRole,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { startTestService, type TestService } from '@gezhi/shared/testing';
import { appointed, foundedCouncil, street } from '../council/council.fixture.js';
import { councilService } from '../service.module.js';
import { electablesOf } from './member.queries.js';
import { MemberSchedule } from './member.schedule.js';

const community = `${street}001`;
const refusal = (name: string) => expect.objectContaining({ code: `council.member.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const day = 86_400_000;
const reason = '演示事由';

let service: TestService;
let founded: Awaited<ReturnType<typeof foundedCouncil>>;
const today = () => localDateOf(service.clock.now());
const seat = (organization: keyof typeof founded.organizations = 'enterprise') => ({
  councilId: founded.council.id,
  organizationId: founded.organizations[organization],
});
const appointing = (changes: object = {}) => ({
  ...{ id: newId(), personId: newId(), ...seat(), name: '演示委员', roles: ['COMMUNITY_ADVISER' as const] },
  ...{ termFrom: today(), termMonths: 12, evidenceIds: [newId()], ...changes },
});
const succeeded = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.filter(({ status }) => status === 'fulfilled');

beforeAll(async () => {
  service = await startTestService(councilService);
  founded = await foundedCouncil(service, community);
}, 120_000);
afterAll(() => service?.stop());

describe('C-04 part-time members come from a member organisation for a term', () => {
  it('55 are appointed from three sources in four roles, and counted', async () => {
    const four: MemberRole[] = ['POLICY_PRESENTER', 'COMMUNITY_ADVISER', 'PROJECT_FOLLOWER', 'OPINION_COLLECTOR'];
    const place = `${street}055`;
    const { council, secretary, organizations } = await foundedCouncil(service, place);
    const sources = [organizations.agency, organizations.enterprise, organizations.social];
    for (let number = 0; number < 55; number++)
      await secretary.call(appointMember, {
        ...appointing({ councilId: council.id, organizationId: sources[number % 3], roles: [four[number % 4]] }),
      });
    expect(await secretary.call(memberCoverage, { placeCode: place })).toEqual({
      members: 55,
      roles: four.map((role, number) => ({ role, members: number < 3 ? 14 : 13, works: 0 })),
      sources: [
        { source: 'AGENCY', members: 19 },
        { source: 'ENTERPRISE', members: 18 },
        { source: 'SOCIAL_ORGANIZATION', members: 18 },
      ],
    });
    const { items } = await secretary.call(membersOfCouncil, { councilId: council.id, role: 'PROJECT_FOLLOWER', source: 'AGENCY' });
    expect(new Set(items.map(({ roles, source, name }) => `${roles} ${source} ${name}`))).toEqual(
      new Set(['PROJECT_FOLLOWER AGENCY 演示委员']),
    );
  }, 60_000);

  it('names stand in the register of persons alone', async () => {
    const rows = await service.database.pool.query(
      "SELECT 1 FROM outbox WHERE event LIKE '%演示委员%' UNION ALL SELECT 1 FROM audit WHERE changes::text LIKE '%演示委员%'",
    );
    expect(rows.rowCount).toBe(0);
  });

  it('the term counts from its first day: a year from 2026-01-01 ends on 12-31', async () => {
    const { secretary } = founded;
    const input = appointing({ termFrom: '2026-01-01' });
    expect(await secretary.call(appointMember, input)).toMatchObject({ termTo: '2026-12-31', source: 'ENTERPRISE', state: 'SERVING' });
    const told = (await service.told(memberAppointed)).filter(({ data }) => data.memberId === input.id);
    expect(told.map(({ data }) => data.termTo)).toEqual(['2026-12-31']);
  });

  it('X-02 the account was invited as a member of this very council, and serves once', async () => {
    const { secretary, council } = founded;
    const strangers = [newId(), service.as({ roles: ['part-time-member'], council: newId() }).accountId];
    for (const accountId of strangers)
      await expect(secretary.call(appointMember, appointing({ accountId }))).rejects.toEqual(refusal('account-not-invited'));
    const { accountId } = service.as({ roles: ['part-time-member'], council: council.id });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => secretary.call(appointMember, appointing({ accountId }))));
    expect(succeeded(outcomes)).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('account-taken'));
    const { id } = await secretary.call(appointMember, appointing());
    await expect(secretary.call(bindMemberAccount, { id, accountId })).rejects.toEqual(refusal('account-taken'));
    await expect(secretary.call(bindMemberAccount, { id, accountId: newId() })).rejects.toEqual(refusal('account-not-invited'));
    const other = service.as({ roles: ['part-time-member'], council: council.id });
    expect(await secretary.call(bindMemberAccount, { id, accountId: other.accountId })).toMatchObject({ accountId: other.accountId });
  });

  it('a term ends before its last day with a reason, by itself after it, and once', async () => {
    const { secretary } = founded;
    const { id } = await secretary.call(appointMember, appointing());
    expect(await secretary.call(endMemberTerm, { id, cause: 'RESIGNED', reason })).toMatchObject({ endCause: 'RESIGNED', state: 'ENDED' });
    await expect(secretary.call(endMemberTerm, { id, cause: 'RECALLED', reason })).rejects.toEqual(platform('wrong-state'));
    await expect(secretary.call(assignMemberRole, { id, role: 'POLICY_PRESENTER' })).rejects.toEqual(refusal('term-ended'));
    const short = await secretary.call(appointMember, appointing({ termFrom: addDays(today(), -31), termMonths: 1 }));
    const schedules = Array.from({ length: 20 }, () => service.get(MemberSchedule).endTerms());
    await Promise.all(schedules);
    expect(await secretary.call(readMember, { id: short.id })).toMatchObject({ endCause: 'TERM_OVER', endedOn: short.termTo });
    const told = (await service.told(memberTermEnded)).filter(({ data }) => [id, short.id].includes(data.memberId as string));
    expect(told.map(({ data }) => data.cause)).toEqual(['RESIGNED', 'TERM_OVER']);
  });
});

describe('C-05 the four roles, of which each member holds one at least', () => {
  it('are assigned and taken away, but for the last, whoever races', async () => {
    const { secretary } = founded;
    const { id } = await secretary.call(appointMember, appointing({ roles: ['POLICY_PRESENTER', 'OPINION_COLLECTOR'] }));
    await expect(secretary.call(assignMemberRole, { id, role: 'POLICY_PRESENTER' })).rejects.toEqual(refusal('role-held'));
    await expect(secretary.call(relieveMemberRole, { id, role: 'PROJECT_FOLLOWER' })).rejects.toEqual(refusal('role-not-held'));
    const relieving = (role: MemberRole) => () => secretary.call(relieveMemberRole, { id, role });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => [relieving('POLICY_PRESENTER'), relieving('OPINION_COLLECTOR')].map((one) => one())).flat(),
    );
    expect(succeeded(outcomes)).toHaveLength(1);
    expect((await secretary.call(readMember, { id })).roles).toHaveLength(1);
  });

  it('work is recorded by the member itself or by the secretary, never by another member', async () => {
    const { secretary, council } = founded;
    const { id: memberId, caller } = await appointed(service, secretary, seat(), { roles: ['POLICY_PRESENTER', 'PROJECT_FOLLOWER'] });
    const { caller: other } = await appointed(service, secretary, seat());
    const work = { memberId, role: 'POLICY_PRESENTER' as const, occurredOn: today(), summary: '演示宣讲', participants: 30 };
    const own = { id: newId(), ...work };
    expect(await caller.call(logRoleWork, own)).toMatchObject({ participants: 30, projectId: null });
    await secretary.call(logRoleWork, { id: newId(), ...work });
    await expect(other.call(logRoleWork, { id: newId(), ...work })).rejects.toEqual(platform('not-found'));
    const { items } = await caller.call(roleWorksOfCouncil, { councilId: council.id, memberId });
    expect(items).toHaveLength(2);
    const told = (await service.told(roleWorkLogged)).filter(({ data }) => data.workId === own.id);
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('演示宣讲');
  });

  it.each([
    ['a role that the member does not hold', { role: 'OPINION_COLLECTOR', opinions: 3 }, 'role-not-held'],
    ['what the role must record is missing', { participants: undefined }, 'work-incomplete'],
    ['what another role records', { opinions: 3 }, 'work-unfit'],
    ['a day before the term', { occurredOn: '2025-12-31' }, 'outside-term'],
    ['a day to come', { occurredOn: '2029-01-01' }, 'outside-term'],
    ['a project of no council', { role: 'PROJECT_FOLLOWER', participants: undefined, projectId: newId() }, 'project-unknown'],
    ['a session of no council', { role: 'COMMUNITY_ADVISER', participants: undefined, sessionId: newId() }, 'session-unknown'],
  ])('%s is refused', async (_, changes, code) => {
    const { secretary } = founded;
    const roles: MemberRole[] = ['POLICY_PRESENTER', 'PROJECT_FOLLOWER', 'COMMUNITY_ADVISER'];
    const { id: memberId, caller } = await appointed(service, secretary, seat(), { roles });
    const work = { id: newId(), memberId, role: 'POLICY_PRESENTER' as const, occurredOn: today(), summary: '演示', participants: 3 };
    await expect(caller.call(logRoleWork, { ...work, ...changes } as typeof work)).rejects.toEqual(refusal(code));
  });
});

describe('C-04 C-T16 C-T17 who has an interest is recused', () => {
  it('marks three of 55, by topic, by matter and by the organisation that bids', async () => {
    const place = `${street}016`;
    const { council, secretary, organizations } = await foundedCouncil(service, place);
    const at = (organizationId: string) => ({ councilId: council.id, organizationId });
    const bidder = await appointed(service, secretary, at(organizations.enterprise));
    const byTopic = await appointed(service, secretary, at(organizations.agency));
    const byMatter = await appointed(service, secretary, at(organizations.agency));
    for (let number = 3; number < 55; number++) await appointed(service, secretary, at(organizations.social));
    const topicId = newId();
    const declared = await byTopic.caller.call(declareInterest, { id: newId(), memberId: byTopic.id, topicId, reason });
    expect(declared.origin).toBe('DECLARED');
    const ordered = await secretary.call(declareInterest, { id: newId(), memberId: byMatter.id, matter: 'PROVIDER', reason });
    expect(ordered.origin).toBe('ORDERED');
    const touches = { topicId, matter: 'PROVIDER' as const, subjectIds: [newId(), organizations.enterprise] };
    const read = (of: typeof touches | { topicId: null; matter: null; subjectIds: [] }) =>
      service.database.transaction((transaction) => electablesOf(transaction, council.id, of));
    const members = await read(touches);
    expect(members).toHaveLength(55);
    expect(new Set(members.filter(({ recused }) => recused).map(({ memberId }) => memberId))).toEqual(
      new Set([bidder.id, byTopic.id, byMatter.id]),
    );
    expect(members.filter(({ recused }) => !recused)).toHaveLength(52);
    expect((await read({ topicId: null, matter: null, subjectIds: [] })).filter(({ recused }) => recused)).toEqual([]);
    await secretary.call(withdrawInterest, { id: declared.id, reason });
    expect((await read(touches)).filter(({ recused }) => recused)).toHaveLength(2);
    const register = await secretary.call(interestsOfCouncil, { councilId: council.id });
    expect(register.items.map(({ id }) => id)).toEqual([ordered.id]);
  }, 60_000);

  it('names one thing, is on record once, and no member takes its own off', async () => {
    const { secretary } = founded;
    const { id: memberId, caller } = await appointed(service, secretary, seat());
    const declaring = (about: object) => caller.call(declareInterest, { id: newId(), memberId, reason, ...about });
    await expect(declaring({})).rejects.toEqual(refusal('interest-unclear'));
    await expect(declaring({ topicId: newId(), matter: 'OTHER' })).rejects.toEqual(refusal('interest-unclear'));
    const subjectId = newId();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => declaring({ subjectId })));
    expect(succeeded(outcomes)).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('interest-known'));
    const { caller: other } = await appointed(service, secretary, seat());
    await expect(other.call(declareInterest, { id: newId(), memberId, reason, topicId: newId() })).rejects.toEqual(platform('not-found'));
    const { items } = await secretary.call(interestsOfCouncil, { councilId: founded.council.id, memberId });
    await expect(caller.call(withdrawInterest, { id: items[0]!.id, reason })).rejects.toEqual(platform('forbidden'));
  });
});

describe('C-13 leaders are paired with communities, and what they promise is followed up', () => {
  it('is overdue after its day, told once, and done all the same', async () => {
    const { secretary, council } = founded;
    const leader = service.as({ roles: ['street-leader'], place: street });
    const pairing = { id: newId(), councilId: council.id, personId: newId(), name: '演示领导', mode: 'LEADER_LIAISON' as const };
    await expect(secretary.call(pairLeader, { ...pairing, accountId: newId() })).rejects.toEqual(refusal('leader-account-not-invited'));
    await secretary.call(pairLeader, { ...pairing, accountId: leader.accountId });
    const adding = () => ({ id: newId(), pairingId: pairing.id, title: '演示事项', dueOn: today() });
    const late = await secretary.call(addFollowUp, adding());
    const later = await secretary.call(addFollowUp, { ...adding(), dueOn: addDays(today(), 5) });
    await expect(secretary.call(addFollowUp, { ...adding(), dueOn: addDays(today(), -1) })).rejects.toEqual(
      refusal('follow-up-due-invalid'),
    );
    await service.get(MemberSchedule).markOverdue();
    expect((await leader.call(followUpsOfPlace, { placeCode: street, state: 'OVERDUE' })).items).toEqual([]);
    await service.advance(day);
    await Promise.all(Array.from({ length: 20 }, () => service.get(MemberSchedule).markOverdue()));
    expect((await service.told(followUpOverdue)).map(({ data }) => [data.followUpId, data.version])).toEqual([[late.id, 2]]);
    const { items } = await leader.call(followUpsOfPlace, { placeCode: street, pairingId: pairing.id });
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [late.id, 'OVERDUE'],
      [later.id, 'OPEN'],
    ]);
    const [listed] = (await secretary.call(pairingsOfCouncil, { councilId: council.id })).items;
    expect(listed).toMatchObject({ name: '演示领导', openFollowUps: 1, overdueFollowUps: 1 });
    expect(await secretary.call(completeFollowUp, { id: late.id, outcome: '演示结果' })).toMatchObject({ state: 'DONE' });
    await secretary.call(endLeaderPairing, { id: pairing.id, reason });
    await expect(secretary.call(addFollowUp, adding())).rejects.toEqual(refusal('pairing-ended'));
    expect(await secretary.call(completeFollowUp, { id: later.id, outcome: '演示结果' })).toMatchObject({ state: 'DONE', overdueAt: null });
  });
});

describe('X-T8 what is held of a member or a leader is theirs to have', () => {
  const { exportPerson, erasePerson } = platformContracts('council');
  const operator = () => service.as({ roles: ['operator'], place: street });

  it('the export lists term, work and interests; erasure leaves them without the words', async () => {
    const { secretary } = founded;
    const input = appointing({ roles: ['POLICY_PRESENTER'] });
    await secretary.call(appointMember, input);
    const memberId = input.id;
    const work = { id: newId(), memberId, role: 'POLICY_PRESENTER' as const, occurredOn: today(), summary: '演示', participants: 3 };
    await secretary.call(logRoleWork, work);
    await secretary.call(declareInterest, { id: newId(), memberId, topicId: newId(), reason });
    await secretary.call(endMemberTerm, { id: memberId, cause: 'RESIGNED', reason });
    const held = async () => {
      const { person, records } = await operator().call(exportPerson, { personId: input.personId });
      return [person!.name, Object.keys(records), records.part_time_member![0]!.endReason, records.interest![0]!.reason];
    };
    const tables = ['part_time_member', 'role_work', 'interest'];
    expect(await held()).toEqual(['演示委员', tables, reason, reason]);
    await operator().call(erasePerson, { personId: input.personId });
    expect(await held()).toEqual([null, tables, '', '']);
  });

  it('the export of a leader lists the pairing and what was promised', async () => {
    const { secretary, council } = founded;
    const pairing = { id: newId(), councilId: council.id, personId: newId(), name: '演示领导', mode: 'LINKED_HELP' as const };
    await secretary.call(pairLeader, pairing);
    await secretary.call(addFollowUp, { id: newId(), pairingId: pairing.id, title: '演示事项', dueOn: today() });
    const { records } = await operator().call(exportPerson, { personId: pairing.personId });
    expect(Object.keys(records)).toEqual(['leader_pairing', 'follow_up']);
  });
});
