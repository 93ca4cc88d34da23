import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { costsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Cost } from './cost.entity.js';

type Row = OutputOf<typeof costsOfEstate>['items'][number];

const ofEstate = named(
  'cost.of-estate',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.fund, t.amount_fen AS "amountFen", t.category, t.purpose,
     t.incurred_on::text AS "incurredOn", t.evidence_ids AS "evidenceIds", t.state, t.recorded_at AS "recordedAt", t.verified_at AS "verifiedAt"
   FROM cost t WHERE t.estate_id = $3 AND ${inScope(Cost.scope)} AND ($4::text IS NULL OR t.state = $4)
     AND (t.recorded_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.recorded_at DESC, t.id DESC LIMIT $7`,
);

@Injectable()
export class CostQueries {
  constructor(private readonly database: Database) {}

  @Handles(costsOfEstate)
  async ofEstate(input: InputOf<typeof costsOfEstate>, request: Request): Promise<OutputOf<typeof costsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<Row>(ofEstate, [...scopeParameters(request), estateId, state, ...position, limit + 1]);
    return pageOf(rows, limit, ({ recordedAt, id }) => [recordedAt, id]);
  }
}
