import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  cancelClass,
  enrol,
  leaders,
  openClass,
  recordAttendance,
  requestErrors,
  trainingErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, Database, named, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import type { Vocabulary } from './drill.rules.js';
import { ensureOpensFor, enrolOrderers, enrolWorkers, type CourseState, type Order } from './enrolment.rules.js';
import { actsAt } from './reach.queries.js';
import { Attendance, TrainingSession } from './training.entity.js';
import { cancel, hold, open, type SessionState } from './training.rules.js';

constraint('training_session_pkey', requestErrors.idTaken);
constraint('training_session_capacity_check', trainingErrors.classFull);
constraint('attendance_pkey', trainingErrors.enrolledAlready);

const columns = `t.id, t.version, t.place_code AS "placeCode", t.course_id AS "courseId", t.title, t.tag, t.channel, t.mode,
  t.starts_at AS "startsAt", t.capacity, t.seats_taken AS "seatsTaken", t.status, t.cancel_reason AS "cancelReason"`;
const reached = named(
  'training.session-reached',
  `SELECT ${columns}, ${actsAt('t.place_code')} AS at FROM training_session t WHERE t.id = $3`,
);
const alone = `SELECT ${columns} FROM training_session t WHERE t.id = $1 FOR UPDATE`;
/** A class of this id, and whether the same person has opened it by the same words: sent again, however late, it is answered as it is. */
const openedBefore = `SELECT ${columns}, EXISTS (SELECT 1 FROM audit a WHERE a.aggregate_id = t.id::text AND a.operation = $2 AND a.actor_id = $3
  AND a.input_hash = $4) AS same FROM training_session t WHERE t.id = $1`;
/** Two classes of one course are opened one after the other, so that nobody is enrolled in both. */
const lockCourse = 'SELECT status, mode FROM course WHERE id = $1 AND starts_with($2, place_code) FOR UPDATE';
const waiting = `SELECT o.worker_id AS "workerId", o.ordered_at AS "orderedAt" FROM course_order o
  JOIN grid_worker w ON w.id = o.worker_id AND w.active AND starts_with(w.home_place, $2) WHERE o.course_id = $1`;
const leaveDemand = 'DELETE FROM course_order WHERE course_id = $1 AND worker_id = ANY($2::uuid[])';
/** Whoever was to attend waits for the course again, since the day they got the seat. */
const waitAgain = `INSERT INTO course_order (course_id, worker_id, ordered_at)
  SELECT c.id, a.worker_id, a.enrolled_at FROM attendance a JOIN course c ON c.id = $2 AND c.status = 'OFFERED' WHERE a.session_id = $1 ON CONFLICT DO NOTHING`;
/** Of the workers `$3`, those at place `$4` whom the actor leads by the roles `$2`, and the actor. */
const enrollable = `SELECT w.id FROM grid_worker w WHERE w.id = ANY($3::uuid[]) AND w.active AND starts_with(w.home_place, $4)
  AND (w.account_id = $1::uuid OR ${inScope({ place: 'w.home_place' })}) FOR SHARE OF w`;
/** The cap is held by `training_session_capacity_check`, whoever else takes seats meanwhile. */
const takeSeats = `UPDATE training_session SET seats_taken = seats_taken + $2, version = version + 1
  WHERE id = $1 AND status = 'SCHEDULED' RETURNING seats_taken AS "seatsTaken", version`;

@Injectable()
export class ClassCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly playbook: PlaybookQueries,
  ) {}

  @Handles(openClass)
  async open(input: InputOf<typeof openClass>, request: Request): Promise<Reply> {
    const playbook = await this.playbook.at(input.placeCode);
    return this.work.act(request, { place: input.placeCode, id: input.id }, (act) => opened(act, input, playbook, request));
  }

  @Handles(enrol)
  async enrol({ id, workerIds }: InputOf<typeof enrol>, request: Request): Promise<Reply> {
    const [found] = await this.database.read<SessionState & { at: string | null }>(reached, [...scopeParameters(request), id]);
    ensure(found?.at, requestErrors.notFound);
    const { at: place, ...session } = found;
    ensure([undefined, session.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: session.version });
    return this.work.act(request, { place, id }, (act) => enrolled(act, session, [...new Set(workerIds)], request));
  }

  @Handles(recordAttendance)
  async hold({ id, workerIds }: InputOf<typeof recordAttendance>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, TrainingSession, id);
    return this.work.act(request, { place: state.placeCode, id }, (act) => held(act, id, workerIds, request));
  }

  @Handles(cancelClass)
  async cancel({ id, reason }: InputOf<typeof cancelClass>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, TrainingSession, id);
    return this.work.act(request, { place: state.placeCode, id }, (act) => cancelled(act, id, reason, request));
  }
}

