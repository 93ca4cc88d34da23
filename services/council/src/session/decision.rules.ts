import {
  councilSessionErrors,
  sessionDecided,
  type DecisionMatter,
  type DecisionOutcome,
  type EmergencyEffect,
  type InputOf,
  type ratifyDecision,
  type SessionDecisionState as DecisionStanding,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { sessionLife, type SessionState } from './session.rules.js';

export interface DecisionState {
  readonly id: string;
  readonly version: number;
  readonly sessionId: string;
  readonly councilId: string;
  readonly communityCode: string;
  readonly estateId: string | null;
  readonly matter: DecisionMatter;
  readonly subjectId: string | null;
  readonly outcome: DecisionOutcome;
  readonly state: DecisionStanding;
  readonly decidedAt: values.Instant;
  readonly ratifiedAt: values.Instant | null;
  readonly ratifiedInId: string | null;
  readonly refusalReason: string | null;
}

export const decisionLife = transitions<DecisionStanding, 'settle' | 'ratify' | 'refuse'>(
  { PENDING_RATIFICATION: { settle: 'FINAL', ratify: 'RATIFIED', refuse: 'REFUSED' }, FINAL: {}, RATIFIED: {}, REFUSED: {} },
  { initial: 'PENDING_RATIFICATION' },
);

/** What a ballot or a joint meeting came to, by the id it was decided under. */
export interface Outcome {
  readonly id: string;
  readonly matter: DecisionMatter;
  readonly subjectId: string | null;
  /** Null for the whole community, unless the session is of an estate. */
  readonly estateId: string | null;
  readonly outcome: DecisionOutcome;
}

/**
 * C-10, C-07, C-T25 A session decides. What an emergency session passes waits for the next regular one, and is told of at once or only when
 * ratified, as its place lays down; everything else is final. Whether enough took part the rule of the ballot says, which
 * leaves out who is recused. Refuses with `council.session.decision-invalid` unless the session is open or was closed.
 */
export function take(
  { id, matter, subjectId, estateId, outcome }: Outcome,
  session: SessionState,
  emergencyEffect: EmergencyEffect,
  now: values.Instant,
): Decision<DecisionState> {
  const sat = sessionLife.allows(session.state, 'attend') || session.state === 'CLOSED';
  ensure(sat, councilSessionErrors.decisionInvalid);
  const { id: sessionId, councilId, communityCode, kind } = session;
  const isPending = kind === 'EMERGENCY' && outcome === 'PASSED';
  const state = isPending ? decisionLife.initial : decisionLife.next(decisionLife.initial, 'settle');
  const decision: DecisionState = {
    ...{ id, version: 1, sessionId, councilId, communityCode, estateId: estateId ?? session.estateId, matter, subjectId, outcome },
    ...{ state, decidedAt: now, ratifiedAt: null, ratifiedInId: null, refusalReason: null },
  };
  return isPending && emergencyEffect === 'ON_RATIFICATION' ? decide(decision) : decide(decision, told(decision, outcome, now));
}

/**
 * C-07, C-T25 A regular session of the same council, open, with enough present and later than the decision, ratifies it or refuses to; what
 * it refuses counts as failed from then on. Refuses with `platform.request.wrong-state`, `council.session.not-ratifying` or
 * `refusal-reason-missing`.
 *
 * @param isQuorate whether enough are present at the regular session now
 */
export function ratify(
  decision: DecisionState,
  { ratified, reason }: Pick<InputOf<typeof ratifyDecision>, 'ratified' | 'reason'>,
  session: SessionState,
  isQuorate: boolean,
  now: values.Instant,
): Decision<DecisionState> {
  const state = decisionLife.next(decision.state, ratified ? 'ratify' : 'refuse');
  const sits = session.kind === 'REGULAR' && session.councilId === decision.councilId && sessionLife.allows(session.state, 'attend');
  ensure(sits && isQuorate && session.openedAt! > decision.decidedAt, councilSessionErrors.notRatifying);
  ensure(ratified || reason, councilSessionErrors.refusalReasonMissing);
  const refusalReason = ratified ? null : reason!;
  const next = { ...decision, state, ratifiedAt: now, ratifiedInId: session.id, refusalReason, version: decision.version + 1 };
  return decide(next, told(next, ratified ? decision.outcome : 'FAILED', now));
}

function told(
  { id: decisionId, sessionId, communityCode, estateId, matter, subjectId, version }: DecisionState,
  outcome: DecisionOutcome,
  at: values.Instant,
) {
  return sessionDecided({ sessionId, decisionId, communityCode, estateId, matter, subjectId, outcome, at, version });
}
