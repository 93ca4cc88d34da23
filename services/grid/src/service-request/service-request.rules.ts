import {
  serviceRequestAccepted,
  serviceRequestConverted,
  serviceRequestDispatched,
  serviceRequestErrors,
  serviceRequestFiled,
  serviceRequestResponded,
  type GridType,
  type InputOf,
  type fileServiceRequest,
} from '@gezhi/shared/contracts';
import { decide, ensure, isOnTime, type Decision } from '@gezhi/shared/domain';
import { ensureHandler, isStaff, type By } from './request-actor.rules.js';
import { about, moveOn, requestLife, type ServiceRequestState } from './request-life.rules.js';
import { nextEscalation, startClocks, type Terms } from './time-limit.rules.js';

type Filing = InputOf<typeof fileServiceRequest>;

/** The place a filing names, and the point where it is. */
export type Named = Pick<Filing, 'householdId' | 'gridCode' | 'communityCode' | 'point'>;

/** Where a request lies, as the placement of its household, the grid named in it or its point says. */
export interface Place {
  readonly communityCode: string;
  readonly gridCode: string | null;
  readonly gridType: GridType | null;
  readonly policyId: string | null;
  /** Its point lies elsewhere than the household. */
  readonly atPoint?: boolean;
}

/** G-42 A request names exactly one household, grid or community; refuses with `grid.service-request.place-missing`. */
export function ensureOnePlace({ householdId, gridCode, communityCode }: Named): void {
  ensure([householdId, gridCode, communityCode].filter(Boolean).length === 1, serviceRequestErrors.placeMissing);
}

/**
 * G-40 G-42 A request is filed and both clocks run. A resident files for the own household; staff file what they find or were
 * told, and a resident's word only with the reporter named. Refuses with `grid.service-request.origin-not-yours`.
 */
export function file(input: Filing, place: Place, terms: Terms, by: By, now: string): Decision<ServiceRequestState> {
  const { id, origin, summary, evidenceIds } = input;
  const asResident = origin === 'RESIDENT' && by.roles.includes('resident');
  ensure(asResident || (isStaff(by) && (origin !== 'RESIDENT' || input.reporter)), serviceRequestErrors.originNotYours);
  // One literal with every field: spread together, so wide a row costs more than the whole rule.
  const nothingYet: ServiceRequestState = {
    id,
    version: 1,
    state: requestLife.initial,
    class: input.class,
    origin,
    serviceMode: input.serviceMode ?? null,
    summary,
    householdId: input.householdId ?? null,
    point: input.point ?? null,
    atPoint: place.atPoint ?? false,
    evidenceIds,
    communityCode: place.communityCode,
    gridCode: place.gridCode,
    policyId: place.policyId,
    reporterAccountId: asResident ? by.accountId : null,
    reporterPersonId: input.reporter?.personId ?? null,
    filedById: by.accountId,
    acceptedById: null,
    handlerId: null,
    cadreId: null,
    dutyId: null,
    closedById: null,
    filedAt: now,
    acceptedAt: null,
    dispatchedAt: null,
    firstResponseAt: null,
    closedAt: null,
    resolvedAt: null,
    clockStart: now,
    firstResponseDue: now,
    resolveDue: now,
    closureDue: now,
    closedOnTime: null,
    resolved: null,
    round: 1,
    pauses: [],
    pausedUntil: null,
    responseLevel: 0,
    resolveLevel: 0,
    nextEscalationAt: null,
    reopenUntil: null,
    autoConfirmAt: null,
    rightBody: null,
    refusalReason: null,
    annualItemId: null,
    duplicateOfId: null,
    satisfied: null,
    ratedAt: null,
    feedbackChannel: null,
    gridType: place.gridType,
    roundClosedAt: null,
    recheckDueAt: null,
    recheckToldAt: null,
    rechecks: 0,
    publicSummary: null,
    releasedEvidenceIds: [],
    moderatedById: null,
  };
  const filed = startClocks(nothingYet, terms, now);
  const { firstResponseDue, resolveDue } = filed;
  return decide(filed, serviceRequestFiled({ ...about(filed, 1), firstResponseDue, dueAt: resolveDue }));
}

/** G-42 The first to accept owns the request; anyone after gets `grid.service-request.already-accepted`. */
export function accept(request: ServiceRequestState, by: By, now: string): Decision<ServiceRequestState> {
  ensure(request.acceptedAt === null, serviceRequestErrors.alreadyAccepted);
  const next = { ...request, state: moveOn(request, 'accept'), acceptedAt: now, acceptedById: by.accountId, handlerId: by.accountId };
  return decide(next, serviceRequestAccepted({ ...about(next), acceptedAt: now, acceptedById: by.accountId, dueAt: request.resolveDue }));
}

/** G-24 A request goes to a handler or to a cadre, never to both; refuses with `grid.service-request.recipient-twofold`. */
export function ensureOneRecipient({ handlerId, cadreId }: { handlerId?: string | undefined; cadreId?: string | undefined }): void {
  ensure(!handlerId || !cadreId, serviceRequestErrors.recipientTwofold);
}

/** Who gets the request: an account, or a named cadre with the duty it becomes. */
export interface Recipient {
  readonly handlerId: string | null;
  readonly cadreId: string | null;
  readonly dutyId: string | null;
}

/** G-24 G-42 The owner or a leader gives the request to a handler; to a named cadre it is a duty from then on. */
export function dispatch(request: ServiceRequestState, to: Recipient, by: By, now: string): Decision<ServiceRequestState> {
  ensureHandler(request, by);
  ensure(to.handlerId !== null || to.cadreId !== null, serviceRequestErrors.handlerMissing);
  const next = { ...request, state: moveOn(request, 'dispatch'), ...to, dispatchedAt: request.dispatchedAt ?? now };
  const { dutyId, firstResponseDue, resolveDue } = next;
  const facts = about(next);
  const dispatched = serviceRequestDispatched({ ...facts, dispatchedAt: now, firstResponseDue, dueAt: resolveDue });
  return dutyId ? decide(next, dispatched, serviceRequestConverted({ ...facts, dutyId, convertedAt: now })) : decide(next, dispatched);
}

/** G-42 G-T12 The handler turns to the reporter; only the first time counts as the first response. */
export function respond(request: ServiceRequestState, by: By, terms: Terms, now: string): Decision<ServiceRequestState> {
  ensureHandler(request, by);
  const first = request.firstResponseAt === null;
  const answered = { ...request, state: moveOn(request, 'respond'), firstResponseAt: request.firstResponseAt ?? now };
  const next = { ...answered, nextEscalationAt: nextEscalation(answered, terms) };
  const { firstResponseDue: dueAt } = request;
  return decide(
    next,
    serviceRequestResponded({ ...about(next), respondedAt: now, first, onTime: isOnTime(next.firstResponseAt, dueAt), dueAt }),
  );
}
