import { serviceRequestConfirmed, serviceRequestErrors, serviceRequestRecheckDue, serviceRequestRechecked } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import type { Word } from './feedback.rules.js';
import { newRound } from './new-round.rules.js';
import { ensureNotHandling, isStaff } from './request-actor.rules.js';
import { about, moveOn, requestLife, type ServiceRequestState } from './request-life.rules.js';
import { daysAfter, type Terms } from './time-limit.rules.js';

/** G-42 G-T7 The next time to ask again after a closing: the end of the first of the days laid down that is yet to come. */
export function nextRecheck(closedAt: string, terms: Terms, now: string): string | null {
  return terms.class.recheckDays.map((days) => daysAfter(closedAt, days, terms)).find((at) => at > now) ?? null;
}

/** G-42 G-T7 A re-check is due from its instant on, and stays so until somebody answers. */
export const isRecheckDue = ({ recheckDueAt }: ServiceRequestState, now: string): boolean => recheckDueAt !== null && recheckDueAt <= now;

/**
 * G-42 G-T7 Asked again weeks later: what stayed resolved is counted and asked about once more, what did not is open again
 * however long it was closed, and its closure is taken back. Only the reporter's word resolves; that of staff who had no hand in
 * it counts as a check. Refuses with `grid.service-request.recheck-not-due` or `feedback-not-yours`.
 */
export function recheck(
  request: ServiceRequestState,
  resolved: boolean,
  word: Word,
  terms: Terms,
  now: string,
): Decision<ServiceRequestState> {
  const { by, channel, issuedById, handledBy, handlerServes } = word;
  ensureNotHandling(request, by, handledBy);
  const reopened = moveOn(request, 'failRecheck');
  ensure(isRecheckDue(request, now), serviceRequestErrors.recheckNotDue, { dueAt: request.recheckDueAt });
  const spoken = { channel, issuedById, answeredById: by.accountId };
  const told = (next: ServiceRequestState) =>
    serviceRequestRechecked({ ...about(next), resolved, round: request.round, at: now, ...spoken });
  if (!resolved) {
    const back = newRound(request, word, terms, now, { state: reopened, recheck: true, handlerServes });
    return decide(back.state, ...back.events, told(back.state));
  }
  const recheckDueAt = nextRecheck(request.roundClosedAt!, terms, now);
  const counted = { ...request, rechecks: request.rechecks + 1, recheckDueAt, recheckToldAt: null };
  if (request.resolved === true || (channel === 'ACCOUNT' && isStaff(by))) return decide(counted, told(counted));
  const state = requestLife.allows(request.state, 'confirm') ? moveOn(request, 'confirm') : request.state;
  const confirmed = { ...counted, state, resolved: true, resolvedAt: now, autoConfirmAt: null, feedbackChannel: channel };
  const { closedById } = request;
  const event = serviceRequestConfirmed({ ...about(confirmed), confirmedAt: now, ...spoken, resolved: true, closedById });
  return decide(confirmed, event, told(confirmed));
}

/** G-42 G-T7 The household is told once that a re-check is due; refuses with `grid.service-request.nothing-due` before and after. */
export function tellRecheck(request: ServiceRequestState, now: string): Decision<ServiceRequestState> {
  ensure(isRecheckDue(request, now) && request.recheckToldAt === null, serviceRequestErrors.nothingDue);
  const next = { ...request, recheckToldAt: now };
  return decide(next, serviceRequestRecheckDue({ ...about(next), dueAt: request.recheckDueAt!, at: now }));
}
