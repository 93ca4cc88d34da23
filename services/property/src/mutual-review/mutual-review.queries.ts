import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { coordinationRequestsOfEstate, overdueAnswers, reviewsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { MutualReview } from './mutual-review.entity.js';
import type { CoordinationRequestState, MutualReviewState } from './mutual-review.rules.js';

type OverdueRow = OutputOf<typeof overdueAnswers>['items'][number];

const shared = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.evidence_ids AS "evidenceIds", t.state,
  t.due_at AS "dueAt", t.answer, t.answered_at AS "answeredAt"`;
const listed = `t.estate_id = $3 AND ${inScope(MutualReview.scope)} AND ($4::text IS NULL OR t.state = $4)`;
const reviews = named(
  'mutual-review.reviews',
  `SELECT ${shared}, t.month, t.scores, t.comment, t.rated_at AS "ratedAt" FROM mutual_review t
   WHERE ${listed} AND ($5::text IS NULL OR t.month < $5) ORDER BY t.month DESC LIMIT $6`,
);
const requests = named(
  'mutual-review.requests',
  `SELECT ${shared}, t.title, t.need, t.raised_at AS "raisedAt" FROM coordination_request t
   WHERE ${listed} AND (t.raised_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.raised_at DESC, t.id DESC LIMIT $7`,
);
const late = (table: string, direction: OverdueRow['direction']) =>
  `(SELECT '${direction}' AS direction, t.id, t.estate_id AS "estateId", t.community_code AS "communityCode", t.due_at AS "dueAt" FROM ${table} t
    WHERE ${within('$3', 't.community_code')} AND t.state = 'WAITING' AND t.due_at < (SELECT gezhi_now())
      AND (t.due_at, t.id) > ($4::timestamptz, $5::uuid) ORDER BY t.due_at, t.id LIMIT $6)`;
const overdue = named(
  'mutual-review.overdue',
  `${late('mutual_review', 'COMMUNITY_TO_PROVIDER')} UNION ALL ${late('coordination_request', 'PROVIDER_TO_COMMUNITY')}
   ORDER BY "dueAt", id LIMIT $6`,
);

@Injectable()
export class MutualReviewQueries {
  constructor(private readonly database: Database) {}

  @Handles(reviewsOfEstate)
  async reviews(input: InputOf<typeof reviewsOfEstate>, request: Request): Promise<OutputOf<typeof reviewsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, [null]);
    const rows = await this.database.read<MutualReviewState>(reviews, [
      ...scopeParameters(request),
      estateId,
      state,
      ...position,
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ month }) => [month]);
  }

  @Handles(coordinationRequestsOfEstate)
  async requests(
    input: InputOf<typeof coordinationRequestsOfEstate>,
    request: Request,
  ): Promise<OutputOf<typeof coordinationRequestsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), estateId, state, ...position, limit + 1];
    return pageOf(await this.database.read<CoordinationRequestState>(requests, parameters), limit, ({ raisedAt, id }) => [raisedAt, id]);
  }

  @Handles(overdueAnswers)
  async overdue(input: InputOf<typeof overdueAnswers>, request: Request): Promise<OutputOf<typeof overdueAnswers>> {
    const { placeCode, after, limit } = input;
    const position = keyset(after, ascending('timestamptz', 'uuid'));
    const rows = await this.database.read<OverdueRow>(overdue, [...scopeParameters(request), placeCode, ...position, limit + 1]);
    return pageOf(rows, limit, ({ dueAt, id }) => [dueAt, id]);
  }
}
