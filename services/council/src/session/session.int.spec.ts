import {
  attendSession,
  callEmergencySession,
  cancelSession,
  changeAgenda,
  closeSession,
  councilCalendar,
  decisionsOfCouncil,
  giveSessionNotice,
  openSession,
  publishSessionPolicy,
  ratifyDecision,
  readCouncilSession,
  recordSessionAttendance,
  requestErrors,
  scheduleSession,
  sessionAttendance,
  sessionCadences,
  sessionClosed,
  sessionDecided,
  sessionDueSoon,
  sessionOverdue,
  sessionPolicy,
  type DecisionOutcome,
} from '@gezhi/shared/contracts';
import { scheduled } from '@gezhi/shared/auth';
import { newId, UnitOfWork } from '@gezhi/shared/database';
import { addMonths, localDateOf } from '@gezhi/shared/domain';
import { eventually, startTestService, type TestService } from '@gezhi/shared/testing';
import { appointed, foundedCouncil, street } from '../council/council.fixture.js';
import { councilService } from '../service.module.js';
import { defaultPolicy } from './session-policy.rules.js';
import { day, inDays, item, openRegular } from './session.fixture.js';
import { sessionIsOpen, takeDecision } from './session.plan.js';
import { SessionSchedule } from './session.schedule.js';
import { seatedMembers, SittingQueries } from './sitting.queries.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.session.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const reason = '演示事由';
const succeeded = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.filter(({ status }) => status === 'fulfilled');
const twentyTimes = <T>(one: () => Promise<T>) => Promise.allSettled(Array.from({ length: 20 }, one));

let service: TestService;
let serial = 100;
const system = scheduled('council', 'session', 'test');
const today = () => localDateOf(service.clock.now());

/** A council of a community of its own, with three members. */
async function councilOfThree() {
  const community = `${street}${++serial}`;
  const { council, secretary, organizations } = await foundedCouncil(service, community);
  const at = { councilId: council.id, organizationId: organizations.enterprise };
  const members = [
    await appointed(service, secretary, at),
    await appointed(service, secretary, at),
    await appointed(service, secretary, at),
  ];
  return { community, secretary, councilId: council.id, members, memberIds: members.map(({ id }) => id) };
}
const arranged = (councilId: string, days = 5) => ({ id: newId(), councilId, venue: '演示会议室', startsAt: inDays(service, days) });

async function decided(sessionId: string, outcome: DecisionOutcome = 'PASSED'): Promise<string> {
  const id = newId();
  const decision = { id, matter: 'FUND_SPENDING' as const, subjectId: newId(), estateId: null, outcome };
  const { communityCode: place } = await service.get(SittingQueries).known(sessionId);
  await service
    .get(UnitOfWork)
    .act(system, { place, id }, async (act) => takeDecision(act, decision, await service.get(SittingQueries).held(act, sessionId)));
  return id;
}

beforeAll(async () => {
  service = await startTestService(councilService);
}, 120_000);
afterAll(() => service?.stop());

