import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  attendanceOfSession,
  caseArticles,
  courses,
  myTraining,
  requestErrors,
  sessionsOfPlace,
  trainingSummary,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { actsAt } from './reach.queries.js';

/** What is for place `$3`: within it, or for a larger place around it; the actor acts at the one or the other. */
const forPlace = `(starts_with(t.place_code, $3) OR starts_with($3, t.place_code))
  AND (${inScope({ place: 't.place_code' })} OR ${inScope({ place: '$3::text' })})`;
const before = (at: string, n: number): string => `(${at}, t.id) < ($${n}::timestamptz, $${n + 1}::uuid)`;
const sessionColumns = `t.id, t.version, t.place_code AS "placeCode", t.course_id AS "courseId", t.title, t.tag, t.channel, t.mode,
  t.starts_at AS "startsAt", t.capacity, t.seats_taken AS "seatsTaken", t.status, t.cancel_reason AS "cancelReason"`;

const coursesFor = named(
  'training.courses',
  `SELECT t.id, t.version, t.place_code AS "placeCode", t.title, t.tag, t.mode, t.status, t.offered_by_id AS "offeredById",
     t.offered_at AS "offeredAt", (SELECT count(*)::int FROM course_order o WHERE o.course_id = t.id) AS ordered
   FROM course t WHERE ${forPlace} AND ($4::text IS NULL OR t.status = $4) AND ${before('t.offered_at', 5)}
   ORDER BY t.offered_at DESC, t.id DESC LIMIT $7`,
);
const sessionsFor = named(
  'training.sessions',
  `SELECT ${sessionColumns} FROM training_session t
   WHERE ${forPlace} AND ($4::text IS NULL OR t.status = $4) AND ($5::text IS NULL OR t.mode = $5) AND ${before('t.starts_at', 6)}
   ORDER BY t.starts_at DESC, t.id DESC LIMIT $8`,
);
const casesFor = named(
  'training.cases',
  `SELECT t.id, t.version, t.place_code AS "placeCode", t.title, t.body, t.tag, t.published_by_id AS "publishedById",
     t.published_at AS "publishedAt"
   FROM case_article t WHERE ${forPlace} AND ${before('t.published_at', 4)} ORDER BY t.published_at DESC, t.id DESC LIMIT $6`,
);
const reached = named('training.reached', `SELECT ${actsAt('t.place_code')} AS at FROM training_session t WHERE t.id = $3`);
/** Of a class for a larger place, the workers of the own. */
const attendanceAt = named(
  'training.attendance',
  `SELECT t.worker_id AS "workerId", t.enrolled_at AS "enrolledAt", t.attended,
     CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'version', d.version, 'sessionId', d.session_id, 'workerId', d.worker_id,
       'scenario', d.scenario, 'criteria', d.criteria, 'level', d.level, 'assessorId', d.assessor_id,
       'at', to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS sheet
   FROM attendance t JOIN training_session s ON s.id = t.session_id LEFT JOIN grid_worker w ON w.id = t.worker_id
     LEFT JOIN drill_sheet d ON d.session_id = t.session_id AND d.worker_id = t.worker_id
   WHERE t.session_id = $3 AND (${inScope({ place: 's.place_code' })} OR ${inScope({ place: 'w.home_place' })})
     AND t.worker_id > $4::uuid ORDER BY t.worker_id LIMIT $5`,
);
const mine = named(
  'training.mine',
  `SELECT ${sessionColumns}, a.enrolled_at AS "enrolledAt", a.attended, d.level
   FROM grid_worker w JOIN attendance a ON a.worker_id = w.id JOIN training_session t ON t.id = a.session_id
     LEFT JOIN drill_sheet d ON d.session_id = t.id AND d.worker_id = w.id
   WHERE w.account_id = $1::uuid AND ${before('t.starts_at', 2)} ORDER BY t.starts_at DESC, t.id DESC LIMIT $4`,
);
const dated = (at: string): string =>
  `${within('$3', 't.place_code')} AND ($4::timestamptz IS NULL OR ${at} >= $4) AND ($5::timestamptz IS NULL OR ${at} < $5)`;
