import { Injectable } from '@nestjs/common';
import { problemsOfRequest, requestErrors, requestsOfProblem, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { placeColumns, placed, publicColumns } from '../service-request/request-columns.queries.js';
import { visible } from './problem-columns.queries.js';

/** $1 requests → requestId, problemId: the problem each shows now. */
export const linkedProblems = named(
  'problem.linked',
  `SELECT request_id AS "requestId", problem_id AS "problemId" FROM problem_link WHERE request_id = ANY($1::uuid[]) AND ended_at IS NULL`,
);

const linked = named(
  'problem.linked-requests',
  'SELECT request_id AS "requestId" FROM problem_link WHERE problem_id = $1 AND ended_at IS NULL ORDER BY request_id',
);
const place = named('problem.link-place', 'SELECT place_code AS place FROM problem WHERE id = $1');
const seen = named('problem.link-seen', `SELECT 1 FROM problem t WHERE t.id = $3 AND ${visible}`);
const requests = named(
  'problem.requests',
  `SELECT ${publicColumns}, coalesce(p.grid_code, t.grid_code) AS "gridCode", CASE WHEN ${inScope(placeColumns)} THEN t.summary END AS summary,
     k.linked_at AS "linkedAt"
   FROM problem_link k JOIN (${placed}) ON t.id = k.request_id
   WHERE k.problem_id = $3 AND k.ended_at IS NULL AND (k.linked_at, k.request_id) < ($4::timestamptz, $5::uuid)
   ORDER BY k.linked_at DESC, k.request_id DESC LIMIT $6`,
);
const request = named('problem.link-request-seen', `SELECT 1 FROM ${placed} WHERE t.id = $3 AND ${inScope(placeColumns)}`);
const problems = named(
  'problem.of-request',
  `SELECT q.id AS "problemId", q.scope, q.class, q.state, q.place_code AS "placeCode", k.linked_at AS "linkedAt", k.ended_at AS "endedAt"
   FROM problem_link k JOIN problem q ON q.id = k.problem_id WHERE k.request_id = $1 ORDER BY k.linked_at DESC, k.id DESC LIMIT 100`,
);

type Requests = OutputOf<typeof requestsOfProblem>;
type Problems = OutputOf<typeof problemsOfRequest>;

@Injectable()
export class LinkQueries {
  constructor(private readonly database: Database) {}

  @Handles(requestsOfProblem)
  async requests({ id, limit, after }: InputOf<typeof requestsOfProblem>, asking: Request): Promise<Requests> {
    const scope = scopeParameters(asking);
    ensure((await this.database.read(seen, [...scope, id])).length, requestErrors.notFound);
    const rows = await this.database.read<Requests['items'][number]>(requests, [
      ...scope,
      id,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, (row) => [row.linkedAt, row.id]);
  }

  @Handles(problemsOfRequest)
  async problems({ requestId }: InputOf<typeof problemsOfRequest>, asking: Request): Promise<Problems> {
    ensure((await this.database.read(request, [...scopeParameters(asking), requestId])).length, requestErrors.notFound);
    return { items: await this.database.read<Problems['items'][number]>(problems, [requestId]) };
  }

  /** The requests that show a problem now, in their order. */
  async requestsOf(id: string): Promise<string[]> {
    return (await this.database.read<{ requestId: string }>(linked, [id])).map(({ requestId }) => requestId);
  }

  async placeOf(id: string): Promise<string | undefined> {
    return (await this.database.read<{ place: string }>(place, [id]))[0]?.place;
  }
}
