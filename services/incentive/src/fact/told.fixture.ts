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
  event.feature === 'problem' ? problemFacts(event.subject, { id, data: data as never }) : [requestFact(event.subject, { id, data: data as never })];

let told = 0;
const telling = ({ event, data }: Happened): Telling => ({ id: idOf(3, ++told), event, data: data as Record<string, unknown> });

interface People {
  readonly filedById?: string | null;
  readonly householdId?: string | null;
  readonly gridCode?: string;
}

export const resident = idOf(8, 1);
export const worker = idOf(8, 2);

/** The events of one request, told one after another; each has the next version. */
export function requestStory(number: number, { filedById = resident, householdId = null, gridCode: grid = gridCode }: People = {}) {
  let version = 0;
  const about = () => ({
    requestId: idOf(1, number),
    version: ++version,
    placeCode: grid,
    gridCode: grid,
    communityCode: grid.slice(0, 12),
    householdId,
    class: 'GENERAL',
    origin: 'RESIDENT' as const,
    handlerId: worker,
    cadreId: null,
    filedById,
    filedAt: minute(0),
  });
  const dueAt = minute(1000);
  const closed = (onTime = true, closedById: string = worker, first = true) =>
    telling(
      serviceRequestClosed({ ...about(), outcome: 'HANDLED', first, closedAt: minute(500), closedById, acceptedAt: minute(1), onTheSpot: false, onTime, dueAt }),
    );
  return {
    accepted: () => telling(serviceRequestAccepted({ ...about(), acceptedAt: minute(1), acceptedById: worker, dueAt })),
    dispatched: () => telling(serviceRequestDispatched({ ...about(), dispatchedAt: minute(2), dutyId: null, firstResponseDue: minute(60), dueAt })),
    responded: (onTime = true, first = true) =>
      telling(serviceRequestResponded({ ...about(), respondedAt: minute(30), first, onTime, dueAt: minute(60) })),
    closed,
    confirmed: () => telling(serviceRequestConfirmed({ ...about(), confirmedAt: minute(600), channel: 'ACCOUNT', resolved: true, closedById: worker })),
    lapsed: () => telling(serviceRequestConfirmed({ ...about(), confirmedAt: minute(900), channel: 'LAPSE', resolved: null, closedById: worker })),
    reopened: () =>
      telling(serviceRequestReopened({ ...about(), reopenedAt: minute(700), channel: 'ACCOUNT', closedById: worker, dueAt: minute(2000) })),
    rated: (satisfied = true, ratedById: string = resident) =>
      telling(serviceRequestRated({ ...about(), satisfied, ratedAt: minute(800), channel: 'ACCOUNT', ratedById, closedById: worker })),
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

/** The campaign of the seed: 76 common problems with 56 rectified, 119 individual ones with 111; the 28 left go on the annual list. */
export function seedProblems(): Telling[] {
  const problems = (count: number, rectified: number, scope: ProblemScope, first: number) =>
    Array.from({ length: count }, (_, index) => {
      const story = problemStory(first + index, scope);
      return [story.collected(), index < rectified ? story.rectified() : story.transferred()];
    });
  return [...problems(76, 56, 'COMMON', 1), ...problems(119, 111, 'INDIVIDUAL', 101)].flat();
}

/** 55 requests due: 54 closed, 51 of them in time, 45 answered for with 41 resolved, 44 rated with 40 satisfied (G-T13). */
export function seedRequests(): Telling[] {
  return Array.from({ length: 55 }, (_, index) => {
    const story = requestStory(index + 1);
    const told = [story.accepted(), story.dispatched(), story.responded(index < 50)];
    if (index === 54) return told;
    told.push(story.closed(index < 51));
    if (index < 41) told.push(story.confirmed());
    else if (index < 45) told.push(story.reopened(), story.closed(index < 51, worker, false));
    else told.push(story.lapsed());
    if (index < 44) told.push(story.rated(index < 40));
    return told;
  }).flat();
}
