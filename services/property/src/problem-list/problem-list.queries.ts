import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { problemsOfEstate, publishedProblemList, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import type { EstateProblemState } from './problem-list.rules.js';

const problems = named(
  'problem-list.problems',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.class, t.title, t.facility_id AS "facilityId",
     t.responsible_body AS "responsibleBody", t.state, t.outcome, t.evidence_ids AS "evidenceIds", t.opened_at AS "openedAt", t.resolved_at AS "resolvedAt"
   FROM estate_problem t WHERE t.estate_id = $3 AND ${inScope({ place: 't.community_code', estate: 't.estate_id' })}
     AND ($4::text IS NULL OR t.state = $4) AND (t.opened_at, t.id) < ($5::timestamptz, $6::uuid)
   ORDER BY t.opened_at DESC, t.id DESC LIMIT $7`,
);
const published = named(
  'problem-list.published',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.number, t.items, t.published_at AS "publishedAt"
   FROM problem_list t WHERE t.estate_id = $1 AND ($2::integer IS NULL OR t.number = $2) ORDER BY t.number DESC LIMIT 1`,
);

@Injectable()
export class ProblemListQueries {
  constructor(private readonly database: Database) {}

  @Handles(problemsOfEstate)
  async problems(input: InputOf<typeof problemsOfEstate>, request: Request): Promise<OutputOf<typeof problemsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<EstateProblemState>(problems, [
      ...scopeParameters(request),
      estateId,
      state,
      ...position,
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ openedAt, id }) => [openedAt, id]);
  }

  @Handles(publishedProblemList)
  async published(input: InputOf<typeof publishedProblemList>): Promise<OutputOf<typeof publishedProblemList>> {
    const [row] = await this.database.read<OutputOf<typeof publishedProblemList>>(published, [input.estateId, input.number ?? null]);
    ensure(row, requestErrors.notFound);
    return row;
  }
}
