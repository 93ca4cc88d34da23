import {
  amendMinutes,
  answerAmendment,
  attendSession,
  callEmergencySession,
  closeSession,
  declareInterest,
  type draftBallot,
  draftMinutes,
  finalizeMinutes,
  formJointMeeting,
  giveSessionNotice,
  openMinutes,
  openSession,
  prepareMinutes,
  ratifyDecision,
  recordSessionAttendance,
  scheduleSession,
  sessionPolicy,
  type InputOf,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { estateOf } from '../jixian/estates.js';
import { communityCode } from '../jixian/ground.js';
import { shown } from '../property/people.js';
import { inParallel, numbers, type Story } from '../story.js';
import { councilId, memberCount, memberOf, type Councillors } from './founding.js';
import { topicOf, topics, type TopicName } from './topics.js';
import { announce, certify, inTurn, open, voteOnPaper } from './voting.js';

/** As in C-T16: of 55 members three are recused, so that 27 are a quorum; 40 are present. */
const recused = 3;
const present = 40;
export const sessions = {
  regular: idOf('jixian session', 'regular'),
  emergency: idOf('jixian session', 'emergency'),
  fiveParty: idOf('jixian session', 'five parties'),
  next: idOf('jixian session', 'next'),
};
export const ballotOf = (name: TopicName | 'standard'): string => idOf('jixian ballot', name);
const jointMeetingId = idOf('jixian joint meeting');
const venue = '演示繁荣社区议事厅';
const itemsOf = (...names: TopicName[]) =>
  names.map((name) => ({ id: idOf('jixian agenda', name), title: `${topics[name]}（演示）`, topicId: topicOf(name) }));

/** The regular session of a later day and the meeting of the five parties are scheduled and noticed (C-06, C-19). */
export async function arrangeSessions(
  story: Story,
  day: number,
  { secretary, leader, company, member, neighbours }: Councillors,
): Promise<void> {
  const startsAt = story.at(day).toISOString();
  const regular = { id: sessions.regular, councilId, startsAt, venue, kind: 'REGULAR' as const };
  await secretary.do(scheduleSession, { ...regular, agenda: itemsOf('certified', 'executing', 'verified') }, regular.id);
  await secretary.do(giveSessionNotice, { id: regular.id }, 'notice', regular.id);
  const { parties } = await secretary.client.call(sessionPolicy, { placeCode: communityCode });
  const speakers = [secretary, member, company, neighbours[0].resident, leader];
  const seats = parties.map(({ code: party, zh }, index) => {
    return { party, personId: idOf('jixian party seat', index), name: `演示代表（${zh}）`, accountId: speakers[index]!.accountId };
  });
  await secretary.do(formJointMeeting, { id: jointMeetingId, councilId, estateId: estateOf(shown), seats }, jointMeetingId);
  const meeting = { id: sessions.fiveParty, councilId, startsAt, venue, kind: 'FIVE_PARTY' as const, jointMeetingId };
  const agenda = [{ id: idOf('jixian agenda', 'standard'), title: '服务标准（演示）', matter: 'SERVICE_STANDARD' as const }];
  await secretary.do(scheduleSession, { ...meeting, agenda }, meeting.id);
  await secretary.do(giveSessionNotice, { id: meeting.id }, 'notice', meeting.id);
}

/** What cannot wait is put on an agenda of its own (C-07). */
export async function callEmergency(story: Story, day: number, { secretary }: Councillors): Promise<void> {
  const id = sessions.emergency;
  const called = { id, councilId, startsAt: story.at(day).toISOString(), venue, reason: '院墙出现险情，须当日处置（演示）' };
  await secretary.do(callEmergencySession, { ...called, agenda: itemsOf('mended') }, id);
  await secretary.do(giveSessionNotice, { id }, 'notice', id);
}

/** The emergency is decided upon; the decision waits to be ratified. */
export async function holdEmergency(story: Story, day: number, councillors: Councillors): Promise<void> {
  await seat(councillors, sessions.emergency);
  await decide(story, day, councillors, 'mended', sessions.emergency, inTurn(['FOR', 35], ['AGAINST', 5]));
  await councillors.secretary.do(closeSession, { id: sessions.emergency }, 'close', sessions.emergency);
}

/** The regular session: what was urgent is ratified, one topic fails by a vote, two pass, and its minutes become final. */
export async function holdRegular(story: Story, day: number, councillors: Councillors, spendingId: string): Promise<void> {
  const { secretary } = councillors;
  const id = sessions.regular;
  await recuse(councillors, spendingId);
  await seat(councillors, id);
  await secretary.do(ratifyDecision, { id: ballotOf('mended'), sessionId: id, ratified: true }, 'ratify', id);
  await decide(story, day, councillors, 'certified', id, inTurn(['FOR', 20], ['AGAINST', 20]));
  await decide(story, day, councillors, 'verified', id, inTurn(['FOR', 32], ['AGAINST', 6], ['ABSTAIN', 2]));
  const spending = { matter: 'FUND_SPENDING' as const, subjectId: spendingId };
  await decide(story, day, councillors, 'executing', id, inTurn(['FOR', 21], ['AGAINST', 19]), spending);
  await secretary.do(closeSession, { id }, 'close', id);
  await minute(councillors, id);
}

/** The five parties adopt the service standard of an estate (P-18, P-19): one vote a party, the residents' side for it. */
export async function holdFiveParty(story: Story, day: number, councillors: Councillors, standardId: string): Promise<void> {
  const { secretary } = councillors;
  const id = sessions.fiveParty;
  await secretary.do(openSession, { id }, 'open', id);
  const { parties } = await secretary.client.call(sessionPolicy, { placeCode: communityCode });
  await secretary.do(recordSessionAttendance, { id, parties: parties.map(({ code }) => code) }, 'attendance', id);
  const subject = { question: '是否通过该小区服务标准（演示）', matter: 'SERVICE_STANDARD' as const, subjectId: standardId };
  const ballotId = ballotOf('standard');
  const draft = { id: ballotId, communityCode, electorate: 'PARTIES' as const, sessionId: id, ...subject, ruleId: 'FIVE_PARTY' as const };
  await announce(councillors, { ...draft, ...hours(story, day) }, story.dayAt(day));
  await open(councillors, ballotId);
  await voteOnPaper(councillors, ballotId, () => 'FOR');
  await certify(councillors, ballotId);
  await secretary.do(closeSession, { id }, 'close', id);
}

/** The next regular session takes up what was accepted since. */
export async function arrangeNext(story: Story, day: number, { secretary }: Councillors): Promise<void> {
  const next = { id: sessions.next, councilId, startsAt: story.at(day).toISOString(), venue, kind: 'REGULAR' as const };
  await secretary.do(scheduleSession, { ...next, agenda: itemsOf('scheduled') }, next.id);
}

const hours = (story: Story, day: number) => ({ opensOn: story.dayAt(day), closesAt: story.at(day + 1).toISOString() });

/** Members whose organisation gains by what is decided take no part (C-T17). */
async function recuse({ secretary, councillor }: Councillors, subjectId: string): Promise<void> {
  await inParallel(numbers(recused), 3, async (index) => {
    const id = idOf('jixian interest', index);
    const declared = { id, memberId: memberOf(memberCount - 1 - index), subjectId, reason: '所在单位为承接方（演示）' };
    await secretary.do(declareInterest, declared, id);
  });
  const own = idOf('jixian interest', 'own');
  await councillor.do(declareInterest, { id: own, memberId: memberOf(0), matter: 'PROVIDER', reason: '亲属任职于物业公司（演示）' }, own);
}

async function seat({ secretary, councillor }: Councillors, id: string): Promise<void> {
  await secretary.do(openSession, { id }, 'open', id);
  await councillor.do(attendSession, { id }, id);
  await secretary.do(recordSessionAttendance, { id, memberIds: numbers(present).slice(1).map(memberOf) }, 'attendance', id);
}

/** A vote of those present upon a topic. */
async function decide(
  story: Story,
  day: number,
  councillors: Councillors,
  name: TopicName,
  sessionId: string,
  sheets: ReturnType<typeof inTurn>,
  of: Partial<Pick<InputOf<typeof draftBallot>, 'matter' | 'subjectId'>> = {},
): Promise<void> {
  const id = ballotOf(name);
  const question = { question: `是否通过：${topics[name]}（演示）`, matter: 'OTHER' as const, ...of };
  const asked = { id, communityCode, electorate: 'MEMBERS' as const, councilId, sessionId, topicId: topicOf(name), ...question };
  await announce(councillors, { ...asked, ruleId: 'PART_TIME_COUNCIL', ...hours(story, day) }, story.dayAt(day));
  await open(councillors, id);
  await voteOnPaper(councillors, id, ({ attends }) => (attends ? sheets() : undefined));
  await certify(councillors, id);
}

/** Drafted, shown, amended by one who was there, and final. */
async function minute({ secretary, councillor }: Councillors, sessionId: string): Promise<void> {
  const id = idOf('jixian minutes', sessionId);
  await secretary.do(draftMinutes, { id, sessionId, text: '会议纪要（演示）' }, id);
  await secretary.do(prepareMinutes, { id }, 'prepare', id);
  await secretary.do(openMinutes, { id }, 'open', id);
  const amendment = idOf('jixian amendment', sessionId);
  await councillor.do(amendMinutes, { id: amendment, minutesId: id, text: '补记委员发言（演示）' }, amendment);
  const answered = { id: amendment, accepted: true, text: '会议纪要（演示），补记委员发言（演示）' };
  await secretary.do(answerAmendment, answered, 'answer', amendment);
  await secretary.do(finalizeMinutes, { id }, 'final', id);
}
