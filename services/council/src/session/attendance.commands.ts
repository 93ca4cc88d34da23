import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  attendSession,
  closeSession,
  councilSessionErrors,
  ratifyDecision,
  recordSessionAttendance,
  requestErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure, localDateOf } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { servingAmong, servingBy } from '../member/member.queries.js';
import { topicsNotReached } from '../topic/topic.plan.js';
import { nextDue } from './cadence.rules.js';
import { ratify, type DecisionState } from './decision.rules.js';
import { close, isQuorate } from './quorum.rules.js';
import { SessionAttendance, SessionDecision } from './session.entity.js';
import { type SessionState } from './session.rules.js';
import { seatsOf, SittingQueries, turnoutOf, type Sitting } from './sitting.queries.js';

constraint('session_attendance_pkey', councilSessionErrors.attended);

const pending = `SELECT id FROM session_decision WHERE council_id = $1 AND state = 'PENDING_RATIFICATION' AND decided_at < $2 ORDER BY id`;
const storeClosed = `UPDATE council_session SET state = $2, closed_at = $3, present = $4, entitled = $5, quorate = $6, version = version + 1
  WHERE id = $1`;
/** A later session sets the day anew, in whatever order two are closed. */
const storeCadence = `INSERT INTO session_cadence AS known (id, version, community_code, last_regular_on, due_on, warn_on)
  VALUES ($1, 1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET last_regular_on = excluded.last_regular_on, due_on = excluded.due_on,
    warn_on = excluded.warn_on, warned_at = NULL, overdue_at = NULL, version = known.version + 1
  WHERE known.last_regular_on IS NULL OR known.last_regular_on < excluded.last_regular_on`;
const storeRatified = `UPDATE session_decision SET state = $2, ratified_at = $3, ratified_in_id = $4, refusal_reason = $5, version = version + 1
  WHERE id = $1`;

type Row = SessionAttendance;
const row = (sessionId: string, attendedAt: string, who: Partial<Pick<Row, 'memberId' | 'party' | 'accountId'>>): Row => {
  const { memberId = null, party = null, accountId = null } = who;
  return { sessionId, attendee: (memberId ?? party)!, memberId, party, accountId, attendedAt };
};

@Injectable()
export class AttendanceCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sittings: SittingQueries,
  ) {}

  /** Whoever has a seat reaches the session by it, whatever else the account may reach. */
  @Handles(attendSession)
  async attend({ id }: InputOf<typeof attendSession>, request: Request): Promise<Reply> {
    const known = await this.sittings.known(id);
    return this.work.act(request, { place: known.communityCode, id, own: true }, async (act) => {
      const session = await this.sittings.open(act, id);
      const who = await seatOf(act, session, request.actor.id);
      ensure(who, councilSessionErrors.notEntitled);
      await act.insert(SessionAttendance, [row(id, act.now, who)]);
      return { id, attendedAt: act.now };
    });
  }

  @Handles(recordSessionAttendance)
  async record(input: InputOf<typeof recordSessionAttendance>, request: Request): Promise<Reply> {
    const { session: known } = await this.sittings.sitting(input.id, request);
    return this.work.act(request, { place: known.communityCode, id: input.id }, async (act) => {
      const session = await this.sittings.open(act, input.id);
      await act.insert(SessionAttendance, await listed(act, session, input), 'ON CONFLICT DO NOTHING');
      const { present } = await turnoutOf(act, session);
      act.note({ present });
      return { id: input.id, present };
    });
  }

  @Handles(closeSession)
  async close({ id }: InputOf<typeof closeSession>, request: Request): Promise<Reply> {
    const sitting = await this.sittings.sitting(id, request);
    return this.work.act(request, { place: sitting.session.communityCode, id }, (act) => this.closed(act, sitting, request));
  }

  @Handles(ratifyDecision)
  async ratify(input: InputOf<typeof ratifyDecision>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, SessionDecision, input.id);
    const sitting = await this.sittings.sitting(input.sessionId, request);
    return this.work.act(request, { place: known.communityCode, id: input.id }, (act) => this.ratified(act, input, sitting, request));
  }

  private async closed(act: Act, { session: { id }, policy }: Sitting, request: Request): Promise<SessionState> {
    const before = await this.sittings.locked(act, id, 'UPDATE');
    ensure([undefined, before.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: before.version });
    const { state, events } = close(before, await turnoutOf(act, before), policy, act.now);
    if (state.kind === 'REGULAR' && state.quorate) await this.countRegular(act, state, policy);
    await act.query(storeClosed, [id, state.state, state.closedAt, state.present, state.entitled, state.quorate]);
    await topicsNotReached(act, id);
    for (const happened of events) act.emit(happened);
    act.note({ state: [before.state, state.state], quorate: state.quorate });
    return { ...state, version: before.version + 1 };
  }

  /** C-06, C-T25 A regular session that counts has ratified or refused what waited for it, and sets the next day. */
  private async countRegular(act: Act, session: SessionState, policy: Sitting['policy']): Promise<void> {
    const waiting = await act.query<{ id: string }>(pending, [session.councilId, session.openedAt]);
    ensure(!waiting.length, councilSessionErrors.ratificationOpen, { decisions: waiting.map(({ id }) => id) });
    const heldOn = localDateOf(session.openedAt!);
    const { dueOn, warnOn } = nextDue(heldOn, policy);
    await act.query(storeCadence, [session.councilId, session.communityCode, heldOn, dueOn, warnOn]);
  }

  private async ratified(act: Act, input: InputOf<typeof ratifyDecision>, sitting: Sitting, request: Request): Promise<DecisionState> {
    const session = await this.sittings.locked(act, sitting.session.id, 'SHARE');
    const decision = await this.sittings.decisionAlone(act, input.id);
    ensure([undefined, decision.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: decision.version });
    const quorate = isQuorate(await turnoutOf(act, session), sitting.policy);
    const { state, events } = ratify(decision, input, session, quorate, act.now);
    await act.query(storeRatified, [state.id, state.state, state.ratifiedAt, state.ratifiedInId, state.refusalReason]);
    for (const happened of events) act.emit(happened);
    act.note({ state: [decision.state, state.state], ratifiedInId: state.ratifiedInId });
    return state;
  }
}

/** The seat that an account has at a session: as a serving member of the council, or for a party of the joint meeting. */
async function seatOf(act: Act, session: SessionState, accountId: string) {
  if (session.kind !== 'FIVE_PARTY') {
    const memberId = await servingBy(act, session.councilId, accountId);
    return memberId && { memberId, accountId };
  }
  const seat = (await seatsOf(act, session.id)).find((party) => party.accountId === accountId);
  return seat && { party: seat.party, accountId };
}

/** Refuses whoever has no seat at the session, by name. */
async function listed(act: Act, session: SessionState, input: InputOf<typeof recordSessionAttendance>): Promise<Row[]> {
  const isJoint = session.kind === 'FIVE_PARTY';
  const members = isJoint ? [] : await servingAmong(act, session.councilId, input.memberIds);
  const strangers = input.memberIds.filter((id) => !members.some(({ memberId }) => memberId === id));
  ensure(!strangers.length, councilSessionErrors.memberNotServing, { members: strangers });
  const seats = isJoint ? await seatsOf(act, session.id) : [];
  const unseated = input.parties.filter((code) => !seats.some(({ party }) => party === code));
  ensure(!unseated.length, councilSessionErrors.partyNotSeated, { parties: unseated });
  const parties = seats.filter(({ party }) => input.parties.includes(party));
  return [...members, ...parties.map(({ party, accountId }) => ({ party, accountId }))].map((who) => row(session.id, act.now, who));
}
