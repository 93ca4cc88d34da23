import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { readSpaceConversion, spaceConversionsOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { SpaceConversion } from './space-conversion.entity.js';
import type { SpaceConversionState } from './space-conversion.rules.js';

const ofEstate = named(
  'space-conversion.of-estate',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.location, t.target, t.state,
     t.before, t.decision_id AS "decisionId", t.after, t.proposed_at AS "proposedAt",
     t.approved_at AS "approvedAt", t.built_at AS "builtAt", t.ended_at AS "endedAt"
   FROM space_conversion t WHERE t.estate_id = $3 AND ${inScope(SpaceConversion.scope)} AND ($4::text IS NULL OR t.state = $4)
     AND (t.proposed_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.proposed_at DESC, t.id DESC LIMIT $7`,
);

@Injectable()
export class SpaceConversionQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readSpaceConversion)
  async read({ id }: InputOf<typeof readSpaceConversion>, request: Request): Promise<OutputOf<typeof readSpaceConversion>> {
    return (await this.work.load(request, SpaceConversion, id)).state;
  }

  @Handles(spaceConversionsOfEstate)
  async ofEstate(input: InputOf<typeof spaceConversionsOfEstate>, request: Request): Promise<OutputOf<typeof spaceConversionsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), estateId, state, ...position, limit + 1];
    const rows = await this.database.read<SpaceConversionState>(ofEstate, parameters);
    return pageOf(rows, limit, ({ proposedAt, id }) => [proposedAt, id]);
  }
}
