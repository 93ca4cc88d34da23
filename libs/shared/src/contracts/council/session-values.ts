import { z } from 'zod';
import * as values from '../values.js';
import { calendarEntry } from '../calendar.js';
import { decisionMatter, decisionOutcome } from './decision-values.js';

export const sessionKind = z.enum(['REGULAR', 'EMERGENCY', 'FIVE_PARTY']).meta({
  id: 'CouncilSessionKind',
  description: 'REGULAR 固定会议, EMERGENCY 急事特办会议, FIVE_PARTY 五方共议联席会',
});
export type SessionKind = z.output<typeof sessionKind>;

export const councilSessionState = z.enum(['SCHEDULED', 'NOTICED', 'OPEN', 'CLOSED', 'CANCELLED', 'LAPSED']).meta({
  id: 'CouncilSessionState',
  description: 'SCHEDULED 已排期, NOTICED 已通知, OPEN 进行中, CLOSED 已结束, CANCELLED 已取消, LAPSED 未按期召开',
});
export type CouncilSessionState = z.output<typeof councilSessionState>;

/** One of five parties, as the policy in force names them. */
export const partyCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'PartyCode', description: 'A party of the joint meeting, by the policy in force' });

export const emergencyCaller = z
  .enum(['community-secretary', 'street-leader', 'part-time-member'])
  .meta({ id: 'EmergencyCaller', description: 'Who may call an emergency session' });
export type EmergencyCaller = z.output<typeof emergencyCaller>;

export const emergencyEffect = z.enum(['AT_ONCE', 'ON_RATIFICATION']).meta({
  id: 'EmergencyEffect',
  description: 'AT_ONCE 即时生效，追认被拒则失效; ON_RATIFICATION 追认后生效',
});
export type EmergencyEffect = z.output<typeof emergencyEffect>;

const days = z.int().min(0).max(180);
export const sessionPolicyBody = {
  /** A regular session is due so many months after the one before, by 民法典 201–203. */
  cadenceMonths: z.int().min(1).max(24),
  /** So many days before, the coming day is told of. */
  warnDays: z.int().min(1).max(180),
  /** Whole days between the notice and the session. */
  noticeDays: z.object({ REGULAR: days, EMERGENCY: days, FIVE_PARTY: days }),
  /** A session of members counts with more than this share of those in their term present. */
  presentOver: z.object({ numerator: z.int().min(0).max(100), denominator: z.int().min(1).max(100) }),
  emergencyCallers: z.array(emergencyCaller).min(1).max(3),
  /** So many items at most; none is added after the call. */
  emergencyItemsMost: z.int().min(1).max(20),
  emergencyEffect,
  parties: z
    .array(z.object({ code: partyCode, zh: values.text(60), residentsSide: z.boolean() }).meta({ id: 'JointMeetingParty' }))
    .length(5),
  /** A joint meeting counts with so many parties present, the residents' side among them. */
  partiesLeast: z.int().min(1).max(5),
  source: values.text(200),
  assumed: z.boolean(),
};

export const agendaItem = z
  .object({
    id: values.id,
    title: values.text(200),
    topicId: values.id.nullable().default(null),
    matter: decisionMatter.nullable().default(null),
  })
  .meta({ id: 'AgendaItem', description: 'What a session deals with, in the order of the agenda' });
export type AgendaItem = z.output<typeof agendaItem>;

export const partySeat = z
  .object({ party: partyCode, residentsSide: z.boolean(), personId: values.id, accountId: values.id.nullable() })
  .meta({ id: 'PartySeat', description: 'Who speaks for a party in joint meetings' });
export type PartySeat = z.output<typeof partySeat>;

export const jointMeetingView = z
  .object({
    id: values.id,
    version: values.version,
    councilId: values.id,
    communityCode: values.communityCode,
    estateId: values.id.nullable(),
    seats: z.array(partySeat),
  })
  .meta({ id: 'JointMeeting', description: 'The standing joint meeting of five parties, of a community or an estate' });

export const councilSessionView = z
  .object({
    id: values.id,
    version: values.version,
    councilId: values.id,
    communityCode: values.communityCode,
    jointMeetingId: values.id.nullable(),
    /** Of the joint meeting, if it is an estate's. */
    estateId: values.id.nullable(),
    kind: sessionKind,
    state: councilSessionState,
    startsAt: values.instant,
    endsAt: values.instant,
    venue: z.string(),
    reason: z.string().nullable(),
    calledAs: emergencyCaller.nullable(),
    agenda: z.array(agendaItem),
    noticedAt: values.instant.nullable(),
    openedAt: values.instant.nullable(),
    closedAt: values.instant.nullable(),
    /** Members or parties, at the closing. */
    present: z.int().nullable(),
    entitled: z.int().nullable(),
    /** Whether enough were present for the session to count. */
    quorate: z.boolean().nullable(),
    cancelReason: z.string().nullable(),
  })
  .meta({ id: 'CouncilSession', description: 'A session of a council or of its joint meeting' });

export const sessionAttendanceView = z
  .object({ memberId: values.id.nullable(), party: partyCode.nullable(), name: z.string().nullable(), attendedAt: values.instant })
  .meta({ id: 'SessionAttendance', description: 'A member or a party that was present' });

export const cadenceView = z
  .object({
    councilId: values.id,
    communityCode: values.communityCode,
    lastRegularOn: values.localDate.nullable(),
    dueOn: values.localDate,
    warnedAt: values.instant.nullable(),
    overdueAt: values.instant.nullable(),
    /** The regular session that is arranged, if any. */
    nextSessionId: values.id.nullable(),
  })
  .meta({ id: 'SessionCadence', description: 'When the next regular session of a council is due' });

export const sessionDecisionState = z.enum(['FINAL', 'PENDING_RATIFICATION', 'RATIFIED', 'REFUSED']).meta({
  id: 'SessionDecisionState',
  description: 'FINAL 有效, PENDING_RATIFICATION 待追认, RATIFIED 已追认, REFUSED 不予追认',
});
export type SessionDecisionState = z.output<typeof sessionDecisionState>;

export const sessionDecisionView = z
  .object({
    id: values.id,
    version: values.version,
    sessionId: values.id,
    councilId: values.id,
    communityCode: values.communityCode,
    estateId: values.id.nullable(),
    matter: decisionMatter,
    subjectId: values.id.nullable(),
    outcome: decisionOutcome,
    state: sessionDecisionState,
    decidedAt: values.instant,
    ratifiedAt: values.instant.nullable(),
    ratifiedInId: values.id.nullable(),
    refusalReason: z.string().nullable(),
  })
  .meta({ id: 'SessionDecision', description: 'What a session decided; one of an emergency session waits for the next regular one' });

export const calendarItem = z
  .object({ ...calendarEntry, councilId: values.id, kind: sessionKind, state: councilSessionState })
  .meta({ id: 'CouncilCalendarEntry', description: 'A session in the calendar of a council' });
