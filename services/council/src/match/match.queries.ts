import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { matchesOfPlace, proposalsOfDemand, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { columnsOf, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { isHomeIn } from '../known-household/known-household.queries.js';
import { Match, MatchProposal } from './match.entity.js';
import type { MatchState } from './match.rules.js';

@Injectable()
export class MatchQueries {
  private readonly statements;

  constructor(private readonly database: Database) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    const scope = inScope({ place: Match.scope.place });
    this.statements = {
      proposals: named(
        'match.proposals',
        `SELECT ${columns(MatchProposal)} FROM match_proposal t WHERE t.demand_id = $3
           AND EXISTS (SELECT 1 FROM demand t WHERE t.id = $3 AND ${scope}) ORDER BY t.rank`,
      ),
      ofPlace: named(
        'match.of-place',
        `SELECT ${columns(Match)} FROM match t WHERE ${isHomeIn(Match.scope.place, '$3')} AND ${scope} AND ($4::text IS NULL OR t.state = $4)
           AND (t.claimed_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.claimed_at DESC, t.id DESC LIMIT $7`,
      ),
    };
  }

  @Handles(proposalsOfDemand)
  async proposals({ demandId }: InputOf<typeof proposalsOfDemand>, request: Request): Promise<OutputOf<typeof proposalsOfDemand>> {
    return { items: await this.database.read<MatchProposal>(this.statements.proposals, [...scopeParameters(request), demandId]) };
  }

  @Handles(matchesOfPlace)
  async ofPlace(input: InputOf<typeof matchesOfPlace>, request: Request): Promise<OutputOf<typeof matchesOfPlace>> {
    const { placeCode, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), placeCode, state, ...position, limit + 1];
    const rows = await this.database.read<MatchState>(this.statements.ofPlace, parameters);
    return pageOf(rows, limit, ({ claimedAt, id }) => [claimedAt, id]);
  }
}
