import {
  classOpened,
  trainingErrors,
  type CourseMode,
  type InputOf,
  type SessionStatus,
  type TrainingChannel,
  type openClass,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureNotFarAhead } from '../cadre/near.rules.js';
import { checkTag, type Vocabulary } from './drill.rules.js';

export const sessionLife = transitions<SessionStatus, 'enrol' | 'hold' | 'cancel'>(
  { SCHEDULED: { enrol: 'SCHEDULED', hold: 'HELD', cancel: 'CANCELLED' }, HELD: {}, CANCELLED: {} },
  { initial: 'SCHEDULED' },
);

export interface SessionState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  readonly courseId: string | null;
  readonly title: string;
  readonly tag: string;
  readonly channel: TrainingChannel;
  readonly mode: CourseMode;
  readonly startsAt: values.Instant;
  readonly capacity: number;
  readonly seatsTaken: number;
  readonly status: SessionStatus;
  readonly cancelReason: string | null;
}

/**
 * G-30 G-31 A class is opened with its cap, under a capability of the jurisdiction; an on-demand class needs somebody who ordered.
 * Refuses with `grid.training.tag-unknown`, `due-past`, `too-far-ahead` or `demand-missing`.
 *
 * @param enrolled those who ordered and have a seat
 */
export function open(
  input: InputOf<typeof openClass>,
  { playbook, enrolled }: { readonly playbook: Vocabulary; readonly enrolled: readonly string[] },
  now: values.Instant,
): Decision<SessionState> {
  checkTag(input.tag, playbook);
  ensure(input.startsAt > now, trainingErrors.duePast, { now });
  ensureNotFarAhead(localDateOf(input.startsAt), now, trainingErrors.tooFarAhead);
  ensure(input.mode !== 'ON_DEMAND' || enrolled.length, trainingErrors.demandMissing);
  const { id, placeCode, courseId = null, title, tag, channel, mode, startsAt, capacity } = input;
  const version = 1;
  return decide(
    {
      ...{ id, version, placeCode, courseId, title, tag, channel, mode, startsAt, capacity },
      ...{ seatsTaken: enrolled.length, status: sessionLife.initial, cancelReason: null },
    },
    classOpened({ sessionId: id, placeCode, mode, channel, startsAt, seats: capacity, version }),
  );
}

/**
 * G-30 A class that has begun is held with those of the enrolled who came. Nobody is told who: training is no ground for appraisal.
 * Refuses with `platform.request.wrong-state`, `grid.training.not-begun` or `not-enrolled` {workerIds}.
 */
export function hold(
  session: SessionState,
  { enrolled, came }: { readonly enrolled: readonly string[]; readonly came: readonly string[] },
  now: values.Instant,
): Decision<SessionState> {
  const status = sessionLife.next(session.status, 'hold');
  ensure(session.startsAt <= now, trainingErrors.notBegun, { startsAt: session.startsAt });
  const workerIds = came.filter((id) => !enrolled.includes(id));
  ensure(!workerIds.length, trainingErrors.notEnrolled, { workerIds });
  return decide({ ...session, status });
}

/** G-30 G-31 A class not yet held is cancelled, with the reason; whoever was to attend waits for the course again. */
export function cancel(session: SessionState, reason: string): Decision<SessionState> {
  return decide({ ...session, status: sessionLife.next(session.status, 'cancel'), cancelReason: reason });
}
