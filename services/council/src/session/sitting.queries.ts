import { Injectable } from '@nestjs/common';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import { requestErrors, type AgendaItem } from '@gezhi/shared/contracts';
import { columnsOf, Database, named, UnitOfWork, type Act } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import type { CouncilState } from '../council/council.rules.js';
import { electablesOf, serves, type Electable } from '../member/member.queries.js';
import type { Touched } from '../member/recusal.rules.js';
import { TopicQueries } from '../topic/topic.queries.js';
import type { TopicState } from '../topic/topic.rules.js';
import { topicIdsOf } from './agenda.plan.js';
import type { Turnout } from './quorum.rules.js';
import type { SessionPolicy } from './session-policy.rules.js';
import { SessionPolicyQueries } from './session-policy.queries.js';
import type { DecisionState } from './decision.rules.js';
import type { JointMeetingState } from './joint-meeting.rules.js';
import { CouncilSession, JointMeeting, SessionDecision } from './session.entity.js';
import { sessionLife, type SessionState } from './session.rules.js';

/** A session with the policy that holds where it sits. */
export interface Sitting {
  readonly session: SessionState;
  readonly policy: SessionPolicy;
}

/** A serving member, whether it is recused from what is decided upon, and whether it is present. */
export interface SeatedMember extends Electable {
  readonly present: boolean;
}

/** A party of a joint meeting; its account is of whoever was present for it, else of whoever has the seat. */
export interface SeatedParty {
  readonly party: string;
  readonly residentsSide: boolean;
  readonly accountId: string | null;
  readonly present: boolean;
}

const presentMembers = 'SELECT member_id AS id FROM session_attendance WHERE session_id = $1 AND member_id IS NOT NULL';
const seatedParties = `SELECT s.seat ->> 'party' AS party, (s.seat ->> 'residentsSide')::boolean AS "residentsSide",
    coalesce(a.account_id, (s.seat ->> 'accountId')::uuid) AS "accountId", a.attendee IS NOT NULL AS present
  FROM council_session c JOIN joint_meeting j ON j.id = c.joint_meeting_id
  CROSS JOIN LATERAL jsonb_array_elements(j.seats) WITH ORDINALITY AS s(seat, number)
  LEFT JOIN session_attendance a ON a.session_id = c.id AND a.attendee = s.seat ->> 'party'
  WHERE c.id = $1 ORDER BY s.number`;
const memberTurnout = `SELECT (SELECT count(*)::int FROM session_attendance a WHERE a.session_id = $1 AND a.member_id IS NOT NULL) AS present,
  (SELECT count(*)::int FROM part_time_member m WHERE m.council_id = $2 AND ${serves}) AS entitled`;

/**
 * C-10, C-T16 The members of the session's council who serve now, in the order of their ids, with who is recused and who is present marked: a
 * roll of electorate MEMBERS holds those not recused. Within the act that freezes it.
 */
export async function seatedMembers(act: Pick<Act, 'query'>, session: SessionState, touches: Touched): Promise<SeatedMember[]> {
  const members = await electablesOf(act, session.councilId, touches);
  const present = new Set((await act.query<{ id: string }>(presentMembers, [session.id])).map(({ id }) => id));
  return members.map((member) => ({ ...member, present: present.has(member.memberId) }));
}

/** C-19 The five parties of a joint meeting in the order of their seats, with who is present marked: a roll of electorate PARTIES. */
export const seatsOf = (act: Pick<Act, 'query'>, sessionId: string): Promise<SeatedParty[]> =>
  act.query<SeatedParty>(seatedParties, [sessionId]);

/** C-06, C-19 Who is present at a session now, of how many. */
export async function turnoutOf(act: Pick<Act, 'query'>, { id, councilId, kind }: SessionState): Promise<Turnout> {
  if (kind !== 'FIVE_PARTY') {
    const [turnout] = await act.query<Omit<Turnout, 'residentsSide'>>(memberTurnout, [id, councilId]);
    return { ...turnout!, residentsSide: null };
  }
  const seats = await seatsOf(act, id);
  const present = seats.filter((seat) => seat.present);
  return { present: present.length, entitled: seats.length, residentsSide: present.some(({ residentsSide }) => residentsSide) };
}

