import { councilSessionErrors, type ErrorDefinition } from '@gezhi/shared/contracts';
import { guard, insert, type Act, type Guard, type Write } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
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

const decides = "EXISTS (SELECT 1 FROM council_session WHERE id = ?::uuid AND (state = 'OPEN' OR quorate) FOR SHARE)";
const stillDecides = (sessionId: string): Guard => guard(councilSessionErrors.decisionInvalid, decides, sessionId);

/**
 * C-10, C-07, C-T25 What a session decided, for the commit of a ballot's certification: the row and its guard go into `where(...).also`, the
 * events beside the ballot's own. Refuses as `take` does.
 */
export function decisionTaken(
  outcome: Outcome,
  { session, policy }: Sitting,
  now: string,
): Decision<DecisionState> & { readonly also: Write[] } {
  const decision = take(outcome, session, policy.emergencyEffect, now);
  return { ...decision, also: [insert(SessionDecision, decision.state as SessionDecision), stillDecides(session.id)] };
}

/** C-10, C-07, C-T25 The same within an act, whose events it tells. Refuses as `take` does. */
export async function takeDecision(act: Act, outcome: Outcome, { session, policy }: Sitting): Promise<DecisionState> {
  const { state, events } = take(outcome, session, policy.emergencyEffect, act.now);
  ensure(await act.holds(stillDecides(session.id)), councilSessionErrors.decisionInvalid);
  await act.insert(SessionDecision, [state]);
  for (const happened of events) act.emit(happened, { id: state.id });
  return state;
}
