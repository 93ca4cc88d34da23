import type { ErrorDefinition } from '@gezhi/shared/contracts';
import { guard, type Act, type Guard } from '@gezhi/shared/database';
import { take, type DecisionState, type Outcome } from './decision.rules.js';
import { SessionDecision } from './session.entity.js';
import type { Sitting } from './sitting.queries.js';

const ofCouncil = 'EXISTS (SELECT 1 FROM council_session WHERE id = ?::uuid AND council_id = ?::uuid)';

/** For the writing statement: the session belongs to the council. */
export const sessionOfCouncil = (error: ErrorDefinition, sessionId: string, councilId: string): Guard =>
  guard(error, ofCouncil, sessionId, councilId);

const isOpen = "EXISTS (SELECT 1 FROM council_session WHERE id = ?::uuid AND state = 'OPEN' FOR SHARE)";

/** For the writing statement: the session is open, and stays so until the commit; a ballot in session is opened and voted on under it. */
export const sessionIsOpen = (error: ErrorDefinition, sessionId: string): Guard => guard(error, isOpen, sessionId);

const notRefused = "NOT EXISTS (SELECT 1 FROM session_decision WHERE id = ?::uuid AND state = 'REFUSED' FOR SHARE)";

/** For the writing statement: no regular session refused to ratify what was decided under this id. */
export const decisionStands = (error: ErrorDefinition, decisionId: string): Guard => guard(error, notRefused, decisionId);

/**
 * C-10, C-07, C-T25 What a session decided, within the act that certifies it, whose events it tells. Refuses as `take` does.
 *
 * @param sitting as `SittingQueries.held` gives it in the same act, so that it stays until the commit
 */
export async function takeDecision(act: Act, outcome: Outcome, { session, policy }: Sitting): Promise<DecisionState> {
  const { state, events } = take(outcome, session, policy.emergencyEffect, act.now);
  await act.insert(SessionDecision, [state]);
  for (const happened of events) act.emit(happened, { id: state.id });
  return state;
}