const summaryOf = named(
  'training.summary',
  `WITH held AS (SELECT t.id, t.mode FROM training_session t WHERE t.status = 'HELD' AND ${dated('t.starts_at')}),
     came AS (SELECT count(*)::int AS times, count(DISTINCT a.worker_id)::int AS workers FROM attendance a JOIN held ON held.id = a.session_id WHERE a.attended)
   SELECT (SELECT count(*)::int FROM held) AS sessions, came.times AS "personTimes", came.workers AS "distinctWorkers",
     (SELECT count(*)::int FROM held WHERE mode = 'SCENARIO_DRILL') AS drills,
     (SELECT count(*)::int FROM case_article t WHERE ${dated('t.published_at')}) AS cases,
     (SELECT count(*)::int FROM case_push t WHERE ${dated('t.pushed_at')}) AS pushes
   FROM came`,
);

type Page<Q extends typeof courses | typeof sessionsOfPlace | typeof caseArticles | typeof myTraining | typeof attendanceOfSession> =
  OutputOf<Q>;

@Injectable()
export class TrainingQueries {
  constructor(private readonly database: Database) {}

  @Handles(courses)
  async courses(input: InputOf<typeof courses>, request: Request): Promise<Page<typeof courses>> {
    const { placeCode, status = null, after, limit } = input;
    const parameters = [...scopeParameters(request), placeCode, status, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    const rows = await this.database.read<Page<typeof courses>['items'][number]>(coursesFor, parameters);
    return pageOf(rows, limit, ({ offeredAt, id }) => [offeredAt, id]);
  }

  @Handles(sessionsOfPlace)
  async sessions(input: InputOf<typeof sessionsOfPlace>, request: Request): Promise<Page<typeof sessionsOfPlace>> {
    const { placeCode, status = null, mode = null, after, limit } = input;
    const parameters = [
      ...scopeParameters(request),
      placeCode,
      status,
      mode,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ];
    const rows = await this.database.read<Page<typeof sessionsOfPlace>['items'][number]>(sessionsFor, parameters);
    return pageOf(rows, limit, ({ startsAt, id }) => [startsAt, id]);
  }

  @Handles(attendanceOfSession)
  async attendance({ id, after, limit }: InputOf<typeof attendanceOfSession>, request: Request): Promise<Page<typeof attendanceOfSession>> {
    const scoped = [...scopeParameters(request), id];
    const [session] = await this.database.read<{ at: string | null }>(reached, scoped);
    ensure(session?.at, requestErrors.notFound);
    const parameters = [...scoped, ...keyset(after, ascending('uuid')), limit + 1];
    const rows = await this.database.read<Page<typeof attendanceOfSession>['items'][number]>(attendanceAt, parameters);
    return pageOf(rows, limit, ({ workerId }) => [workerId]);
  }

  @Handles(caseArticles)
  async cases({ placeCode, after, limit }: InputOf<typeof caseArticles>, request: Request): Promise<Page<typeof caseArticles>> {
    const parameters = [...scopeParameters(request), placeCode, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    const rows = await this.database.read<Page<typeof caseArticles>['items'][number]>(casesFor, parameters);
    return pageOf(rows, limit, ({ publishedAt, id }) => [publishedAt, id]);
  }

  @Handles(myTraining)
  async mine({ after, limit }: InputOf<typeof myTraining>, request: Request): Promise<Page<typeof myTraining>> {
    const rows = await this.database.read<Page<typeof myTraining>['items'][number]>(mine, [
      request.actor.id,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ startsAt, id }) => [startsAt, id]);
  }

  @Handles(trainingSummary)
  async summary(input: InputOf<typeof trainingSummary>, request: Request): Promise<OutputOf<typeof trainingSummary>> {
    const { placeCode, from = null, to = null } = input;
    const parameters = [...scopeParameters(request), placeCode, from, to];
    return (await this.database.read<OutputOf<typeof trainingSummary>>(summaryOf, parameters))[0]!;
  }
}
