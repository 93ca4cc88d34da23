import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { followUpsOfPlace, pairingsOfCouncil, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { FollowUp, LeaderPairing } from './member.entity.js';
import type { FollowUpState } from './pairing.rules.js';

type Listed = OutputOf<typeof pairingsOfCouncil>['items'][number];

const count = (state: string): string => `(SELECT count(*)::int FROM follow_up f WHERE f.pairing_id = t.id AND f.state = '${state}')`;

@Injectable()
export class PairingQueries {
  private readonly statements;

  constructor(private readonly database: Database) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    this.statements = {
      ofCouncil: named(
        'member.pairings',
        `SELECT ${columns(LeaderPairing)}, p.name, ${count('OPEN')} AS "openFollowUps", ${count('OVERDUE')} AS "overdueFollowUps"
         FROM leader_pairing t LEFT JOIN person p ON p.id = t.person_id WHERE t.council_id = $3 AND ${inScope(LeaderPairing.scope)}
           AND (t.paired_on, t.id) < ($4::date, $5::uuid) ORDER BY t.paired_on DESC, t.id DESC LIMIT $6`,
      ),
      followUps: named(
        'member.follow-ups',
        `SELECT ${columns(FollowUp)} FROM follow_up t WHERE starts_with(t.community_code, $3) AND ${inScope(FollowUp.scope)}
           AND ($4::uuid IS NULL OR t.pairing_id = $4) AND ($5::text IS NULL OR t.state = $5)
           AND (t.due_on, t.id) > ($6::date, $7::uuid) ORDER BY t.due_on, t.id LIMIT $8`,
      ),
    };
  }

  @Handles(pairingsOfCouncil)
  async ofCouncil(input: InputOf<typeof pairingsOfCouncil>, request: Request): Promise<OutputOf<typeof pairingsOfCouncil>> {
    const { councilId, after, limit } = input;
    const position = keyset(after, descending('date', 'uuid'));
    const rows = await this.database.read<Listed>(this.statements.ofCouncil, [
      ...scopeParameters(request),
      councilId,
      ...position,
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ pairedOn, id }) => [pairedOn, id]);
  }

  @Handles(followUpsOfPlace)
  async followUps(input: InputOf<typeof followUpsOfPlace>, request: Request): Promise<OutputOf<typeof followUpsOfPlace>> {
    const { placeCode, pairingId = null, state = null, after, limit } = input;
    const position = keyset(after, ascending('date', 'uuid'));
    const parameters = [...scopeParameters(request), placeCode, pairingId, state, ...position, limit + 1];
    const rows = await this.database.read<FollowUpState>(this.statements.followUps, parameters);
    return pageOf(rows, limit, ({ dueOn, id }) => [dueOn, id]);
  }
}