async function opened(act: Act, input: InputOf<typeof openClass>, playbook: Vocabulary, request: Request): Promise<SessionState> {
  const [known] = await act.query<SessionState & { same: boolean }>(openedBefore, [
    input.id,
    request.operation,
    request.actor.id,
    request.inputHash ?? null,
  ]);
  ensure(!known || known.same, requestErrors.idTaken);
  if (known) return known;
  const orders = input.courseId ? await demandOf(act, input.courseId, input) : [];
  const { enrolled } = enrolOrderers(orders, input.capacity);
  const { state, events } = open(input, { playbook, enrolled }, act.now);
  await act.insert(TrainingSession, [state]);
  await seat(act, state, enrolled);
  for (const happened of events) act.emit(happened);
  const { courseId, channel, mode, startsAt, capacity, seatsTaken, status } = state;
  act.note({ courseId, channel, mode, startsAt, capacity, seatsTaken, status });
  return state;
}

async function demandOf(act: Act, courseId: string, { placeCode, mode }: InputOf<typeof openClass>): Promise<Order[]> {
  const [course] = await act.query<Pick<CourseState, 'status' | 'mode'>>(lockCourse, [courseId, placeCode]);
  ensure(course, trainingErrors.courseUnknown);
  ensureOpensFor(course, mode);
  return act.query<Order>(waiting, [courseId, placeCode]);
}

/** Gives the workers their seats; whoever has one waits for the course no more. */
async function seat(act: Act, { id: sessionId, courseId }: SessionState, workerIds: readonly string[]): Promise<void> {
  if (!workerIds.length) return;
  const rows = workerIds.map((workerId) => ({ sessionId, workerId, enrolledAt: act.now, attended: null }));
  await act.insert(Attendance, rows);
  if (courseId) await act.query(leaveDemand, [courseId, workerIds]);
}

async function enrolled(act: Act, session: SessionState, wanted: readonly string[], request: Request): Promise<SessionState> {
  const leading = request.roles.filter((role) => (leaders as readonly string[]).includes(role));
  const known = await act.query<{ id: string }>(enrollable, [request.actor.id, leading, wanted, session.placeCode]);
  const [before] = (await act.query<SessionState>(alone, [session.id])) as [SessionState];
  const next = enrolWorkers(
    before,
    wanted,
    known.map(({ id }) => id),
  );
  const [taken] = await act.query<Pick<SessionState, 'seatsTaken' | 'version'>>(takeSeats, [session.id, wanted.length]);
  ensure(taken, requestErrors.concurrent);
  await seat(act, session, wanted);
  act.note({ seatsTaken: [before.seatsTaken, taken.seatsTaken] });
  return { ...next, ...taken };
}

async function cancelled(act: Act, id: string, reason: string, request: Request): Promise<SessionState> {
  const [session] = (await act.query<SessionState>(alone, [id])) as [SessionState];
  ensure([undefined, session.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: session.version });
  const { state } = cancel(session, reason);
  await act.query('UPDATE training_session SET status = $2, cancel_reason = $3, version = version + 1 WHERE id = $1', [
    ...[id, state.status, state.cancelReason],
  ]);
  if (session.courseId) await act.query(waitAgain, [id, session.courseId]);
  act.note({ status: [session.status, state.status] });
  return { ...state, version: session.version + 1 };
}

async function held(act: Act, id: string, came: readonly string[], request: Request): Promise<SessionState> {
  const [session] = await act.query<SessionState>(alone, [id]);
  ensure(session, requestErrors.notFound);
  ensure([undefined, session.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: session.version });
  const rows = await act.query<{ id: string }>('SELECT worker_id AS id FROM attendance WHERE session_id = $1', [id]);
  const { state } = hold(session, { enrolled: rows.map((row) => row.id), came }, act.now);
  await act.query('UPDATE training_session SET status = $2, version = version + 1 WHERE id = $1', [id, state.status]);
  await act.query('UPDATE attendance SET attended = worker_id = ANY($2::uuid[]) WHERE session_id = $1', [id, came]);
  act.note({ status: [session.status, state.status] });
  return { ...state, version: session.version + 1 };
}
