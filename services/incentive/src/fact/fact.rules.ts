import {
  type EventData,
  type FactKind,
  type problemCollected,
  type serviceRequestAccepted,
  type visitRecorded,
} from '@gezhi/shared/contracts';
import { problemRows, requestRows } from './counted-event.rules.js';

/** One thing that counts, kept for ever: event id and number in it are its key. */
export interface FactState {
  readonly eventId: string;
  readonly item: number;
  readonly kind: FactKind;
  readonly subjectId: string;
  readonly aggregateVersion: number;
  readonly placeCode: string;
  readonly gridCodes: readonly string[];
  /** The household with which it moves from grid to grid. */
  readonly householdId: string | null;
  readonly actorId: string | null;
  readonly handlerId: string | null;
  readonly cadreId: string | null;
  readonly filedById: string | null;
  readonly at: string;
  readonly value: Record<string, unknown>;
}

/** An event as it was heard. */
export interface Told<D> {
  readonly id: string;
  readonly data: D;
}

type RequestData = EventData<typeof serviceRequestAccepted>;
type ProblemData = EventData<typeof problemCollected>;

/** What every event of a request tells. */
export type ToldOfRequest = Told<Omit<RequestData, 'acceptedAt' | 'acceptedById' | 'dueAt'>>;
/** What every event of a problem tells, and which problems merged into it. */
export type ToldOfProblem = Told<Omit<ProblemData, 'collectedAt'> & { readonly mergedIds?: readonly string[] }>;

/** I-11 An event of a request is one fact: which account filed, handled and acted, where and when; what else it told is kept as its value. */
export function requestFact(subject: string, { id, data }: ToldOfRequest): FactState {
  const { kind, at, actor } = requestRows.get(subject)!;
  const { requestId, version, placeCode, gridCode, communityCode: _, householdId, atPoint, handlerId, cadreId, filedById, ...value } = data;
  return {
    eventId: id,
    item: 0,
    kind,
    subjectId: requestId,
    aggregateVersion: version,
    placeCode,
    gridCodes: gridCode === null ? [] : [gridCode],
    householdId: atPoint ? null : householdId,
    actorId: actor && text(data, actor),
    handlerId,
    cadreId,
    filedById,
    at: text(data, at)!,
    value,
  };
}

/** I-13 An event of a problem is one fact; where other problems merge into it, each of them leaves by a fact of its own. */
export function problemFacts(subject: string, { id, data }: ToldOfProblem): FactState[] {
  const { kind, at, actor } = problemRows.get(subject)!;
  const { problemId, version, placeCode, communityCode: _, gridCodes, mergedIds = [], ...value } = data;
  const fact = (subjectId: string, item: number, as: FactKind, told: Record<string, unknown>): FactState => ({
    eventId: id,
    item,
    kind: as,
    subjectId,
    aggregateVersion: version,
    placeCode,
    gridCodes,
    householdId: null,
    actorId: actor && text(data, actor),
    handlerId: null,
    cadreId: text(data, 'ownerCadreId'),
    filedById: text(data, 'collectedById'),
    at: text(data, at)!,
    value: told,
  });
  const merged = mergedIds.map((mergedId, index) => fact(mergedId, index + 1, 'problem-merged', { mergedIntoId: problemId }));
  return kind === 'problem-merged' ? merged : [fact(problemId, 0, kind, value), ...merged];
}

/** I-T2 Each visit of a batch is a fact of its own; visits are shown and never scored. */
export function visitFacts({ id, data }: Told<EventData<typeof visitRecorded>>): FactState[] {
  return data.visits.map(({ visitId, householdId, householdKind, gridCode, communityCode, occurredAt, campaignId, actorId }, item) => ({
    eventId: id,
    item,
    kind: 'visit-recorded',
    subjectId: visitId,
    aggregateVersion: 1,
    placeCode: gridCode ?? communityCode,
    gridCodes: gridCode === null ? [] : [gridCode],
    householdId,
    actorId,
    handlerId: null,
    cadreId: null,
    filedById: null,
    at: occurredAt,
    value: { householdKind, campaignId },
  }));
}

const text = (data: object, field: string): string | null =>
  ((data as Record<string, unknown>)[field] as string | null | undefined) ?? null;
