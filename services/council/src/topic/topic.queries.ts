import { Injectable } from '@nestjs/common';
import { requestErrors, topicCandidates, type InputOf, type OutputOf, type TopicCandidateView } from '@gezhi/shared/contracts';
import { inPublicScope, inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';

const touches = `(starts_with(t.place_code, $3) OR EXISTS (SELECT FROM unnest(t.grid_codes) AS grid WHERE starts_with(grid, $3)))`;

const candidates = named(
  'topic.candidates',
  `SELECT t.problem_id AS "problemId", t.place_code AS "placeCode", t.grid_codes AS "gridCodes", t.scope, t.class, t.transferred_at AS "transferredAt", t.state
   FROM topic_candidate t
   WHERE t.state = $4 AND ${touches} AND ${inScope({ place: '$3' })}
     AND (t.transferred_at, t.problem_id) < ($5::timestamptz, $6::uuid)
   ORDER BY t.transferred_at DESC, t.problem_id DESC LIMIT $7`,
);

const count = named(
  'topic.count-candidates',
  `SELECT ${inPublicScope('$3::text')} AS covered, count(*)::integer AS open FROM topic_candidate t WHERE t.state = 'open' AND ${touches}`,
);

@Injectable()
export class TopicQueries {
  constructor(private readonly database: Database) {}

  @Handles(topicCandidates)
  async candidates(input: InputOf<typeof topicCandidates>, request: Request): Promise<OutputOf<typeof topicCandidates>> {
    const parameters = [
      ...scopeParameters(request),
      input.placeCode,
      input.state,
      ...keyset(input.after, descending('timestamptz', 'uuid')),
      input.limit + 1,
    ];
    const rows = await this.database.read<TopicCandidateView>(candidates, parameters);
    return pageOf(rows, input.limit, ({ transferredAt, problemId }) => [transferredAt, problemId]);
  }

  /** X-04 Open candidates of a place. @throws DomainError not-found for a grid where the actor is not assigned */
  async countCandidates(placeCode: string, request: Request): Promise<number> {
    const [row] = await this.database.read<{ covered: boolean; open: number }>(count, [...scopeParameters(request), placeCode]);
    ensure(row?.covered, requestErrors.notFound);
    return row.open;
  }
}
