import { requestErrors, trainingErrors, type CourseMode, type InputOf, type offerCourse, type values } from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { checkTag, type Vocabulary } from './drill.rules.js';
import { sessionLife, type SessionState } from './training.rules.js';

export type CourseStatus = 'OFFERED' | 'CLOSED';

export const courseLife = transitions<CourseStatus, 'order' | 'openClass' | 'close'>(
  { OFFERED: { order: 'OFFERED', openClass: 'OFFERED', close: 'CLOSED' }, CLOSED: {} },
  { initial: 'OFFERED' },
);

export interface CourseState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  readonly title: string;
  readonly tag: string;
  readonly mode: CourseMode;
  readonly status: CourseStatus;
  readonly offeredById: string;
  readonly offeredAt: values.Instant;
}

/** G-30 G-31 A class is opened for a course on offer, in the course's mode; refuses with `grid.training.course-closed` or `course-differs`. */
export function ensureOpensFor(course: Pick<CourseState, 'status' | 'mode'>, mode: CourseMode): void {
  courseLife.next(course.status, 'openClass', trainingErrors.courseClosed);
  ensure(course.mode === mode, trainingErrors.courseDiffers, { mode: course.mode });
}

/** A worker who waits for a class of a course. */
export interface Order {
  readonly workerId: string;
  readonly orderedAt: values.Instant;
}

/** G-31 A course is offered under a capability of the jurisdiction. Refuses with `grid.training.tag-unknown`. */
export function offer(
  input: InputOf<typeof offerCourse>,
  { playbook, actorId }: { readonly playbook: Vocabulary; readonly actorId: string },
  now: values.Instant,
): Decision<CourseState> {
  checkTag(input.tag, playbook);
  const { id, placeCode, title, tag, mode } = input;
  return decide({ id, version: 1, placeCode, title, tag, mode, status: courseLife.initial, offeredById: actorId, offeredAt: now });
}

/** G-31 A course is closed once; those who wait for it are not forgotten, but nobody joins them. */
export function closeOffer(course: CourseState): Decision<CourseState> {
  return decide({ ...course, status: courseLife.next(course.status, 'close') });
}

/** G-31 A registered worker orders a course that is offered. Refuses with `grid.training.not-a-worker` or `course-closed`. */
export function order(course: Pick<CourseState, 'status'>, workerId: string | null, now: values.Instant): Order {
  ensure(workerId, trainingErrors.notAWorker);
  courseLife.next(course.status, 'order', trainingErrors.courseClosed);
  return { workerId, orderedAt: now };
}

const earlier = (one: Order, other: Order): number =>
  [one.orderedAt, one.workerId].join() < [other.orderedAt, other.workerId].join() ? -1 : 1;

/** G-31 First come, first served: as many as there are seats, by the instant of ordering, then by worker; the others keep waiting. */
export function enrolOrderers(
  orders: readonly Order[],
  capacity: number,
): { readonly enrolled: readonly string[]; readonly waiting: readonly string[] } {
  const ids = orders.toSorted(earlier).map(({ workerId }) => workerId);
  return { enrolled: ids.slice(0, capacity), waiting: ids.slice(capacity) };
}

/**
 * G-31 Enrolment in a scheduled class stays within its cap. Refuses with `platform.request.wrong-state` or
 * `grid.training.class-full` {free}.
 *
 * @param wanted the workers asked for
 * @param known those of them whom the actor may enrol; `grid.training.worker-unknown` {workerIds} names the others
 */
export function enrolWorkers(session: SessionState, wanted: readonly string[], known: readonly string[]): SessionState {
  const status = sessionLife.next(session.status, 'enrol', requestErrors.wrongState);
  const workerIds = wanted.filter((id) => !known.includes(id));
  ensure(!workerIds.length, trainingErrors.workerUnknown, { workerIds });
  const free = session.capacity - session.seatsTaken;
  ensure(wanted.length <= free, trainingErrors.classFull, { free });
  return { ...session, status, seatsTaken: session.seatsTaken + wanted.length };
}
