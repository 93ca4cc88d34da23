import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { decisionsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { Decided } from './known-decision.rules.js';

const columns = `d.id, d.decided_by AS "decidedBy", d.community_code AS "communityCode", d.estate_id AS "estateId", d.matter,
  d.subject_id AS "subjectId", d.majority, d.outcome, d.decided_at AS "decidedAt", d.version`;
const ofEstate = named(
  'known-decision.of-estate',
  `SELECT ${columns} FROM estate t JOIN known_decision d ON d.estate_id = t.id OR (d.estate_id IS NULL AND d.community_code = t.community_code)
   WHERE t.id = $3 AND ${inScope({ place: 't.community_code', estate: 't.id' })} AND ($4::text IS NULL OR d.matter = $4)
     AND (d.decided_at, d.id) < ($5::timestamptz, $6::uuid) ORDER BY d.decided_at DESC, d.id DESC LIMIT $7`,
);
const one = named('known-decision.one', `SELECT ${columns} FROM known_decision d WHERE d.id = $1`);

@Injectable()
export class KnownDecisionQueries {
  constructor(private readonly database: Database) {}

  @Handles(decisionsOfEstate)
  async ofEstate(input: InputOf<typeof decisionsOfEstate>, request: Request): Promise<OutputOf<typeof decisionsOfEstate>> {
    const { estateId, matter = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<Decided>(ofEstate, [...scopeParameters(request), estateId, matter, ...position, limit + 1]);
    return pageOf(rows, limit, ({ decidedAt, id }) => [decidedAt, id]);
  }

  /** The decision as it is known; undefined when it is not, or none is named. */
  async one(id: string | null | undefined): Promise<Decided | undefined> {
    return id ? (await this.database.read<Decided>(one, [id]))[0] : undefined;
  }
}
