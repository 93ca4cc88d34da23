import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { paperVotesWaiting, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';

type Waiting = OutputOf<typeof paperVotesWaiting>['items'][number];

const waiting = named(
  'paper-vote.waiting',
  `SELECT t.entry_number AS "entryNumber", (array_agg(t.state ORDER BY t.round DESC))[1] AS state,
     array_agg(t.evidence_id ORDER BY t.round) AS "evidenceIds", max(t.entered_at) AS "enteredAt"
   FROM paper_vote t WHERE t.ballot_id = $3 AND ${inScope({ place: 't.community_code' })} AND t.entry_number > $4::integer
     AND NOT EXISTS (SELECT 1 FROM vote v WHERE v.ballot_id = t.ballot_id AND v.entry_number = t.entry_number)
   GROUP BY t.entry_number ORDER BY t.entry_number LIMIT $5`,
);

@Injectable()
export class PaperVoteQueries {
  constructor(private readonly database: Database) {}

  @Handles(paperVotesWaiting)
  async waiting(input: InputOf<typeof paperVotesWaiting>, request: Request): Promise<OutputOf<typeof paperVotesWaiting>> {
    const { ballotId, after, limit } = input;
    const parameters = [...scopeParameters(request), ballotId, ...keyset(after, ['0']), limit + 1];
    return pageOf(await this.database.read<Waiting>(waiting, parameters), limit, ({ entryNumber }) => [entryNumber]);
  }
}
