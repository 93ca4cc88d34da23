import { Injectable } from '@nestjs/common';
import { postingsOfPlace, readWorker, requestErrors, workersOfPlace, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import type { WorkerFacts } from './posting.rules.js';

const workerColumns = `t.id, t.version, t.person_id AS "personId", t.account_id AS "accountId", t.home_place AS "homePlace", t.active,
  t.joined_on AS "joinedOn", t.left_on AS "leftOn", n.name`;
const postingColumns = `t.id, t.version, t.worker_id AS "workerId", t.grid_code AS "gridCode", t.home, t.starts_on AS "startsOn", t.ended_on AS "endedOn",
  t.duties, t.policy_version AS "policyVersion", t.duties_confirmed_at AS "dutiesConfirmedAt", n.name`;
const postedWhere = (condition: string) =>
  `EXISTS (SELECT 1 FROM worker_posting p WHERE p.worker_id = t.id AND p.ended_on IS NULL AND ${condition})`;
/** A worker is seen from where it is registered, and in the grids it is posted to: a colleague sees those of the own grid alone. */
const visible = `(${inScope({ place: 't.home_place' })} OR ${postedWhere(inScope({ place: 'p.grid_code' }))})`;

const byId = named(
  'worker.by-id',
  `SELECT ${workerColumns} FROM grid_worker t JOIN person n ON n.id = t.person_id WHERE t.id = $3 AND ${visible}`,
);
const ofPlace = named(
  'worker.of-place',
  `SELECT ${workerColumns} FROM grid_worker t JOIN person n ON n.id = t.person_id
   WHERE (t.home_place LIKE $3 || '%' OR ${postedWhere("p.grid_code LIKE $3 || '%'")}) AND ($4::boolean IS NULL OR t.active = $4) AND ${visible}
     AND t.id > $5::uuid ORDER BY t.id LIMIT $6`,
);
const postings = named(
  'worker.postings',
  `SELECT ${postingColumns} FROM worker_posting t JOIN grid_worker w ON w.id = t.worker_id JOIN person n ON n.id = w.person_id
   WHERE ${within('$3', 't.grid_code')} AND t.ended_on IS NULL
     AND t.id > $4::uuid ORDER BY t.id LIMIT $5`,
);
const factsFor = named(
  'worker.facts',
  `SELECT t.active, t.account_id AS "accountId", t.joined_on AS "joinedOn" FROM grid_worker t
   WHERE t.id = $3 AND (${inScope({ place: 't.home_place' })} OR (starts_with($4, t.home_place) AND ${inScope({ place: '$4::text' })}))`,
);

type Worker = OutputOf<typeof readWorker>;

@Injectable()
export class WorkerQueries {
  constructor(private readonly database: Database) {}

  @Handles(readWorker)
  async read(input: InputOf<typeof readWorker>, request: Request): Promise<Worker> {
    const [row] = await this.database.read<Worker>(byId, [...scopeParameters(request), input.id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(workersOfPlace)
  async ofPlace(input: InputOf<typeof workersOfPlace>, request: Request): Promise<OutputOf<typeof workersOfPlace>> {
    const { placeCode, active = null, limit, after } = input;
    const parameters = [...scopeParameters(request), placeCode, active, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<Worker>(ofPlace, parameters), limit, (row) => [row.id]);
  }

  @Handles(postingsOfPlace)
  async postings(input: InputOf<typeof postingsOfPlace>, request: Request): Promise<OutputOf<typeof postingsOfPlace>> {
    const { placeCode, limit, after } = input;
    const parameters = [...scopeParameters(request), placeCode, ...keyset(after, ascending('uuid')), limit + 1];
    const rows = await this.database.read<OutputOf<typeof postingsOfPlace>['items'][number]>(postings, parameters);
    return pageOf(rows, limit, (row) => [row.id]);
  }

  /** A worker whom the actor may post to a grid: of the actor's place, or of one above the actor's grid; else `undefined`. */
  async facts(workerId: string, gridCode: string, request: Request): Promise<WorkerFacts | undefined> {
    return (await this.database.read<WorkerFacts>(factsFor, [...scopeParameters(request), workerId, gridCode]))[0];
  }
}