describe('C-06 a regular session is scheduled, given notice of, held and closed', () => {
  it('with its agenda fixed by the notice, on its day, once whoever races', async () => {
    const { secretary, councilId, memberIds, members } = await councilOfThree();
    const { id } = await secretary.call(scheduleSession, { ...arranged(councilId), kind: 'REGULAR' });
    await expect(secretary.call(giveSessionNotice, { id })).rejects.toEqual(refusal('agenda-empty'));
    const repeated = item();
    await expect(secretary.call(changeAgenda, { id, agenda: [repeated, repeated] })).rejects.toEqual(refusal('agenda-repeated'));
    await secretary.call(changeAgenda, { id, agenda: [item()] });
    expect(await secretary.call(giveSessionNotice, { id })).toMatchObject({ state: 'NOTICED' });
    await expect(secretary.call(changeAgenda, { id, agenda: [] })).rejects.toEqual(platform('wrong-state'));
    await expect(secretary.call(openSession, { id })).rejects.toEqual(refusal('not-its-day'));
    await expect(members[0]!.caller.call(attendSession, { id })).rejects.toEqual(platform('wrong-state'));
    await service.advance(5 * day);
    expect(succeeded(await twentyTimes(() => secretary.call(openSession, { id })))).toHaveLength(1);
    expect(succeeded(await twentyTimes(() => members[0]!.caller.call(attendSession, { id })))).toHaveLength(1);
    await expect(members[0]!.caller.call(attendSession, { id })).rejects.toEqual(refusal('attended'));
    expect(await secretary.call(recordSessionAttendance, { id, memberIds: memberIds.slice(0, 2) })).toEqual({ id, present: 2 });
    const stranger = service.as({ roles: ['part-time-member'], council: councilId });
    await expect(stranger.call(attendSession, { id })).rejects.toEqual(refusal('not-entitled'));
    await expect(secretary.call(recordSessionAttendance, { id, memberIds: [newId()] })).rejects.toEqual(refusal('member-not-serving'));
    await expect(secretary.call(recordSessionAttendance, { id, parties: ['STREET'] })).rejects.toEqual(refusal('party-not-seated'));
    const { items } = await secretary.call(sessionAttendance, { sessionId: id });
    expect(items.map(({ memberId, name }) => [memberId, name])).toEqual(memberIds.slice(0, 2).map((member) => [member, '演示委员']));
    expect(succeeded(await twentyTimes(() => secretary.call(closeSession, { id })))).toHaveLength(1);
    const told = (await service.told(sessionClosed)).filter(({ data }) => data.sessionId === id);
    expect(told.map(({ data }) => data)).toMatchObject([{ present: 2, entitled: 3, quorate: true, heldOn: today() }]);
    await expect(members[2]!.caller.call(attendSession, { id })).rejects.toEqual(platform('wrong-state'));
  }, 30_000);

  it('attendance and closing race: who is on the list was counted', async () => {
    const { secretary, councilId, memberIds, members } = await councilOfThree();
    const id = await openRegular(service, secretary, { councilId, memberIds: memberIds.slice(0, 1) });
    const racing = [
      members[1]!.caller.call(attendSession, { id }),
      secretary.call(closeSession, { id }),
      members[2]!.caller.call(attendSession, { id }),
    ];
    await Promise.allSettled(racing);
    const { present } = await secretary.call(readCouncilSession, { id });
    expect((await secretary.call(sessionAttendance, { sessionId: id })).items).toHaveLength(present!);
  });

  it('short notice, a start in the past, and a session without its joint meeting are refused', async () => {
    const { secretary, councilId } = await councilOfThree();
    const { id } = await secretary.call(scheduleSession, { ...arranged(councilId, 3), kind: 'REGULAR', agenda: [item()] });
    await expect(secretary.call(giveSessionNotice, { id })).rejects.toEqual(refusal('notice-too-short'));
    const past = { ...arranged(councilId, -1), kind: 'REGULAR' as const };
    await expect(secretary.call(scheduleSession, past)).rejects.toEqual(refusal('start-invalid'));
    const five = { ...arranged(councilId), kind: 'FIVE_PARTY' as const };
    await expect(secretary.call(scheduleSession, five)).rejects.toEqual(refusal('joint-meeting-needed'));
  });

  it('one not opened on its day lapses, one cancelled stays in the public calendar as such', async () => {
    const { secretary, councilId } = await councilOfThree();
    const kept = await secretary.call(scheduleSession, { ...arranged(councilId, 9), kind: 'REGULAR' });
    const missed = await secretary.call(scheduleSession, { ...arranged(councilId, 1), kind: 'REGULAR' });
    const cancelled = await secretary.call(scheduleSession, { ...arranged(councilId, 8), kind: 'REGULAR' });
    await secretary.call(cancelSession, { id: cancelled.id, reason });
    await service.advance(2 * day);
    await service.get(SessionSchedule).lapse();
    expect(await secretary.call(readCouncilSession, { id: missed.id })).toMatchObject({ state: 'LAPSED' });
    const { items } = await service.public().call(councilCalendar, { councilId });
    expect(items.map(({ id, status, title }) => [id, status, title])).toEqual([
      [kept.id, 'TENTATIVE', '演示社区议事会：固定会议'],
      [cancelled.id, 'CANCELLED', '演示社区议事会：固定会议'],
      [missed.id, 'CANCELLED', '演示社区议事会：固定会议'],
    ]);
    expect(JSON.stringify(items)).not.toContain(reason);
  });
});

