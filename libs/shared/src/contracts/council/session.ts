import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import {
  agendaItem,
  councilSessionView,
  jointMeetingView,
  partyCode,
  sessionDecisionView,
  sessionKind,
  sessionPolicyBody,
} from './session-values.js';
import { topicErrors } from './topic-values.js';

export const councilSessionErrors = errors('council.session', {
  policyInvalid: [
    'rule',
    '规定自相矛盾：五方不得重复且须标明居民一方，到会比例须小于一，提醒须短于周期',
    'The rules contradict themselves: five different parties, one on the residents’ side, a share below one, a warning shorter than the cadence',
  ],
  partiesInvalid: [
    'rule',
    '五方席位须与本地规定一致，每方一席，请按 parties 调整',
    'The seats must be those the place demands, one each; see parties',
  ],
  seatAccountNotInvited: ['rule', '席位账号未受邀，请先邀请该账号', 'The account of a seat holds no role; invite it first'],
  jointMeetingNeeded: ['rule', '五方联席会须指明联席会，其他会议不填', 'A five-party session names its joint meeting, others name none'],
  startInvalid: ['rule', '开会时间须晚于现在', 'A session starts in the future'],
  callerRightMissing: [
    'rule',
    '您无权召集急事特办会议，请由 callers 所列角色召集',
    'You may not call an emergency session; those in callers may',
  ],
  reasonMissing: ['rule', '召集急事特办会议须写明事由', 'An emergency session is called with a reason'],
  agendaRestricted: [
    'rule',
    '急事特办会议只议召集时列明的事项，至多 most 项',
    'An emergency session deals with what it was called for alone, at most most items',
  ],
  agendaEmpty: ['rule', '请先列出议程再发通知', 'Put items on the agenda before the notice'],
  agendaRepeated: ['rule', '议程项编号重复，请更正', 'An item stands on the agenda twice; correct it'],
  noticeTooShort: [
    'rule',
    '距开会不足 days 个整日，不符合本地规定，请改期',
    'The notice leaves fewer whole days than days; choose a later day',
  ],
  notItsDay: ['rule', '会议只能在通知的当日 heldOn 召开', 'A session is opened on the day of its notice, heldOn'],
  memberNotServing: ['rule', '所列人员不是在任委员，请核对 members', 'Somebody listed is no serving member; see members'],
  partyNotSeated: ['rule', '所列各方不在本联席会，请核对 parties', 'A party listed has no seat; see parties'],
  notEntitled: ['rule', '您不是本次会议的委员或席位代表', 'You are neither a member nor a party of this session'],
  attended: ['conflict', '已登记到会', 'The attendance is on record already'],
  ratificationOpen: [
    'rule',
    '急事特办会议的决定尚未追认，请先办理 decisions',
    'Decisions of emergency sessions wait for this one; ratify or refuse those in decisions first',
  ],
  notRatifying: [
    'rule',
    '只有之后召开、正在进行且到会足数的固定会议可以追认',
    'Only a later regular session that is open and quorate ratifies or refuses',
  ],
  refusalReasonMissing: ['rule', '不予追认须写明理由', 'A refusal needs a reason'],
  decisionInvalid: ['rule', '会议未召开或到会不足，不能作出决定', 'The session has not been opened, or too few were present to decide'],
});

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;
const session = { ...deciding, output: councilSessionView } as const;
/** Whoever may have a seat in a session. */
export const attendants = ['part-time-member', 'committee-member', 'property-company', 'resident', ...leaders] as const;
export const attendantAxes = ['council', 'estate', 'self', 'place'] as const;

const arranged = {
  id: values.id,
  councilId: values.id,
  startsAt: values.instant,
  durationMinutes: z.int().min(10).max(1440).default(120),
  venue: values.text(100),
};
const seat = z.object({ party: partyCode, personId: values.id, name: values.text(60), accountId: values.id.optional() });

export const formJointMeeting = contract({
  ...deciding,
  subject: 'council.command.session.form-joint-meeting.v1',
  summary: 'Form the standing joint meeting of five parties, of the whole community or of an estate',
  path: '/v1/joint-meetings',
  input: z.object({ id: values.id, councilId: values.id, estateId: values.id.optional(), seats: z.array(seat).length(5) }),
  output: jointMeetingView,
  errors: [councilSessionErrors.partiesInvalid, councilSessionErrors.seatAccountNotInvited],
});

export const changePartySeat = contract({
  ...deciding,
  subject: 'council.command.session.change-seat.v1',
  summary: 'Another person speaks for a party in joint meetings from now on',
  path: '/v1/joint-meetings/:id/change-seat',
  input: z.object({ id: values.id, ...seat.shape }),
  output: jointMeetingView,
  errors: [councilSessionErrors.partiesInvalid, councilSessionErrors.seatAccountNotInvited],
});

/** Of the topics that an agenda names. */
const ofTopics = [topicErrors.topicUnknown, topicErrors.stageOrder, topicErrors.otherSession];

