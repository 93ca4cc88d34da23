import {
  workerErrors,
  type DevelopmentKind,
  type InputOf,
  type endDevelopment,
  type recordDevelopment,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureJoined, type WorkerState } from './posting.rules.js';

export interface DevelopmentState {
  readonly id: string;
  readonly version: number;
  readonly workerId: string;
  readonly placeCode: string;
  /** Empty once the person's data are erased. */
  readonly kind: DevelopmentKind | '';
  readonly sinceOn: values.LocalDate;
  readonly note: string | null;
  readonly recordedById: string;
  readonly endedOn: values.LocalDate | null;
}

export const developmentLife = transitions<'LASTING' | 'ENDED', 'end'>({ LASTING: { end: 'ENDED' }, ENDED: {} }, { initial: 'LASTING' });

/** G-36 How a worker is developed is recorded for confidants alone and told to nobody; refuses with `grid.worker.in-the-future` or `before-joining`. */
export function openRecord(
  input: InputOf<typeof recordDevelopment>,
  worker: Pick<WorkerState, 'homePlace' | 'joinedOn'>,
  by: string,
  now: values.Instant,
): Decision<DevelopmentState> {
  const { id, workerId, kind, sinceOn, note = null } = input;
  ensure(sinceOn <= localDateOf(now), workerErrors.inTheFuture, { date: sinceOn });
  ensureJoined(sinceOn, worker);
  return decide({ id, version: 1, workerId, placeCode: worker.homePlace, kind, sinceOn, note, recordedById: by, endedOn: null });
}

/** G-36 A record ends once, on a day that has come; refuses with `grid.worker.term-invalid` or `in-the-future`. */
export function endRecord(
  record: DevelopmentState,
  { endedOn }: Pick<InputOf<typeof endDevelopment>, 'endedOn'>,
  now: values.Instant,
): Decision<DevelopmentState> {
  developmentLife.next(record.endedOn === null ? 'LASTING' : 'ENDED', 'end');
  ensure(endedOn >= record.sinceOn, workerErrors.termInvalid, { from: record.sinceOn, lastDay: endedOn });
  ensure(endedOn <= localDateOf(now), workerErrors.inTheFuture, { date: endedOn });
  return decide({ ...record, endedOn });
}