describe('C-06 C-T24 the next regular session is due by the calendar, warned of and overdue once', () => {
  const cadenceOf = async (councilId: string) => {
    const leader = service.as({ roles: ['street-leader'], place: street });
    const { items } = await leader.call(sessionCadences, { placeCode: street, limit: 100 });
    return items.find((cadence) => cadence.councilId === councilId);
  };
  const toldOf = async (councilId: string) =>
    [...(await service.told(sessionDueSoon)), ...(await service.told(sessionOverdue))]
      .filter(({ data }) => data.councilId === councilId)
      .map(({ type }) => type.split('.').at(-2));
  const elapse = () => Promise.all(Array.from({ length: 20 }, () => service.get(SessionSchedule).elapse()));

  it('from the founding on; one held sets the day anew, one with too few present does not', async () => {
    const { secretary, councilId, memberIds } = await councilOfThree();
    await eventually(async () => expect(await cadenceOf(councilId)).toBeDefined());
    expect(await cadenceOf(councilId)).toMatchObject({ lastRegularOn: null, dueOn: addMonths(today(), 6), overdueAt: null });
    const founding = await cadenceOf(councilId);
    const few = await openRegular(service, secretary, { councilId, memberIds: memberIds.slice(0, 1) });
    expect(await secretary.call(closeSession, { id: few })).toMatchObject({ quorate: false, present: 1, entitled: 3 });
    expect(await cadenceOf(councilId)).toEqual(founding);
    await service.advance(170 * day);
    await elapse();
    expect(await toldOf(councilId)).toEqual(['due-soon']);
    await service.advance(12 * day);
    await elapse();
    expect(await toldOf(councilId)).toEqual(['due-soon', 'overdue']);
    const leader = service.as({ roles: ['street-leader'], place: street });
    const overdue = await leader.call(sessionCadences, { placeCode: street, overdue: true, limit: 100 });
    expect(overdue.items.map((cadence) => cadence.councilId)).toContain(councilId);
    const held = await openRegular(service, secretary, { councilId, memberIds });
    await secretary.call(closeSession, { id: held });
    expect(await cadenceOf(councilId)).toMatchObject({
      lastRegularOn: today(),
      dueOn: addMonths(today(), 6),
      overdueAt: null,
      warnedAt: null,
    });
    await elapse();
    expect(await toldOf(councilId)).toEqual(['due-soon', 'overdue']);
  }, 60_000);
});

