import { serviceRequestClosed, serviceRequestErrors, serviceRequestMarkedDuplicate, type RequestOutcome } from '@gezhi/shared/contracts';
import { decide, ensure, isOnTime, type Decision } from '@gezhi/shared/domain';
import { nextRecheck } from './recheck.rules.js';
import { ensureHandler, type By } from './request-actor.rules.js';
import { about, moveOn, type ServiceRequestState } from './request-life.rules.js';
import { daysAfter, type Terms } from './time-limit.rules.js';

const silent: readonly RequestOutcome[] = ['HANDLED', 'REFUSED'];

/** Enters an outcome: the first one says when it was closed, each whether its round kept its deadline; each opens the reporter's time to answer. */
function conclude(
  request: ServiceRequestState,
  outcome: RequestOutcome,
  by: By,
  terms: Terms,
  now: string,
  onTheSpot = false,
): Decision<ServiceRequestState> {
  const { reopenDays, autoConfirmDays } = terms.class;
  const closedAt = request.closedAt ?? now;
  const next = {
    ...request,
    state: outcome,
    closedAt,
    closedOnTime: isOnTime(now, request.resolveDue),
    closedById: by.accountId,
    nextEscalationAt: null,
    reopenUntil: daysAfter(now, reopenDays, terms),
    autoConfirmAt: silent.includes(outcome) ? daysAfter(now, autoConfirmDays, terms) : null,
    roundClosedAt: now,
    // What was refused, or waits for next year, is not claimed to be put right.
    recheckDueAt: outcome === 'HANDLED' ? nextRecheck(now, terms, now) : null,
    recheckToldAt: null,
    rechecks: 0,
  };
  const measured = { closedAt, onTime: next.closedOnTime, dueAt: request.closureDue, acceptedAt: next.acceptedAt };
  const ofRound = { first: request.closedAt === null, roundClosedAt: now, roundDueAt: request.resolveDue };
  return decide(next, serviceRequestClosed({ ...about(next), outcome, ...measured, ...ofRound, closedById: by.accountId, onTheSpot }));
}

/** G-42 The handler reports a request handled; confirmed it is by the reporter alone. */
export function handle(
  request: ServiceRequestState,
  evidenceIds: readonly string[],
  by: By,
  terms: Terms,
  now: string,
): Decision<ServiceRequestState> {
  ensureHandler(request, by);
  moveOn(request, 'handle');
  return conclude({ ...request, evidenceIds: [...request.evidenceIds, ...evidenceIds] }, 'HANDLED', by, terms, now);
}

/**
 * G-22 G-42 Handled on the spot (立行立改): from FILED in one command, for classes flagged immediate and with evidence.
 * Refuses with `grid.service-request.not-immediate` or `evidence-missing`.
 */
export function handleOnTheSpot(
  request: ServiceRequestState,
  evidenceIds: readonly string[],
  by: By,
  terms: Terms,
  now: string,
): Decision<ServiceRequestState> {
  moveOn(request, 'handleOnTheSpot');
  ensure(terms.class.immediate, serviceRequestErrors.notImmediate);
  ensure(evidenceIds.length, serviceRequestErrors.evidenceMissing);
  const there = { acceptedAt: now, acceptedById: by.accountId, handlerId: by.accountId, firstResponseAt: now };
  return conclude({ ...request, ...there, evidenceIds: [...request.evidenceIds, ...evidenceIds] }, 'HANDLED', by, terms, now, true);
}

/** G-42 A refusal names the right body and why; refuses blank words with `grid.service-request.right-body-missing`. */
export function refuse(
  request: ServiceRequestState,
  why: { rightBody: string; reason: string },
  by: By,
  terms: Terms,
  now: string,
): Decision<ServiceRequestState> {
  ensureHandler(request, by);
  moveOn(request, 'refuse');
  const [rightBody, refusalReason] = [why.rightBody.trim(), why.reason.trim()];
  ensure(rightBody && refusalReason, serviceRequestErrors.rightBodyMissing);
  return conclude({ ...request, rightBody, refusalReason }, 'REFUSED', by, terms, now);
}

/** G-23 G-42 What cannot be done now is tied to an annual special item; silence does not confirm it. */
export function listAsAnnualSpecial(
  request: ServiceRequestState,
  annualItemId: string,
  by: By,
  terms: Terms,
  now: string,
): Decision<ServiceRequestState> {
  ensureHandler(request, by);
  moveOn(request, 'listAsAnnualSpecial');
  return conclude({ ...request, annualItemId }, 'ANNUAL_SPECIAL', by, terms, now);
}

/** The request that another repeats, as far as it matters. */
export interface Original {
  readonly communityCode: string;
  readonly isDuplicate: boolean;
}

/**
 * G-42 A request that repeats another of the same community leaves the counts; its reporter may object in the reopen window.
 * Refuses with `grid.service-request.duplicate-of-itself` or `original-unknown`.
 */
export function markDuplicate(
  request: ServiceRequestState,
  duplicateOfId: string,
  original: Original | undefined,
  terms: Terms,
  now: string,
): Decision<ServiceRequestState> {
  const state = moveOn(request, 'markDuplicate');
  ensure(duplicateOfId !== request.id, serviceRequestErrors.duplicateOfItself);
  ensure(original && !original.isDuplicate && original.communityCode === request.communityCode, serviceRequestErrors.originalUnknown);
  const next = { ...request, state, duplicateOfId, nextEscalationAt: null, reopenUntil: daysAfter(now, terms.class.reopenDays, terms) };
  return decide(next, serviceRequestMarkedDuplicate({ ...about(next), duplicateOfId, markedAt: now }));
}