export const scheduleSession = contract({
  ...session,
  subject: 'council.command.session.schedule.v1',
  summary: 'Schedule a regular session, or a session of a joint meeting',
  path: '/v1/council-sessions',
  input: z.object({
    ...arranged,
    kind: sessionKind.exclude(['EMERGENCY']),
    jointMeetingId: values.id.optional(),
    agenda: z.array(agendaItem).max(50).default([]),
  }),
  errors: [councilSessionErrors.jointMeetingNeeded, councilSessionErrors.startInvalid, councilSessionErrors.agendaRepeated, ...ofTopics],
});

export const callEmergencySession = contract({
  ...session,
  subject: 'council.command.session.call-emergency.v1',
  summary: 'Call an emergency session, with the reason and what it is to decide; its decisions wait for the next regular one',
  roles: ['community-secretary', 'street-leader', 'part-time-member'],
  scope: ['place', 'council'],
  path: '/v1/emergency-sessions',
  input: z.object({ ...arranged, reason: values.text(500).optional(), agenda: z.array(agendaItem).min(1).max(50) }),
  errors: [
    councilSessionErrors.callerRightMissing,
    councilSessionErrors.reasonMissing,
    councilSessionErrors.agendaRestricted,
    councilSessionErrors.startInvalid,
    councilSessionErrors.agendaRepeated,
    ...ofTopics,
  ],
});

export const changeAgenda = contract({
  ...session,
  subject: 'council.command.session.change-agenda.v1',
  summary: 'Change the agenda of a session before its notice; that of an emergency session stays',
  path: '/v1/council-sessions/:id/change-agenda',
  input: z.object({ id: values.id, agenda: z.array(agendaItem).max(50) }),
  errors: [councilSessionErrors.agendaRestricted, councilSessionErrors.agendaRepeated, ...ofTopics],
});

export const giveSessionNotice = contract({
  ...session,
  subject: 'council.command.session.give-notice.v1',
  summary: 'Give notice of a session with its agenda, which stands from then on',
  path: '/v1/council-sessions/:id/give-notice',
  input: z.object({ id: values.id }),
  errors: [councilSessionErrors.agendaEmpty, councilSessionErrors.noticeTooShort],
});

export const openSession = contract({
  ...session,
  subject: 'council.command.session.open.v1',
  summary: 'Open a session on the day of its notice',
  path: '/v1/council-sessions/:id/open',
  input: z.object({ id: values.id }),
  errors: [councilSessionErrors.notItsDay],
});

export const attendSession = contract({
  ...session,
  subject: 'council.command.session.attend.v1',
  summary: 'Put oneself on the list of those present, as a serving member or for a party',
  roles: attendants,
  scope: attendantAxes,
  path: '/v1/council-sessions/:id/attend',
  input: z.object({ id: values.id }),
  versioned: false,
  output: z.object({ id: values.id, attendedAt: values.instant }),
  errors: [councilSessionErrors.notEntitled, councilSessionErrors.attended],
});

export const recordSessionAttendance = contract({
  ...session,
  subject: 'council.command.session.record-attendance.v1',
  summary: 'Put serving members, or parties, on the list of those present; who stands there already stays',
  path: '/v1/council-sessions/:id/record-attendance',
  input: z.object({
    id: values.id,
    memberIds: z.array(values.id).max(500).default([]),
    parties: z.array(partyCode).max(5).default([]),
  }),
  versioned: false,
  output: z.object({ id: values.id, present: z.int() }),
  errors: [councilSessionErrors.memberNotServing, councilSessionErrors.partyNotSeated],
});

export const closeSession = contract({
  ...session,
  subject: 'council.command.session.close.v1',
  summary: 'Close a session; a regular one with enough present sets the day by which the next is due',
  path: '/v1/council-sessions/:id/close',
  input: z.object({ id: values.id }),
  errors: [councilSessionErrors.ratificationOpen],
});

export const cancelSession = contract({
  ...session,
  subject: 'council.command.session.cancel.v1',
  summary: 'Cancel a session that was not opened, with the reason',
  path: '/v1/council-sessions/:id/cancel',
  input: z.object({ id: values.id, reason: values.text(500) }),
});

export const ratifyDecision = contract({
  ...deciding,
  subject: 'council.command.session.ratify-decision.v1',
  summary: 'Record that a regular session ratified a decision of an emergency session, or refused to, with the reason',
  path: '/v1/session-decisions/:id/ratify',
  input: z.object({ id: values.id, sessionId: values.id, ratified: z.boolean(), reason: values.text(500).optional() }),
  output: sessionDecisionView,
  errors: [councilSessionErrors.notRatifying, councilSessionErrors.refusalReasonMissing],
});

export const publishSessionPolicy = policyPublication({
  of: 'council.session',
  summary: 'Lay down how often councils of a jurisdiction meet, who calls emergency sessions, and who the five parties are',
  body: sessionPolicyBody,
  errors: [councilSessionErrors.policyInvalid],
});
export const sessionPolicy = policyInForce({
  of: 'council.session',
  id: 'SessionPolicy',
  summary: 'How councils of a place meet',
  body: sessionPolicyBody,
});
