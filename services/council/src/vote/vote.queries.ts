import { Injectable } from '@nestjs/common';
import { reach, scopeParameters, type Request } from '@gezhi/shared/auth';
import { readReceipt, requestErrors, type InputOf, type OutputOf, type ReceiptView } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdsProxyOf, speaksFor } from '../roll/roll.queries.js';
import type { Polling } from './vote.rules.js';

const polling = named(
  'vote.polling',
  `SELECT b.community_code AS "communityCode", b.opened_at AS "openedAt", b.closes_at AS "closesAt", e.voter_ids AS "voterIds", e.recused,
     b.secret, b.demands_voting_code AS "demandsVotingCode",
     ARRAY(SELECT own FROM unnest(e.voter_ids) AS own WHERE own = $1::uuid OR own::text = ANY (${reach('self')})) AS "actsFor",
     ${holdsProxyOf('e')} AS "isHolder"
   FROM ballot b LEFT JOIN roll_entry e ON e.ballot_id = b.id AND e.number = $4 WHERE b.id = $3`,
);
const channel = named('vote.channel', 'SELECT channel FROM vote WHERE ballot_id = $1 AND entry_number = $2 ORDER BY sequence LIMIT 1');
const receipt = named(
  'vote.receipt',
  `SELECT v.id, v.version, v.ballot_id AS "ballotId", v.entry_number AS "entryNumber", v.voice, v.choice, v.channel, v.cast_at AS "castAt",
     v.salt, v.leaf, v.signature
   FROM vote v JOIN roll_entry e ON e.ballot_id = v.ballot_id AND e.number = v.entry_number WHERE v.id = $3 AND ${speaksFor('e', 'v.cast_at')}`,
);

@Injectable()
export class VoteQueries {
  constructor(private readonly database: Database) {}

  @Handles(readReceipt)
  async receipt({ id }: InputOf<typeof readReceipt>, request: Request): Promise<OutputOf<typeof readReceipt>> {
    const [row] = await this.database.read<ReceiptView>(receipt, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  /** An entry of a roll as the actor meets it; undefined when there is no such ballot. */
  async polling(ballotId: string, entryNumber: number, request: Request): Promise<Polling | undefined> {
    return (await this.database.read<Polling>(polling, [...scopeParameters(request), ballotId, entryNumber]))[0];
  }

  /** By which channel an entry voted first; null when it has not. */
  async channelOf(ballotId: string, entryNumber: number): Promise<string | null> {
    return (await this.database.read<{ channel: string }>(channel, [ballotId, entryNumber]))[0]?.channel ?? null;
  }
}
