import {
  amendMinutes,
  answerAmendment,
  attendSession,
  changePartySeat,
  closeSession,
  draftMinutes,
  formJointMeeting,
  giveSessionNotice,
  jointMeetingsOfCouncil,
  minutesOfSession,
  openMinutes,
  openSession,
  platformContracts,
  prepareMinutes,
  recordSessionAttendance,
  scheduleSession,
  sessionAttendance,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestService } from '@gezhi/shared/testing';
import { foundedCouncil, street } from '../council/council.fixture.js';
import { councilService } from '../service.module.js';
import { day, inDays, item } from './session.fixture.js';
import { seatsOf } from './sitting.queries.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.session.${name}` });
const notFound = expect.objectContaining({ code: 'platform.request.not-found' });
const parties = ['COMMUNITY', 'COMMITTEE', 'PROVIDER', 'RESIDENTS', 'STREET'];

let service: TestService;
let founded: Awaited<ReturnType<typeof foundedCouncil>>;
const seats = (changes: object = {}) => parties.map((party) => ({ party, personId: newId(), name: '演示代表', ...changes }));

beforeAll(async () => {
  service = await startTestService(councilService);
  founded = await foundedCouncil(service, `${street}001`);
}, 120_000);
afterAll(() => service?.stop());

const formed = async () => {
  const resident = service.as({ roles: ['resident'], household: newId() });
  const wanted = seats().map((seat) => (seat.party === 'RESIDENTS' ? { ...seat, accountId: resident.accountId } : seat));
  const forming = { id: newId(), councilId: founded.council.id, estateId: newId(), seats: wanted };
  return { meeting: await founded.secretary.call(formJointMeeting, forming), resident };
};
const opened = async (jointMeetingId: string) => {
  const { secretary, council } = founded;
  const arranged = { id: newId(), councilId: council.id, venue: '演示会议室', startsAt: inDays(service, 5), agenda: [item()] };
  const { id } = await secretary.call(scheduleSession, { ...arranged, kind: 'FIVE_PARTY', jointMeetingId });
  await secretary.call(giveSessionNotice, { id });
  await service.advance(5 * day);
  await secretary.call(openSession, { id });
  return id;
};

describe('C-19 P-18 the joint meeting of five parties', () => {
  it('has the five seats of its place, one on the residents’ side', async () => {
    const { secretary, council } = founded;
    const forming = { id: newId(), councilId: council.id };
    const doubled = seats().map((seat, index) => (index === 1 ? { ...seat, party: 'COMMUNITY' } : seat));
    await expect(secretary.call(formJointMeeting, { ...forming, seats: doubled })).rejects.toEqual(refusal('parties-invalid'));
    const strangers = seats({ accountId: newId() });
    await expect(secretary.call(formJointMeeting, { ...forming, seats: strangers })).rejects.toEqual(refusal('seat-account-not-invited'));
    const { meeting } = await formed();
    expect(meeting.seats.filter(({ residentsSide }) => residentsSide).map(({ party }) => party)).toEqual(['RESIDENTS']);
    const changed = await secretary.call(changePartySeat, { id: meeting.id, party: 'STREET', personId: newId(), name: '演示新代表' });
    expect(changed).toMatchObject({ version: 2 });
    await expect(secretary.call(changePartySeat, { id: meeting.id, party: 'NOBODY', personId: newId(), name: '演示' })).rejects.toEqual(
      refusal('parties-invalid'),
    );
    expect((await secretary.call(jointMeetingsOfCouncil, { councilId: council.id })).items.map(({ id }) => id)).toContain(meeting.id);
  });

  it.each([
    ['four with the residents', ['COMMUNITY', 'COMMITTEE', 'PROVIDER'], true, true],
    ['four without the residents', ['COMMUNITY', 'COMMITTEE', 'PROVIDER', 'STREET'], false, false],
    ['three with the residents', ['COMMUNITY', 'COMMITTEE'], true, false],
    ['all five', ['COMMUNITY', 'COMMITTEE', 'PROVIDER', 'STREET'], true, true],
  ])('%s present', async (_, present, residents, quorate) => {
    const { secretary } = founded;
    const { meeting, resident } = await formed();
    const id = await opened(meeting.id);
    await secretary.call(recordSessionAttendance, { id, parties: present });
    if (residents) {
      const attending = await Promise.allSettled(Array.from({ length: 20 }, () => resident.call(attendSession, { id })));
      expect(attending.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    const parties = await service.database.transaction((transaction) => seatsOf(transaction, id));
    expect(parties.filter((party) => party.present)).toHaveLength(present.length + Number(residents));
    expect(parties.find(({ residentsSide }) => residentsSide)).toMatchObject({ present: residents, accountId: resident.accountId });
    expect(await secretary.call(closeSession, { id })).toMatchObject({ quorate, entitled: 5, estateId: meeting.estateId });
  });

  it('parties have the seats, not members; who attended is read by name', async () => {
    const { secretary, council } = founded;
    const { meeting } = await formed();
    const id = await opened(meeting.id);
    await expect(secretary.call(recordSessionAttendance, { id, memberIds: [newId()] })).rejects.toEqual(refusal('member-not-serving'));
    const member = service.as({ roles: ['part-time-member'], council: council.id });
    await expect(member.call(attendSession, { id })).rejects.toEqual(refusal('not-entitled'));
    await secretary.call(recordSessionAttendance, { id, parties: ['PROVIDER'] });
    expect((await secretary.call(sessionAttendance, { sessionId: id })).items).toMatchObject([{ party: 'PROVIDER', name: '演示代表' }]);
  });

  it('a party reads the minutes of the session that it attended and amends them, sent again however late; nobody else answers', async () => {
    const { secretary } = founded;
    const { meeting, resident } = await formed();
    const sessionId = await opened(meeting.id);
    await resident.call(attendSession, { id: sessionId });
    const { id } = await secretary.call(draftMinutes, { id: newId(), sessionId, text: '演示记录' });
    await secretary.call(closeSession, { id: sessionId });
    await secretary.call(prepareMinutes, { id });
    await secretary.call(openMinutes, { id });
    expect(await resident.call(minutesOfSession, { sessionId })).toMatchObject({ phase: 'AMENDING' });
    const proposal = { id: newId(), minutesId: id, text: '演示意见' };
    expect(await resident.call(amendMinutes, proposal)).toMatchObject({ party: 'RESIDENTS', memberId: null });
    expect(await resident.call(amendMinutes, proposal)).toMatchObject({ id: proposal.id, version: 1 });
    const other = service.as({ roles: ['resident'], household: newId() });
    await expect(other.call(minutesOfSession, { sessionId })).rejects.toEqual(notFound);
    await expect(other.call(amendMinutes, { ...proposal, id: newId() })).rejects.toEqual(notFound);
    const elsewhere = service.as({ roles: ['community-secretary'], place: `${street}009` });
    const answering = { id: proposal.id, accepted: true, text: '演示新文' };
    await expect(elsewhere.call(answerAmendment, answering)).rejects.toEqual(notFound);
    expect(await secretary.call(answerAmendment, answering)).toMatchObject({ state: 'ACCEPTED' });
  });

  it('X-T8 whoever speaks for a party has the export of the seat', async () => {
    const { meeting } = await formed();
    const operator = service.as({ roles: ['operator'], place: street });
    const { exportPerson } = platformContracts('council');
    const { person, records } = await operator.call(exportPerson, { personId: meeting.seats[2]!.personId });
    expect([person!.name, records.joint_meeting!.map(({ id }) => id)]).toEqual(['演示代表', [meeting.id]]);
  });
});
