import { serviceRequestReopened, type RequestState } from '@gezhi/shared/contracts';
import { decide, type Decision } from '@gezhi/shared/domain';
import type { Word } from './feedback.rules.js';
import { about, type ServiceRequestState } from './request-life.rules.js';
import { startClocks, type Terms } from './time-limit.rules.js';

export interface Reopening {
  readonly state: RequestState;
  readonly recheck: boolean;
  /** Whether its handler still has an assignment that covers the place. */
  readonly handlerServes: boolean;
}

/**
 * G-42 A closed request is open again, in a new round with a new resolve clock; when it first was closed, stays. A handler who
 * serves there no more is let go: it lies unassigned at its community, whose secretary is told.
 */
export function newRound(
  request: ServiceRequestState,
  { by, channel, issuedById }: Word,
  terms: Terms,
  now: string,
  { state, recheck, handlerServes }: Reopening,
): Decision<ServiceRequestState> {
  const anew = {
    closedOnTime: null,
    resolved: false,
    resolvedAt: null,
    satisfied: null,
    ratedAt: null,
    reopenUntil: null,
    autoConfirmAt: null,
    duplicateOfId: null,
    roundClosedAt: null,
    recheckDueAt: null,
    recheckToldAt: null,
    rechecks: 0,
    ...(!handlerServes && { handlerId: null, cadreId: null, dutyId: null }),
  };
  const next = startClocks({ ...request, ...anew, state, round: request.round + 1, feedbackChannel: channel }, terms, now);
  const unassigned = next.handlerId === null && next.cadreId === null;
  const { closedById } = request;
  const told = { closedById, dueAt: next.resolveDue, recheck, unassigned, channel, issuedById, answeredById: by.accountId };
  return decide(next, serviceRequestReopened({ ...about(next), reopenedAt: now, ...told }));
}
