import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { pledgesOfCouncil, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, keyset, named, pageOf, today } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { ResourcePledge } from './resource-pledge.entity.js';

type Listed = OutputOf<typeof pledgesOfCouncil>['items'][number];

@Injectable()
export class ResourcePledgeQueries {
  private readonly statement;

  constructor(private readonly database: Database) {
    this.statement = named(
      'resource-pledge.of-council',
      `SELECT ${columnsOf(database.entities.getMetadata(ResourcePledge))}, t.state = 'PLEDGED' AND t.due_on < ${today} AS "isOverdue"
       FROM resource_pledge t WHERE t.council_id = $3 AND ${inScope(ResourcePledge.scope)} AND ($4::text IS NULL OR t.state = $4)
         AND (t.due_on, t.id) > ($5::date, $6::uuid) ORDER BY t.due_on, t.id LIMIT $7`,
    );
  }

  @Handles(pledgesOfCouncil)
  async ofCouncil(input: InputOf<typeof pledgesOfCouncil>, request: Request): Promise<OutputOf<typeof pledgesOfCouncil>> {
    const { councilId, state = null, after, limit } = input;
    const position = keyset(after, ascending('date', 'uuid'));
    const parameters = [...scopeParameters(request), councilId, state, ...position, limit + 1];
    return pageOf(await this.database.read<Listed>(this.statement, parameters), limit, ({ dueOn, id }) => [dueOn, id]);
  }
}
