import {
  workerErrors,
  type CareerEntry,
  type CareerEventKind,
  type CareerLink,
  type InputOf,
  type recordCareerEvent,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, type Decision } from '@gezhi/shared/domain';
import { ensureJoined, type WorkerState } from './posting.rules.js';

export interface CareerEventState {
  readonly id: string;
  readonly version: number;
  readonly workerId: string;
  readonly placeCode: string;
  readonly link: CareerLink;
  readonly kind: CareerEventKind;
  readonly onDate: values.LocalDate;
  readonly result: string;
  readonly recordedById: string;
  readonly recordedAt: values.Instant;
}

/** How many entries a career file shows at most. */
export const longestFile = 500;

/** G-29 What has happened to a worker is recorded by a leader, never ahead and never of a time before they joined; refuses with `grid.worker.in-the-future` or `before-joining`. */
export function recordEvent(
  input: InputOf<typeof recordCareerEvent>,
  worker: Pick<WorkerState, 'homePlace' | 'joinedOn'>,
  by: string,
  now: values.Instant,
): Decision<CareerEventState> {
  const { id, workerId, link, kind, onDate, result } = input;
  ensure(onDate <= localDateOf(now), workerErrors.inTheFuture, { date: onDate });
  ensureJoined(onDate, worker);
  const where = { placeCode: worker.homePlace, recordedById: by, recordedAt: now };
  return decide({ id, version: 1, workerId, link, kind, onDate, result, ...where });
}

const keyOf = ({ link, kind, refId, label }: CareerEntry): string => [link, kind, refId, label].join(' ');
const latestFirst = (a: CareerEntry, b: CareerEntry): number => {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  return keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b));
};

/** G-29 One timeline of all sources, the latest first; what shares an instant stands in an order of its own, whatever the sources' order. */
export function timeline(sources: readonly (readonly CareerEntry[])[]): CareerEntry[] {
  return sources.flat().toSorted(latestFirst).slice(0, longestFile);
}
