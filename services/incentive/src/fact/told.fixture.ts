import {
  problemCollected,
  problemMerged,
  problemRectified,
  problemReopened,
  problemTransferred,
  serviceRequestAccepted,
  serviceRequestClosed,
  serviceRequestConfirmed,
  serviceRequestDispatched,
  serviceRequestFiled,
  serviceRequestMarkedDuplicate,
  serviceRequestRated,
  serviceRequestReopened,
  serviceRequestResponded,
  type EventContract,
  type Happened,
  type ProblemScope,
} from '@gezhi/shared/contracts';
import { problemFacts, requestFact, type FactState } from './fact.rules.js';

export const street = '320404004';
export const communityCode = '320404004001';
export const gridCode = '320404004001001';

/** A fixed id of a family (`1` requests, `2` problems, `3` events …) and a number. */
export const idOf = (family: number, number: number): string => `0190000${family}-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** The instant `minutes` after a fixed Monday morning. */
export const minute = (minutes: number): string => new Date(Date.UTC(2026, 10, 2, 1) + minutes * 60_000).toISOString();

/** An event as its service told it. */
export interface Telling {
  readonly id: string;
  readonly event: EventContract;
  readonly data: Record<string, unknown>;
}

export const factsOf = ({ id, event, data }: Telling): FactState[] =>
  event.feature === 'problem'
    ? problemFacts(event.subject, { id, data: data as never })
    : [requestFact(event.subject, { id, data: data as never })];

let told = 0;
const telling = ({ event, data }: Happened): Telling => ({ id: idOf(3, ++told), event, data: data as Record<string, unknown> });

interface People {
  readonly filedById?: string | null;
  readonly householdId?: string | null;
  readonly atPoint?: boolean;
  readonly gridCode?: string;
}

export const resident = idOf(8, 1);
export const worker = idOf(8, 2);

/** The events of one request, told one after another; each has the next version. */
export function requestStory(
  number: number,
  { filedById = resident, householdId = null, atPoint = false, gridCode: grid = gridCode }: People = {},
) {
  let version = 0;
  const about = () => ({
    requestId: idOf(1, number),
    version: ++version,
    placeCode: grid,
    gridCode: grid,
    communityCode: grid.slice(0, 12),
    householdId,
    atPoint,
    class: 'GENERAL',
    origin: 'RESIDENT' as const,
    handlerId: worker,
    cadreId: null,
    filedById,
    filedAt: minute(0),
  });
  const dueAt = minute(1000);
  const said = { channel: 'ACCOUNT' as const, closedById: worker };
  const outcome = { outcome: 'HANDLED' as const, closedAt: minute(500), acceptedAt: minute(1), onTheSpot: false, dueAt };
  const closed = (onTime = true, closedById: string = worker, first = true) =>
    telling(serviceRequestClosed({ ...about(), ...outcome, first, closedById, onTime }));
  return {
    filed: () => telling(serviceRequestFiled({ ...about(), firstResponseDue: minute(60), dueAt })),
    accepted: () => telling(serviceRequestAccepted({ ...about(), acceptedAt: minute(1), acceptedById: worker, dueAt })),
    dispatched: () =>
      telling(serviceRequestDispatched({ ...about(), dispatchedAt: minute(2), dutyId: null, firstResponseDue: minute(60), dueAt })),
    responded: (onTime = true, first = true) =>
      telling(serviceRequestResponded({ ...about(), respondedAt: minute(30), first, onTime, dueAt: minute(60) })),
    closed,
    confirmed: (answeredById: string = resident, issuedById: string | null = null) =>
      telling(serviceRequestConfirmed({ ...about(), ...said, confirmedAt: minute(600), resolved: true, answeredById, issuedById })),
    lapsed: () =>
      telling(serviceRequestConfirmed({ ...about(), confirmedAt: minute(900), channel: 'LAPSE', resolved: null, closedById: worker })),
    reopened: () =>
      telling(serviceRequestReopened({ ...about(), reopenedAt: minute(700), channel: 'ACCOUNT', closedById: worker, dueAt: minute(2000) })),
    rated: (satisfied = true, ratedById: string = resident, issuedById: string | null = null) =>
      telling(serviceRequestRated({ ...about(), ...said, satisfied, ratedAt: minute(800), ratedById, issuedById })),
    duplicated: () => telling(serviceRequestMarkedDuplicate({ ...about(), duplicateOfId: idOf(1, 999), markedAt: minute(3) })),
  };
}

/** The events of one problem, told one after another; each has the next version. */
export function problemStory(number: number, scope: ProblemScope, gridCodes: string[] = [gridCode]) {
  let version = 0;
  const about = () => ({
    problemId: idOf(2, number),
    version: ++version,
    scope,
    class: 'PARKING',
    placeCode: gridCodes.length === 1 ? gridCodes[0]! : communityCode,
    communityCode,
    gridCodes,
    campaignId: null,
  });
  return {
    collected: () => telling(problemCollected({ ...about(), collectedAt: minute(number) })),
    rectified: () =>
      telling(
        problemRectified({
          ...about(),
          rectifiedAt: minute(number + 1000),
          track: 'ORDINARY',
          collectedById: worker,
          rectifiedById: worker,
          verifiedById: idOf(8, 3),
          imported: false,
        }),
      ),
    reopened: () => telling(problemReopened({ ...about(), reopenedAt: minute(number + 2000) })),
    transferred: () =>
      telling(
        problemTransferred({
          ...about(),
          annualItemId: idOf(7, number),
          year: 2027,
          ownerCadreId: idOf(6, 1),
          milestones: 1,
          transferredAt: minute(number + 3000),
        }),
      ),
    merged: (...numbers: number[]) =>
      telling(problemMerged({ ...about(), mergedIds: numbers.map((merged) => idOf(2, merged)), mergedAt: minute(number + 500) })),
  };
}