describe('C-07 C-T25 an emergency session', () => {
  const calling = (councilId: string, days = 0.01) => ({ ...arranged(councilId, days), reason, agenda: [item()] });

  it('is called by who has the right, with a reason, for what it names alone', async () => {
    const { secretary, councilId, members } = await councilOfThree();
    await expect(members[0]!.caller.call(callEmergencySession, calling(councilId))).rejects.toMatchObject({
      code: 'council.session.caller-right-missing',
      details: { callers: ['community-secretary', 'street-leader'] },
    });
    const { reason: _, ...without } = calling(councilId);
    await expect(secretary.call(callEmergencySession, without)).rejects.toEqual(refusal('reason-missing'));
    const two = { ...calling(councilId), agenda: [item(), item()] };
    await expect(secretary.call(callEmergencySession, two)).rejects.toEqual(refusal('agenda-restricted'));
    const elsewhere = service.as({ roles: ['community-secretary'], place: `${street}999` });
    await expect(elsewhere.call(callEmergencySession, calling(councilId))).rejects.toEqual(platform('not-found'));
    const session = await secretary.call(callEmergencySession, calling(councilId));
    expect(session).toMatchObject({ kind: 'EMERGENCY', calledAs: 'community-secretary', state: 'SCHEDULED' });
    await expect(secretary.call(changeAgenda, { id: session.id, agenda: [item()] })).rejects.toEqual(refusal('agenda-restricted'));
    expect(await secretary.call(giveSessionNotice, { id: session.id })).toMatchObject({ state: 'NOTICED' });
  });

  const openEmergency = async (of: Awaited<ReturnType<typeof councilOfThree>>) => {
    const { id } = await of.secretary.call(callEmergencySession, { ...calling(of.councilId), startsAt: inDays(service, 1e-4) });
    await of.secretary.call(giveSessionNotice, { id });
    await service.advance(10_000);
    await of.secretary.call(openSession, { id });
    await of.secretary.call(recordSessionAttendance, { id, memberIds: of.memberIds });
    return id;
  };
  const toldOf = async (decisionId: string) =>
    (await service.told(sessionDecided))
      .filter(({ data }) => data.decisionId === decisionId)
      .map(({ data }) => [data.outcome, data.version]);

  it('its decisions wait for the next regular session, which closes only after ratifying or refusing each', async () => {
    const of = await councilOfThree();
    const { secretary, councilId, memberIds } = of;
    const emergency = await openEmergency(of);
    const [kept, dropped, failed] = [await decided(emergency), await decided(emergency), await decided(emergency, 'FAILED')];
    await secretary.call(closeSession, { id: emergency });
    const pending = await secretary.call(decisionsOfCouncil, { councilId, state: 'PENDING_RATIFICATION' });
    expect(new Set(pending.items.map(({ id }) => id))).toEqual(new Set([kept, dropped]));
    const ratifying = { id: kept, sessionId: emergency, ratified: true };
    await expect(secretary.call(ratifyDecision, ratifying)).rejects.toEqual(refusal('not-ratifying'));
    const regular = await openRegular(service, secretary, { councilId, memberIds: memberIds.slice(0, 1) });
    await expect(secretary.call(ratifyDecision, { ...ratifying, sessionId: regular })).rejects.toEqual(refusal('not-ratifying'));
    await secretary.call(recordSessionAttendance, { id: regular, memberIds });
    await expect(secretary.call(closeSession, { id: regular })).rejects.toEqual(refusal('ratification-open'));
    const outcomes = await twentyTimes(() => secretary.call(ratifyDecision, { ...ratifying, sessionId: regular }));
    expect(succeeded(outcomes)).toHaveLength(1);
    const refusing = { id: dropped, sessionId: regular, ratified: false };
    await expect(secretary.call(ratifyDecision, refusing)).rejects.toEqual(refusal('refusal-reason-missing'));
    expect(await secretary.call(ratifyDecision, { ...refusing, reason })).toMatchObject({ state: 'REFUSED', ratifiedInId: regular });
    await secretary.call(closeSession, { id: regular });
    expect(await toldOf(kept)).toEqual([
      ['PASSED', 1],
      ['PASSED', 2],
    ]);
    expect(await toldOf(dropped)).toEqual([
      ['PASSED', 1],
      ['FAILED', 2],
    ]);
    expect(await toldOf(failed)).toEqual([['FAILED', 1]]);
  }, 30_000);

  it('where the place lays it down, a decision is told of only when it was ratified, and members may call', async () => {
    const of = await councilOfThree();
    const { secretary, councilId, memberIds, community, members } = of;
    const laidDown = { ...defaultPolicy, emergencyEffect: 'ON_RATIFICATION' as const, emergencyCallers: ['part-time-member' as const] };
    const publishing = { id: newId(), jurisdictionId: community, ...laidDown };
    const [one, ...others] = laidDown.parties;
    const twice = { ...publishing, parties: [one!, one!, ...others.slice(1)] };
    await expect(secretary.call(publishSessionPolicy, twice)).rejects.toEqual(refusal('policy-invalid'));
    await secretary.call(publishSessionPolicy, publishing);
    expect(await service.public().call(sessionPolicy, { placeCode: community })).toMatchObject({ version: 1, jurisdictionId: community });
    await expect(secretary.call(callEmergencySession, calling(councilId))).rejects.toEqual(refusal('caller-right-missing'));
    const { id } = await members[1]!.caller.call(callEmergencySession, { ...calling(councilId), startsAt: inDays(service, 1e-4) });
    await secretary.call(giveSessionNotice, { id });
    await service.advance(10_000);
    await secretary.call(openSession, { id });
    const decision = await decided(id);
    expect(await toldOf(decision)).toEqual([]);
    await secretary.call(closeSession, { id });
    const regular = await openRegular(service, secretary, { councilId, memberIds });
    await secretary.call(ratifyDecision, { id: decision, sessionId: regular, ratified: true });
    expect(await toldOf(decision)).toEqual([['PASSED', 2]]);
  });
});

describe('C-10 C-T16 what a ballot in session reads of it', () => {
  it('the serving members, the recused and the present marked', async () => {
    const { secretary, councilId, memberIds } = await councilOfThree();
    const id = await openRegular(service, secretary, { councilId, memberIds: memberIds.slice(0, 2) });
    const { session } = await service.get(SittingQueries).sitting(id, system);
    const members = await service.database.transaction((transaction) =>
      seatedMembers(transaction, session, { topicId: null, matter: null, subjectIds: [] }),
    );
    expect(members.map(({ memberId, present, recused }) => [memberId, present, recused])).toEqual(
      memberIds.toSorted().map((member) => [member, memberIds.indexOf(member) < 2, false]),
    );
  });

  it('whether it is open, decided by the writing statement', async () => {
    const { secretary, councilId, memberIds, community: place } = await councilOfThree();
    const id = await openRegular(service, secretary, { councilId, memberIds });
    const isOpen = () =>
      service.get(UnitOfWork).act(system, { place, id }, (act) => act.holds(sessionIsOpen(requestErrors.wrongState, id)));
    expect((await isOpen()).body).toBe('true');
    await secretary.call(closeSession, { id });
    expect((await isOpen()).body).toBe('false');
  });

  it('a session that was cancelled decides nothing', async () => {
    const { secretary, councilId } = await councilOfThree();
    const { id } = await secretary.call(scheduleSession, { ...arranged(councilId), kind: 'REGULAR' });
    await expect(decided(id)).rejects.toEqual(refusal('decision-invalid'));
  });
});
