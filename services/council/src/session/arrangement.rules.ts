import {
  councilSessionErrors,
  type AgendaItem,
  type callEmergencySession,
  type InputOf,
  type scheduleSession,
  type SessionKind,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, instantOf, millisOf, type Decision } from '@gezhi/shared/domain';
import type { CouncilState } from '../council/council.rules.js';
import type { JointMeetingState } from './joint-meeting.rules.js';
import type { SessionPolicy } from './session-policy.rules.js';
import { sessionLife, type SessionState } from './session.rules.js';

const minute = 60_000;

/**
 * C-06, C-19 A regular session of a council, or one of its joint meeting, is scheduled for a time to come. Refuses with
 * `council.session.joint-meeting-needed`, `start-invalid` or `agenda-repeated`.
 *
 * @param joint the joint meeting named, if it is the council's
 */
export function schedule(
  input: InputOf<typeof scheduleSession>,
  council: CouncilState,
  joint: JointMeetingState | undefined,
  now: values.Instant,
): Decision<SessionState> {
  const { kind, jointMeetingId } = input;
  const fits = kind === 'FIVE_PARTY' ? joint?.councilId === council.id : jointMeetingId === undefined;
  ensure(fits, councilSessionErrors.jointMeetingNeeded);
  return decide({ ...arranged(input, council, kind, now), jointMeetingId: joint?.id ?? null, estateId: joint?.estateId ?? null });
}

/**
 * C-07, C-T25 An emergency session is called by one who has the right, with a reason, and for no more than it names. Refuses with
 * `council.session.caller-right-missing` {callers}, `reason-missing`, `agenda-restricted` {most}, `start-invalid` or `agenda-repeated`.
 *
 * @param held the roles that the actor holds at the council
 */
export function callEmergency(
  input: InputOf<typeof callEmergencySession>,
  council: CouncilState,
  held: readonly string[],
  { emergencyCallers, emergencyItemsMost: most }: Pick<SessionPolicy, 'emergencyCallers' | 'emergencyItemsMost'>,
  now: values.Instant,
): Decision<SessionState> {
  const calledAs = emergencyCallers.find((role) => held.includes(role));
  ensure(calledAs, councilSessionErrors.callerRightMissing, { callers: emergencyCallers });
  const { reason } = input;
  ensure(reason, councilSessionErrors.reasonMissing);
  ensure(input.agenda.length <= most, councilSessionErrors.agendaRestricted, { most });
  return decide({ ...arranged(input, council, 'EMERGENCY', now), reason, calledAs });
}

type Arranged = Pick<InputOf<typeof callEmergencySession>, 'id' | 'startsAt' | 'durationMinutes' | 'venue' | 'agenda'>;

function arranged(
  { id, startsAt, durationMinutes, venue, agenda }: Arranged,
  { id: councilId, communityCode }: CouncilState,
  kind: SessionKind,
  now: values.Instant,
): SessionState {
  ensure(startsAt > now, councilSessionErrors.startInvalid);
  ensureDistinct(agenda);
  const endsAt = instantOf(millisOf(startsAt) + durationMinutes * minute);
  return {
    ...{ id, version: 1, councilId, communityCode, jointMeetingId: null, estateId: null, kind, state: sessionLife.initial },
    ...{ startsAt, endsAt, venue, reason: null, calledAs: null, agenda, noticedAt: null, openedAt: null, closedAt: null },
    ...{ present: null, entitled: null, quorate: null, cancelReason: null },
  };
}

function ensureDistinct(agenda: readonly AgendaItem[]): void {
  ensure(new Set(agenda.map(({ id }) => id)).size === agenda.length, councilSessionErrors.agendaRepeated);
}

/**
 * C-06, C-07 Before the notice the agenda of a session may change; that of an emergency session stays what it was called for. Refuses with
 * `platform.request.wrong-state`, `council.session.agenda-restricted` or `agenda-repeated`.
 */
export function changeAgenda(session: SessionState, agenda: AgendaItem[]): Decision<SessionState> {
  const state = sessionLife.next(session.state, 'changeAgenda');
  ensure(session.kind !== 'EMERGENCY', councilSessionErrors.agendaRestricted, { most: session.agenda.length });
  ensureDistinct(agenda);
  return decide({ ...session, state, agenda });
}
