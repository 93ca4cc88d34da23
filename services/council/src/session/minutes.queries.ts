import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { amendmentsOfSession, minutesOfSession, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, keyset, named, pageOf, type Act } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { MinutesAmendment, SessionMinutes } from './minutes.entity.js';
import type { AmendmentState, Attendee, MinutesState } from './minutes.rules.js';

/** Those who decide for the place see every phase; the council and those who attended what is no draft any more. */
const reached = `(${inScope({ place: 't.community_code' })} OR (t.phase <> 'DRAFT' AND (${inScope(SessionMinutes.scope)}
  OR EXISTS (SELECT FROM session_attendance a WHERE a.session_id = t.session_id AND a.account_id = $1::uuid))))`;
const attendee = `SELECT member_id AS "memberId", party FROM session_attendance WHERE session_id = $1 AND account_id = $2::uuid LIMIT 1`;
const open = "SELECT id FROM minutes_amendment WHERE minutes_id = $1 AND state = 'PROPOSED' ORDER BY proposed_at, id";

@Injectable()
export class MinutesQueries {
  private readonly statements;
  private readonly minutes: string;
  private readonly amendment: string;

  constructor(private readonly database: Database) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    this.minutes = `SELECT ${columns(SessionMinutes)} FROM session_minutes t WHERE t.id = $1`;
    this.amendment = `SELECT ${columns(MinutesAmendment)} FROM minutes_amendment t WHERE t.id = $1 FOR UPDATE`;
    this.statements = {
      byId: named('session.minutes-by-id', `SELECT ${columns(SessionMinutes)} FROM session_minutes t WHERE t.id = $3 AND ${reached}`),
      ofSession: named(
        'session.minutes',
        `SELECT ${columns(SessionMinutes)} FROM session_minutes t WHERE t.session_id = $3 AND ${reached}`,
      ),
      amendments: named(
        'session.amendments',
        `SELECT x.* FROM session_minutes t CROSS JOIN LATERAL (SELECT ${columnsOf(database.entities.getMetadata(MinutesAmendment), 'a')}
             FROM minutes_amendment a WHERE a.minutes_id = t.id AND (a.proposed_at, a.id) > ($4::timestamptz, $5::uuid)) x
         WHERE t.session_id = $3 AND ${reached} ORDER BY x."proposedAt", x.id LIMIT $6`,
      ),
    };
  }

  @Handles(minutesOfSession)
  async ofSession({ sessionId }: InputOf<typeof minutesOfSession>, request: Request): Promise<OutputOf<typeof minutesOfSession>> {
    const [minutes] = await this.database.read<MinutesState>(this.statements.ofSession, [...scopeParameters(request), sessionId]);
    ensure(minutes, requestErrors.notFound);
    return minutes;
  }

  @Handles(amendmentsOfSession)
  async amendments(input: InputOf<typeof amendmentsOfSession>, request: Request): Promise<OutputOf<typeof amendmentsOfSession>> {
    const { sessionId, after, limit } = input;
    const position = keyset(after, ascending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), sessionId, ...position, limit + 1];
    const rows = await this.database.read<AmendmentState>(this.statements.amendments, parameters);
    return pageOf(rows, limit, ({ proposedAt, id }) => [proposedAt, id]);
  }

  /** C-06 Minutes that the actor may read. @throws DomainError not-found */
  async reached(id: string, request: Request): Promise<MinutesState> {
    const [minutes] = await this.database.read<MinutesState>(this.statements.byId, [...scopeParameters(request), id]);
    ensure(minutes, requestErrors.notFound);
    return minutes;
  }

  /** C-06 The minutes within an act: `SHARE` beside others who amend, `UPDATE` alone. */
  async locked(act: Act, id: string, lock: 'SHARE' | 'UPDATE'): Promise<MinutesState> {
    return (await act.query<MinutesState>(`${this.minutes} FOR ${lock}`, [id]))[0]!;
  }

  /** C-06 An amendment within an act, alone. */
  async amendmentAlone(act: Act, id: string): Promise<AmendmentState> {
    return (await act.query<AmendmentState>(this.amendment, [id]))[0]!;
  }

  /** C-06 As whom an account attended a session, or `undefined`. */
  async attendee(act: Act, sessionId: string, accountId: string): Promise<Attendee | undefined> {
    return (await act.query<Attendee>(attendee, [sessionId, accountId]))[0];
  }

  /** C-06 The amendments that wait for an answer, in their order. */
  async open(act: Act, minutesId: string): Promise<string[]> {
    return (await act.query<{ id: string }>(open, [minutesId])).map(({ id }) => id);
  }
}
