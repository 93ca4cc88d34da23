import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  councilCalendar,
  decisionsOfCouncil,
  jointMeetingsOfCouncil,
  readCouncilSession,
  sessionAttendance,
  sessionCadences,
  sessionsOfCouncil,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { calendarEntryOf, type Listed } from './calendar.rules.js';
import type { DecisionState } from './decision.rules.js';
import type { JointMeetingState } from './joint-meeting.rules.js';
import { CouncilSession, JointMeeting, SessionDecision } from './session.entity.js';
import type { SessionState } from './session.rules.js';

type Attended = OutputOf<typeof sessionAttendance>['items'][number];
type Cadence = OutputOf<typeof sessionCadences>['items'][number];

const attendance = named(
  'session.attendance',
  `SELECT a.member_id AS "memberId", a.party, p.name, a.attended_at AS "attendedAt", a.attendee
   FROM session_attendance a JOIN council_session t ON t.id = a.session_id LEFT JOIN joint_meeting j ON j.id = t.joint_meeting_id
   LEFT JOIN part_time_member m ON m.id = a.member_id LEFT JOIN person p ON p.id = coalesce(m.person_id,
     (SELECT (s ->> 'personId')::uuid FROM jsonb_array_elements(j.seats) s WHERE s ->> 'party' = a.party))
   WHERE a.session_id = $3 AND ${inScope(CouncilSession.scope)} AND (a.attended_at, a.attendee) > ($4::timestamptz, $5)
   ORDER BY a.attended_at, a.attendee LIMIT $6`,
);
const cadences = named(
  'session.cadences',
  `SELECT t.id AS "councilId", t.community_code AS "communityCode", t.last_regular_on AS "lastRegularOn", t.due_on AS "dueOn",
     t.warned_at AS "warnedAt", t.overdue_at AS "overdueAt", (SELECT s.id FROM council_session s WHERE s.council_id = t.id
       AND s.kind = 'REGULAR' AND s.state IN ('SCHEDULED', 'NOTICED', 'OPEN') ORDER BY s.starts_at LIMIT 1) AS "nextSessionId"
   FROM session_cadence t WHERE ${within('$3', 't.community_code')} AND (NOT $4 OR t.overdue_at IS NOT NULL)
     AND (t.due_on, t.id) > ($5::date, $6::uuid) ORDER BY t.due_on, t.id LIMIT $7`,
);
const calendar = named(
  'session.calendar',
  `SELECT t.id, t.version, t.council_id AS "councilId", t.kind, t.state, t.starts_at AS "startsAt", t.ends_at AS "endsAt", t.venue, c.name AS "councilName"
   FROM council_session t JOIN council c ON c.id = t.council_id WHERE t.council_id = $1 AND (t.starts_at, t.id) < ($2::timestamptz, $3::uuid)
   ORDER BY t.starts_at DESC, t.id DESC LIMIT $4`,
);

@Injectable()
export class SessionQueries {
  private readonly statements;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    this.statements = {
      ofCouncil: named(
        'session.of-council',
        `SELECT ${columns(CouncilSession)} FROM council_session t WHERE t.council_id = $3 AND ${inScope(CouncilSession.scope)}
           AND ($4::text IS NULL OR t.kind = $4) AND ($5::text IS NULL OR t.state = $5)
           AND (t.starts_at, t.id) < ($6::timestamptz, $7::uuid) ORDER BY t.starts_at DESC, t.id DESC LIMIT $8`,
      ),
      decisions: named(
        'session.decisions',
        `SELECT ${columns(SessionDecision)} FROM session_decision t WHERE t.council_id = $3 AND ${inScope(SessionDecision.scope)}
           AND ($4::uuid IS NULL OR t.session_id = $4) AND ($5::text IS NULL OR t.state = $5)
           AND (t.decided_at, t.id) < ($6::timestamptz, $7::uuid) ORDER BY t.decided_at DESC, t.id DESC LIMIT $8`,
      ),
      jointMeetings: named(
        'session.joint-meetings',
        `SELECT ${columns(JointMeeting)} FROM joint_meeting t WHERE t.council_id = $3 AND ${inScope(JointMeeting.scope)}
           AND t.id > $4::uuid ORDER BY t.id LIMIT $5`,
      ),
    };
  }

  @Handles(readCouncilSession)
  async read({ id }: InputOf<typeof readCouncilSession>, request: Request): Promise<OutputOf<typeof readCouncilSession>> {
    return (await this.work.load(request, CouncilSession, id)).state;
  }

  @Handles(sessionsOfCouncil)
  async ofCouncil(input: InputOf<typeof sessionsOfCouncil>, request: Request): Promise<OutputOf<typeof sessionsOfCouncil>> {
    const { councilId, kind = null, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), councilId, kind, state, ...position, limit + 1];
    const rows = await this.database.read<SessionState>(this.statements.ofCouncil, parameters);
    return pageOf(rows, limit, ({ startsAt, id }) => [startsAt, id]);
  }

  @Handles(sessionAttendance)
  async attendance(input: InputOf<typeof sessionAttendance>, request: Request): Promise<OutputOf<typeof sessionAttendance>> {
    const { sessionId, after, limit } = input;
    const position = keyset(after, ascending('timestamptz', 'text'));
    const parameters = [...scopeParameters(request), sessionId, ...position, limit + 1];
    const rows = await this.database.read<Attended & { attendee: string }>(attendance, parameters);
    return pageOf(rows, limit, ({ attendedAt, attendee }) => [attendedAt, attendee]);
  }

  @Handles(councilCalendar)
  async calendar({ councilId, after, limit }: InputOf<typeof councilCalendar>): Promise<OutputOf<typeof councilCalendar>> {
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<Listed>(calendar, [councilId, ...position, limit + 1]);
    const { items, next } = pageOf(rows, limit, ({ startsAt, id }) => [startsAt, id]);
    return { items: items.map(calendarEntryOf), next };
  }

  @Handles(sessionCadences)
  async cadences(input: InputOf<typeof sessionCadences>, request: Request): Promise<OutputOf<typeof sessionCadences>> {
    const { placeCode, overdue, after, limit } = input;
    const position = keyset(after, ascending('date', 'uuid'));
    const parameters = [...scopeParameters(request), placeCode, overdue, ...position, limit + 1];
    const rows = await this.database.read<Cadence>(cadences, parameters);
    return pageOf(rows, limit, ({ dueOn, councilId }) => [dueOn, councilId]);
  }

  @Handles(decisionsOfCouncil)
  async decisions(input: InputOf<typeof decisionsOfCouncil>, request: Request): Promise<OutputOf<typeof decisionsOfCouncil>> {
    const { councilId, sessionId = null, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), councilId, sessionId, state, ...position, limit + 1];
    const rows = await this.database.read<DecisionState>(this.statements.decisions, parameters);
    return pageOf(rows, limit, ({ decidedAt, id }) => [decidedAt, id]);
  }

  @Handles(jointMeetingsOfCouncil)
  async jointMeetings(input: InputOf<typeof jointMeetingsOfCouncil>, request: Request): Promise<OutputOf<typeof jointMeetingsOfCouncil>> {
    const { councilId, after, limit } = input;
    const position = keyset(after, ascending('uuid'));
    const parameters = [...scopeParameters(request), councilId, ...position, limit + 1];
    const rows = await this.database.read<JointMeetingState>(this.statements.jointMeetings, parameters);
    return pageOf(rows, limit, ({ id }) => [id]);
  }
}
