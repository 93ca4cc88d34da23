import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { spendingsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Spending } from './spending.entity.js';

type Row = OutputOf<typeof spendingsOfEstate>['items'][number];

const ofEstate = named(
  'spending.of-estate',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.fund, t.purpose, t.title, t.budget_fen AS "budgetFen",
     t.spent_fen AS "spentFen", t.state, t.decision_id AS "decisionId", t.evidence_ids AS "evidenceIds", t.proposed_at AS "proposedAt"
   FROM spending t WHERE t.estate_id = $3 AND ${inScope(Spending.scope)} AND ($4::text IS NULL OR t.state = $4)
     AND (t.proposed_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.proposed_at DESC, t.id DESC LIMIT $7`,
);

@Injectable()
export class SpendingQueries {
  constructor(private readonly database: Database) {}

  @Handles(spendingsOfEstate)
  async ofEstate(input: InputOf<typeof spendingsOfEstate>, request: Request): Promise<OutputOf<typeof spendingsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<Row>(ofEstate, [...scopeParameters(request), estateId, state, ...position, limit + 1]);
    return pageOf(rows, limit, ({ proposedAt, id }) => [proposedAt, id]);
  }
}
