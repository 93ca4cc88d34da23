import {
  councilSessionErrors,
  requestErrors,
  sessionNoticed,
  type AgendaItem,
  type CouncilSessionState,
  type EmergencyCaller,
  type SessionKind,
  type values,
} from '@gezhi/shared/contracts';
import { daysIncluded, decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import type { SessionPolicy } from './session-policy.rules.js';

export interface SessionState {
  readonly id: string;
  readonly version: number;
  readonly councilId: string;
  readonly communityCode: string;
  readonly jointMeetingId: string | null;
  readonly estateId: string | null;
  readonly kind: SessionKind;
  readonly state: CouncilSessionState;
  readonly startsAt: values.Instant;
  readonly endsAt: values.Instant;
  readonly venue: string;
  readonly reason: string | null;
  readonly calledAs: EmergencyCaller | null;
  readonly agenda: AgendaItem[];
  readonly noticedAt: values.Instant | null;
  readonly openedAt: values.Instant | null;
  readonly closedAt: values.Instant | null;
  readonly present: number | null;
  readonly entitled: number | null;
  readonly quorate: boolean | null;
  readonly cancelReason: string | null;
}

type Action = 'changeAgenda' | 'giveNotice' | 'open' | 'attend' | 'close' | 'cancel' | 'lapse';

export const sessionLife = transitions<CouncilSessionState, Action>(
  {
    SCHEDULED: { changeAgenda: 'SCHEDULED', giveNotice: 'NOTICED', cancel: 'CANCELLED', lapse: 'LAPSED' },
    NOTICED: { open: 'OPEN', cancel: 'CANCELLED', lapse: 'LAPSED' },
    OPEN: { attend: 'OPEN', close: 'CLOSED' },
    CLOSED: {},
    CANCELLED: {},
    LAPSED: {},
  },
  { initial: 'SCHEDULED' },
);

/** C-06 Whole days that lie between a notice and the day of a session, neither counted. */
export const clearDays = (noticedOn: values.LocalDate, heldOn: values.LocalDate): number => daysIncluded(noticedOn, heldOn) - 2;

/**
 * C-06, C-07, C-19 Those entitled get notice of a session with its agenda, as many whole days before as its kind demands; none means the
 * same day will do. Refuses with `platform.request.wrong-state`, `council.session.agenda-empty` or `notice-too-short` {days}.
 */
export function giveNotice(
  session: SessionState,
  { noticeDays }: Pick<SessionPolicy, 'noticeDays'>,
  now: values.Instant,
): Decision<SessionState> {
  const state = sessionLife.next(session.state, 'giveNotice');
  ensure(session.agenda.length, councilSessionErrors.agendaEmpty);
  const { id: sessionId, councilId, communityCode, kind, startsAt, version } = session;
  const days = noticeDays[kind];
  const inTime = now < startsAt && (days === 0 || clearDays(localDateOf(now), localDateOf(startsAt)) >= days);
  ensure(inTime, councilSessionErrors.noticeTooShort, { days });
  const told = sessionNoticed({ sessionId, councilId, communityCode, kind, startsAt, at: now, version: version + 1 });
  return decide({ ...session, state, noticedAt: now }, told);
}

/** C-06 A session is opened on the day of its notice. Refuses with `platform.request.wrong-state` or `council.session.not-its-day` {heldOn}. */
export function open(session: SessionState, now: values.Instant): Decision<SessionState> {
  const state = sessionLife.next(session.state, 'open');
  const heldOn = localDateOf(session.startsAt);
  ensure(localDateOf(now) === heldOn, councilSessionErrors.notItsDay, { heldOn });
  return decide({ ...session, state, openedAt: now });
}

/** C-06 A session that was not opened is cancelled, with the reason. Refuses with `platform.request.wrong-state`. */
export function cancel(session: SessionState, reason: string): Decision<SessionState> {
  return decide({ ...session, state: sessionLife.next(session.state, 'cancel'), cancelReason: reason });
}

/** C-06 A session whose day went by without its being opened stands in no calendar as coming. Refuses with `platform.request.wrong-state`. */
export function lapse(session: SessionState, now: values.Instant): Decision<SessionState> {
  const state = sessionLife.next(session.state, 'lapse');
  ensure(localDateOf(session.startsAt) < localDateOf(now), requestErrors.wrongState, { from: session.state, action: 'lapse' });
  return decide({ ...session, state });
}
