import {
  serviceRequestErrors,
  type FeedbackChannel,
  type GridType,
  type LocationPoint,
  type PauseReason,
  type RequestOrigin,
  type RequestState,
} from '@gezhi/shared/contracts';
import { transitions } from '@gezhi/shared/domain';

export type RequestAction =
  | 'accept'
  | 'dispatch'
  | 'respond'
  | 'wait'
  | 'resume'
  | 'handle'
  | 'handleOnTheSpot'
  | 'refuse'
  | 'listAsAnnualSpecial'
  | 'markDuplicate'
  | 'confirm'
  | 'lapse'
  | 'reopen'
  | 'failRecheck';

/** G-42 The life of a service request (section 5.1); a duplicate comes back when its reporter objects. */
export const requestLife = transitions<RequestState, RequestAction>(
  {
    FILED: { accept: 'ACCEPTED', handleOnTheSpot: 'HANDLED', markDuplicate: 'DUPLICATE' },
    ACCEPTED: { dispatch: 'DISPATCHED', markDuplicate: 'DUPLICATE' },
    DISPATCHED: { respond: 'IN_PROGRESS', dispatch: 'DISPATCHED', markDuplicate: 'DUPLICATE' },
    IN_PROGRESS: {
      wait: 'WAITING_REPORTER',
      handle: 'HANDLED',
      refuse: 'REFUSED',
      listAsAnnualSpecial: 'ANNUAL_SPECIAL',
      markDuplicate: 'DUPLICATE',
    },
    WAITING_REPORTER: { resume: 'IN_PROGRESS' },
    HANDLED: { confirm: 'CONFIRMED', lapse: 'CONFIRMED', reopen: 'REOPENED', failRecheck: 'REOPENED' },
    REFUSED: { confirm: 'CONFIRMED', lapse: 'CONFIRMED', reopen: 'REOPENED', failRecheck: 'REOPENED' },
    ANNUAL_SPECIAL: { confirm: 'CONFIRMED', reopen: 'REOPENED', failRecheck: 'REOPENED' },
    REOPENED: { dispatch: 'DISPATCHED', respond: 'IN_PROGRESS' },
    DUPLICATE: { reopen: 'REOPENED' },
    CONFIRMED: { failRecheck: 'REOPENED' },
  },
  { initial: 'FILED' },
);

export interface RequestPause {
  readonly from: string;
  readonly to: string | null;
  readonly reason: PauseReason;
}

export interface ServiceRequestState {
  readonly id: string;
  readonly version: number;
  readonly state: RequestState;
  readonly class: string;
  readonly origin: RequestOrigin;
  readonly serviceMode: string | null;
  readonly summary: string;
  readonly householdId: string | null;
  readonly communityCode: string;
  /** The grid when last written; where the household places it, the current one is that of the household. */
  readonly gridCode: string | null;
  readonly point: LocationPoint | null;
  /** It lies where its point is, though a household tells of it: elsewhere in the community. */
  readonly atPoint: boolean;
  readonly evidenceIds: readonly string[];
  readonly reporterAccountId: string | null;
  readonly reporterPersonId: string | null;
  readonly filedById: string | null;
  readonly acceptedById: string | null;
  readonly handlerId: string | null;
  readonly cadreId: string | null;
  readonly dutyId: string | null;
  readonly closedById: string | null;
  /** The version whose limits hold for it for ever; null for the built-in default. */
  readonly policyId: string | null;
  readonly filedAt: string;
  readonly acceptedAt: string | null;
  readonly dispatchedAt: string | null;
  readonly firstResponseAt: string | null;
  /** First entry into an outcome; a reopening does not undo it. */
  readonly closedAt: string | null;
  /** Whether its present closing kept the deadline of its round; null while it is not closed. */
  readonly closedOnTime: boolean | null;
  /** The reporter's word, never the handler's. */
  readonly resolved: boolean | null;
  readonly resolvedAt: string | null;
  readonly firstResponseDue: string;
  /** Of the present round: a reopening starts a new one. */
  readonly resolveDue: string;
  /** `resolveDue` until closed, then what the closing is measured by. */
  readonly closureDue: string;
  readonly clockStart: string;
  readonly round: number;
  readonly pauses: readonly RequestPause[];
  readonly pausedUntil: string | null;
  readonly responseLevel: number;
  readonly resolveLevel: number;
  readonly nextEscalationAt: string | null;
  readonly reopenUntil: string | null;
  readonly autoConfirmAt: string | null;
  readonly rightBody: string | null;
  readonly refusalReason: string | null;
  readonly annualItemId: string | null;
  readonly duplicateOfId: string | null;
  readonly satisfied: boolean | null;
  readonly ratedAt: string | null;
  readonly feedbackChannel: FeedbackChannel | null;
  /** The type of its grid when it was filed; its limits go by it for ever. */
  readonly gridType: GridType | null;
  /** When the present round was closed; what re-checks are counted from. */
  readonly roundClosedAt: string | null;
  readonly recheckDueAt: string | null;
  /** When the reporter was told that the re-check is due. */
  readonly recheckToldAt: string | null;
  /** Re-checks of the present round that found it resolved. */
  readonly rechecks: number;
  readonly publicSummary: string | null;
  readonly releasedEvidenceIds: readonly string[];
  readonly moderatedById: string | null;
}

/** What is known of a request wherever something is told of it. */
export type RequestFacts = Pick<
  ServiceRequestState,
  | ('id' | 'version' | 'state' | 'class' | 'origin' | 'householdId' | 'communityCode' | 'gridCode' | 'atPoint')
  | ('handlerId' | 'cadreId' | 'dutyId' | 'filedById' | 'filedAt')
>;

/** G-42 What every event of a request tells (ids, codes and times only), with the version the change will give it. */
export function about(request: RequestFacts, version = request.version + 1) {
  const { id, gridCode, communityCode, atPoint, householdId, origin, handlerId, cadreId, dutyId, filedById, filedAt } = request;
  const place = { placeCode: gridCode ?? communityCode, gridCode, communityCode, atPoint };
  return { requestId: id, version, ...place, householdId, class: request.class, origin, handlerId, cadreId, dutyId, filedById, filedAt };
}

/** G-42 The states in which the resolve clock matters no more. */
export const isConcluded = (state: RequestState): boolean =>
  ['HANDLED', 'REFUSED', 'ANNUAL_SPECIAL', 'CONFIRMED', 'DUPLICATE'].includes(state);

/** G-42 The state an action leads to; refuses with `grid.service-request.wrong-state`. */
export const moveOn = ({ state }: ServiceRequestState, action: RequestAction): RequestState =>
  requestLife.next(state, action, serviceRequestErrors.wrongState);

/** G-42 A request as its view shows it: the higher of the two levels reached, and the pictures released. */
export function shown(request: ServiceRequestState) {
  const released = { evidenceIds: request.releasedEvidenceIds };
  return { ...request, escalationLevel: Math.max(request.responseLevel, request.resolveLevel), released };
}
