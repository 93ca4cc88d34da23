import { Injectable } from '@nestjs/common';
import { reach, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  ballotErrors,
  issuedTokensOfBallot,
  requestErrors,
  secretVotesOfBallot,
  type InputOf,
  type OutputOf,
  type VoteChoice,
} from '@gezhi/shared/contracts';
import { Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdsProxyOf } from '../roll/roll.queries.js';
import type { TokenAsked } from './secret-vote.rules.js';

type Published = OutputOf<typeof secretVotesOfBallot>['items'][number];

const asked = named(
  'secret-vote.asked',
  `SELECT b.community_code AS "communityCode", b.opened_at AS "openedAt", b.closes_at AS "closesAt", b.secret,
     b.demands_voting_code AS "demandsVotingCode", e.voter_ids AS "voterIds", e.recused, e.attends,
     ARRAY(SELECT own FROM unnest(e.voter_ids) AS own WHERE own = $1::uuid OR own::text = ANY (${reach('self')})) AS "actsFor",
     ${holdsProxyOf('e')} AS "isHolder",
     EXISTS (SELECT 1 FROM roll_entry o WHERE o.ballot_id = b.id AND o.attends AND NOT o.recused) AS "inMeeting"
   FROM ballot b LEFT JOIN roll_entry e ON e.ballot_id = b.id AND e.number = $4 WHERE b.id = $3`,
);
const box = named('secret-vote.box', 'SELECT community_code AS "communityCode", secret, token_key AS "tokenKey" FROM ballot WHERE id = $1');
const choice = named(
  'secret-vote.choice',
  `SELECT choice FROM ballot_box WHERE ballot_id = $1 AND token_hash = $2
   UNION ALL SELECT choice FROM secret_vote WHERE ballot_id = $1 AND token_hash = $2`,
);
const state = named('secret-vote.state', 'SELECT state FROM ballot WHERE id = $1');
const votes = named(
  'secret-vote.votes',
  `SELECT encode(token_hash, 'hex') AS "tokenHash", encode(token, 'base64') AS token, encode(signature, 'base64') AS signature, choice
   FROM secret_vote WHERE ballot_id = $1 AND token_hash > decode($2, 'hex') ORDER BY token_hash LIMIT $3`,
);
const issued = named(
  'secret-vote.issued',
  `SELECT entry_number AS "entryNumber" FROM ballot_token WHERE ballot_id = $1 AND entry_number > $2::integer ORDER BY entry_number LIMIT $3`,
);

interface Box {
  readonly communityCode: string;
  readonly secret: boolean;
  readonly tokenKey: string | null;
}

@Injectable()
export class SecretVoteQueries {
  constructor(private readonly database: Database) {}

  @Handles(secretVotesOfBallot)
  async votes({ ballotId, after, limit }: InputOf<typeof secretVotesOfBallot>): Promise<OutputOf<typeof secretVotesOfBallot>> {
    await this.ensureCertified(ballotId);
    const rows = await this.database.read<Published>(votes, [ballotId, ...keyset(after, ['']), limit + 1]);
    // PostgreSQL breaks its base64 into lines.
    const plain = rows.map((row) => ({ ...row, token: row.token.replaceAll('\n', ''), signature: row.signature.replaceAll('\n', '') }));
    return pageOf(plain, limit, ({ tokenHash }) => [tokenHash]);
  }

  @Handles(issuedTokensOfBallot)
  async issued({ ballotId, after, limit }: InputOf<typeof issuedTokensOfBallot>): Promise<OutputOf<typeof issuedTokensOfBallot>> {
    await this.ensureCertified(ballotId);
    const rows = await this.database.read<{ entryNumber: number }>(issued, [ballotId, ...keyset(after, ['0']), limit + 1]);
    return pageOf(rows, limit, ({ entryNumber }) => [entryNumber]);
  }

  /** An entry of a roll as who asks for its token meets it; undefined when there is no such ballot. */
  async asked(ballotId: string, entryNumber: number, request: Request): Promise<TokenAsked | undefined> {
    const parameters = [...scopeParameters(request), ballotId, entryNumber];
    return (await this.database.read<TokenAsked>(asked, parameters))[0];
  }

  async box(ballotId: string): Promise<Box | undefined> {
    return (await this.database.read<Box>(box, [ballotId]))[0];
  }

  /** What was cast under a token; undefined when nothing was. */
  async choiceOf(ballotId: string, tokenHash: Buffer): Promise<VoteChoice | undefined> {
    return (await this.database.read<{ choice: VoteChoice }>(choice, [ballotId, tokenHash]))[0]?.choice;
  }

  private async ensureCertified(ballotId: string): Promise<void> {
    const [ballot] = await this.database.read<{ state: string }>(state, [ballotId]);
    ensure(ballot, requestErrors.notFound);
    ensure(ballot.state === 'CERTIFIED', ballotErrors.tallyHidden);
  }
}
