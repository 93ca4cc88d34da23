import { sessionClosed, type values } from '@gezhi/shared/contracts';
import { decide, localDateOf, type Decision } from '@gezhi/shared/domain';
import type { SessionPolicy } from './session-policy.rules.js';
import { sessionLife, type SessionState } from './session.rules.js';

/** Who came, of how many: members, or parties with whether the residents' side is among them. */
export interface Turnout {
  readonly present: number;
  readonly entitled: number;
  /** Null where members meet and not parties. */
  readonly residentsSide: boolean | null;
}

/**
 * C-06, C-19 Whether enough are present: of members more than the policy's share, exactly (26 of 52 are not more than a half); of parties so
 * many as it demands, the residents' side among them.
 */
export function isQuorate(
  { present, entitled, residentsSide }: Turnout,
  policy: Pick<SessionPolicy, 'presentOver' | 'partiesLeast'>,
): boolean {
  const { presentOver, partiesLeast } = policy;
  if (residentsSide !== null) return residentsSide && present >= partiesLeast;
  return present * presentOver.denominator > entitled * presentOver.numerator;
}

/** C-06, C-19 A session is closed and what its attendance made of it is kept for good. Refuses with `platform.request.wrong-state`. */
export function close(
  session: SessionState,
  turnout: Turnout,
  policy: Pick<SessionPolicy, 'presentOver' | 'partiesLeast'>,
  now: values.Instant,
): Decision<SessionState> {
  const state = sessionLife.next(session.state, 'close');
  const { id: sessionId, councilId, communityCode, kind, version } = session;
  const { present, entitled } = turnout;
  const quorate = isQuorate(turnout, policy);
  const heldOn = localDateOf(session.openedAt!);
  const told = { sessionId, councilId, communityCode, kind, heldOn, present, entitled, quorate, at: now, version: version + 1 };
  return decide({ ...session, state, closedAt: now, present, entitled, quorate }, sessionClosed(told));
}