/** The roles `$2` that the actor holds at the council of community `$3` and id `$4`. */
const rolesAt = named(
  'session.roles-at',
  `SELECT r.role FROM unnest($2::text[]) AS r(role) WHERE EXISTS (SELECT FROM known_assignment a WHERE a.account_id = $1::uuid AND NOT a.ended
     AND a.role = r.role AND CASE a.axis WHEN 'place' THEN starts_with($3::text, a.scope) WHEN 'council' THEN a.scope = $4::text ELSE false END)`,
);

/** What commands of this feature, and ballots in session, read of sessions. */
@Injectable()
export class SittingQueries {
  private readonly session: string;
  private readonly decision: string;
  private readonly joint;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly policies: SessionPolicyQueries,
    private readonly topics: TopicQueries,
  ) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    this.session = `SELECT ${columns(CouncilSession)} FROM council_session t WHERE t.id = $1`;
    this.decision = `SELECT ${columns(SessionDecision)} FROM session_decision t WHERE t.id = $1 FOR UPDATE`;
    this.joint = named('session.joint-meeting', `SELECT ${columns(JointMeeting)} FROM joint_meeting t WHERE t.id = $1`);
  }

  /** C-06 For this feature and others: a session that the actor reaches, with its policy. @throws DomainError not-found outside the scope */
  async sitting(id: string, request: Request): Promise<Sitting> {
    const { state: session } = await this.work.load(request, CouncilSession, id);
    return { session, policy: await this.policies.inForce({ placeCode: session.communityCode }) };
  }

  /** C-10 The same within an act of whoever may act there, held as it is until the commit. @throws DomainError not-found */
  async held(act: Pick<Act, 'query'>, id: string): Promise<Sitting> {
    const session = await this.locked(act, id, 'SHARE');
    return { session, policy: await this.policies.inForce({ placeCode: session.communityCode }) };
  }

  /** C-06 A session for whoever has a seat, as a party from elsewhere: the caller checks who that is. @throws DomainError not-found */
  async known(id: string): Promise<SessionState> {
    const [session] = await this.database.read<SessionState>(named('session.known', this.session), [id]);
    ensure(session, requestErrors.notFound);
    return session;
  }

  /** C-10 The session within an act: `SHARE` keeps it as it is until the commit, beside others who do so; `UPDATE` alone. @throws DomainError not-found */
  async locked(act: Pick<Act, 'query'>, id: string, lock: 'SHARE' | 'UPDATE'): Promise<SessionState> {
    const [session] = await act.query<SessionState>(`${this.session} FOR ${lock}`, [id]);
    ensure(session, requestErrors.notFound);
    return session;
  }

  /** C-06 An open session within an act, kept open until the commit. @throws DomainError wrong-state */
  async open(act: Pick<Act, 'query'>, id: string): Promise<SessionState> {
    const session = await this.locked(act, id, 'SHARE');
    sessionLife.next(session.state, 'attend');
    return session;
  }

  /** C-07 A decision within an act, alone. */
  async decisionAlone(act: Pick<Act, 'query'>, id: string): Promise<DecisionState> {
    return (await act.query<DecisionState>(this.decision, [id]))[0]!;
  }

  /** C-07 The roles of those admitted that the actor holds at a council. */
  async rolesAt({ id, communityCode }: CouncilState, request: Request): Promise<string[]> {
    const rows = await this.database.read<{ role: string }>(rolesAt, [...scopeParameters(request), communityCode, id]);
    return rows.map(({ role }) => role);
  }

  /** C-19 A joint meeting, or `undefined`. */
  async jointMeeting(id: string | undefined): Promise<JointMeetingState | undefined> {
    return id === undefined ? undefined : (await this.database.read<JointMeetingState>(this.joint, [id]))[0];
  }

  /** C-08 The topics that an agenda names, as far as there are any. */
  topicsOn(agenda: readonly AgendaItem[]): Promise<TopicState[]> {
    return this.topics.listed(topicIdsOf(agenda));
  }
}
