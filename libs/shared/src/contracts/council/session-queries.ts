import { z } from 'zod';
import { contract } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { councilReaders } from './council.js';
import {
  sessionAttendanceView,
  cadenceView,
  calendarItem,
  councilSessionState,
  councilSessionView,
  jointMeetingView,
  sessionDecisionState,
  sessionDecisionView,
  sessionKind,
} from './session-values.js';

const reading = { roles: councilReaders, scope: ['place', 'council'], method: 'GET' } as const;
const ofCouncil = { councilId: values.id, ...values.pageInput };

export const readCouncilSession = contract({
  ...reading,
  subject: 'council.query.session.read.v1',
  summary: 'One session, with its agenda',
  path: '/v1/council-sessions/:id',
  input: z.object({ id: values.id }),
  output: councilSessionView,
  versioned: true,
});

export const sessionsOfCouncil = contract({
  ...reading,
  subject: 'council.query.session.of-council.v1',
  summary: 'The sessions of a council, the latest first',
  path: '/v1/councils/:councilId/sessions',
  input: z.object({ kind: sessionKind.optional(), state: councilSessionState.optional(), ...ofCouncil }),
  output: values.page(councilSessionView),
});

export const sessionAttendance = contract({
  ...reading,
  subject: 'council.query.session.attendance.v1',
  summary: 'Who was present at a session, by name',
  path: '/v1/council-sessions/:sessionId/attendance',
  input: z.object({ sessionId: values.id, ...values.pageInput }),
  output: values.page(sessionAttendanceView),
});

export const councilCalendar = contract({
  subject: 'council.query.session.calendar.v1',
  summary: 'The sessions of a council as a calendar, for everyone: when and where, not what about',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/councils/:councilId/calendar',
  input: z.object({ ...ofCouncil }),
  output: values.page(calendarItem),
  exports: ['ics'],
});

export const sessionCadences = contract({
  subject: 'council.query.session.cadences.v1',
  summary: 'When the councils of a place have to meet next, the first due first; the overdue alone when asked',
  roles: leaders,
  scope: ['place'],
  method: 'GET',
  path: '/v1/session-cadences',
  input: z.object({ placeCode: values.placeCode, overdue: z.boolean().default(false), ...values.pageInput }),
  output: values.page(cadenceView),
});

export const decisionsOfCouncil = contract({
  ...reading,
  subject: 'council.query.session.decisions.v1',
  summary: 'What the sessions of a council decided, the latest first',
  path: '/v1/councils/:councilId/decisions',
  input: z.object({ sessionId: values.id.optional(), state: sessionDecisionState.optional(), ...ofCouncil }),
  output: values.page(sessionDecisionView),
});

export const jointMeetingsOfCouncil = contract({
  ...reading,
  subject: 'council.query.session.joint-meetings.v1',
  summary: 'The joint meetings of five parties at a council',
  path: '/v1/councils/:councilId/joint-meetings',
  input: z.object({ ...ofCouncil }),
  output: values.page(jointMeetingView),
});
