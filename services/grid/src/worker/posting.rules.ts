import {
  workerErrors,
  workerPosted,
  workerRecalled,
  type InputOf,
  type postWorker,
  type recallWorker,
  type registerWorker,
  type retireWorker,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureNear } from '../cadre/near.rules.js';

export interface WorkerState {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly accountId: string | null;
  readonly homePlace: string;
  readonly active: boolean;
  readonly joinedOn: values.LocalDate;
  readonly leftOn: values.LocalDate | null;
  readonly leftReason: string | null;
}

export interface PostingState {
  readonly id: string;
  readonly version: number;
  readonly workerId: string;
  readonly accountId: string | null;
  readonly gridCode: string;
  readonly home: boolean;
  readonly startsOn: values.LocalDate;
  /** The last day served; null while it lasts. */
  readonly endedOn: values.LocalDate | null;
  readonly endReason: string | null;
  readonly duties: string[];
  readonly policyVersion: number;
  readonly dutiesConfirmedAt: values.Instant | null;
}

/** What a posting is decided upon: the worker as registered. */
export interface WorkerFacts {
  readonly active: boolean;
  readonly accountId: string | null;
  readonly joinedOn: values.LocalDate;
}

/** The duties of a jurisdiction in the version in force. */
export interface DutyCatalogue {
  readonly version: number;
  readonly codes: readonly string[];
}

export type PostingStatus = 'POSTED' | 'CONFIRMED' | 'ENDED';

export const postingLife = transitions<PostingStatus, 'confirm' | 'recall'>(
  { POSTED: { confirm: 'CONFIRMED', recall: 'ENDED' }, CONFIRMED: { recall: 'ENDED' }, ENDED: {} },
  { initial: 'POSTED' },
);

const statusOf = ({ endedOn, dutiesConfirmedAt }: Pick<PostingState, 'endedOn' | 'dutiesConfirmedAt'>): PostingStatus =>
  endedOn === null ? (dutiesConfirmedAt === null ? 'POSTED' : 'CONFIRMED') : 'ENDED';

/** G-33 A grid worker who has joined is registered at a place; the name lives with the person. Refuses with `grid.worker.in-the-future`. */
export function register(input: InputOf<typeof registerWorker>, now: values.Instant): Decision<WorkerState> {
  const { id, personId, accountId = null, homePlace, joinedOn } = input;
  ensure(joinedOn <= localDateOf(now), workerErrors.inTheFuture, { date: joinedOn });
  return decide({ id, version: 1, personId, accountId, homePlace, active: true, joinedOn, leftOn: null, leftReason: null });
}

/**
 * G-33 A worker has left, on a day up to now, when no posting lasts; refuses with `grid.worker.retired`, `still-posted` {postings},
 * `term-invalid` or `in-the-future`.
 */
export function retire(
  worker: WorkerState,
  input: InputOf<typeof retireWorker>,
  lastingPostings: number,
  now: string,
): Decision<WorkerState> {
  const { leftOn, reason } = input;
  ensure(worker.active, workerErrors.retired);
  ensure(lastingPostings === 0, workerErrors.stillPosted, { postings: lastingPostings });
  ensure(leftOn >= worker.joinedOn, workerErrors.termInvalid, { from: worker.joinedOn, lastDay: leftOn });
  ensure(leftOn <= localDateOf(now), workerErrors.inTheFuture, { date: leftOn });
  return decide({ ...worker, active: false, leftOn, leftReason: reason });
}

/** G-29 G-33 What is said of a worker is of a day since they joined; refuses with `grid.worker.before-joining`. */
export function ensureJoined(date: values.LocalDate, { joinedOn }: Pick<WorkerState, 'joinedOn'>): void {
  ensure(date >= joinedOn, workerErrors.beforeJoining, { date, joinedOn });
}

/**
 * G-33 G-37 An active worker is posted to a grid with duties of the catalogue, all of them unless told; they are confirmed later.
 *
 * Refuses with `grid.worker.retired`, `before-joining`, `too-far-ahead`, `too-long-ago` or `duty-unknown` {codes}.
 */
export function post(
  input: InputOf<typeof postWorker>,
  worker: WorkerFacts,
  catalogue: DutyCatalogue,
  now: string,
): Decision<PostingState> {
  const { id, workerId, gridCode, home, startsOn } = input;
  ensure(worker.active, workerErrors.retired);
  ensureJoined(startsOn, worker);
  ensureNear(startsOn, now, workerErrors);
  const duties = [...new Set(input.duties ?? catalogue.codes)];
  const unknown = duties.filter((code) => !catalogue.codes.includes(code));
  ensure(!unknown.length, workerErrors.dutyUnknown, { codes: unknown });
  const { accountId } = worker;
  const state = {
    ...{ id, version: 1, workerId, accountId, gridCode, home, startsOn, endedOn: null, endReason: null },
    ...{ duties, policyVersion: catalogue.version, dutiesConfirmedAt: null },
  };
  return decide(state, workerPosted({ postingId: id, workerId, accountId, gridCode, home, startsOn, version: 1 }));
}

/**
 * G-33 A posting ends at once, its last day being up to now or, of one that has not begun, its first, with its reason; refuses with
 * `grid.worker.already-recalled`, `term-invalid` or `in-the-future`.
 */
export function recallPosting(posting: PostingState, input: InputOf<typeof recallWorker>, now: string): Decision<PostingState> {
  const { lastDay, reason } = input;
  postingLife.next(statusOf(posting), 'recall', workerErrors.alreadyRecalled);
  const { id, version, workerId, accountId, gridCode, home, startsOn } = posting;
  ensure(lastDay >= startsOn, workerErrors.termInvalid, { from: startsOn, lastDay });
  ensure(lastDay <= localDateOf(now) || lastDay === startsOn, workerErrors.inTheFuture, { date: lastDay });
  return decide(
    { ...posting, endedOn: lastDay, endReason: reason },
    workerRecalled({ postingId: id, workerId, accountId, gridCode, home, startsOn, lastDay, version: version + 1 }),
  );
}

/** G-33 The worker alone confirms the duties of a posting that lasts, once; refuses with `grid.worker.not-yours`. */
export function confirmDuties(posting: PostingState, accountId: string, now: values.Instant): Decision<PostingState> {
  ensure(posting.accountId === accountId, workerErrors.notYours);
  postingLife.next(statusOf(posting), 'confirm');
  return decide({ ...posting, dutiesConfirmedAt: now });
}
