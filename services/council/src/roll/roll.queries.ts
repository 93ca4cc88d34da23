import { Injectable } from '@nestjs/common';
import { inScope, reach, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  ballotErrors,
  entriesOfRoll,
  myBallots,
  previewRoll,
  transfersSinceRoll,
  type InputOf,
  type OutputOf,
  type RollEntryView,
} from '@gezhi/shared/contracts';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ownedUnitColumns, unitsOwnedAt, type OwnedUnit } from '../known-unit/known-unit.plan.js';
import { entryColumns } from './roll.plan.js';
import { rollOfOwners, totalsOf } from './roll.rules.js';

type Mine = OutputOf<typeof myBallots>['items'][number];
type Transfer = OutputOf<typeof transfersSinceRoll>['items'][number];

const units = named(
  'roll.preview',
  `SELECT ${ownedUnitColumns} FROM ${unitsOwnedAt('gezhi_now()')}
   WHERE u.estate_id = $3 AND ${inScope({ place: 'u.community_code', estate: 'u.estate_id' })}`,
);
const entries = named(
  'roll.entries',
  `SELECT ${entryColumns} FROM roll_entry t WHERE t.ballot_id = $1 AND t.number > $2::integer ORDER BY t.number LIMIT $3`,
);
const transfers = named(
  'roll.transfers',
  `SELECT k.unit_id AS "unitId", e.number AS "entryNumber", k.valid_from AS "changedFrom" FROM ballot t
   JOIN roll_entry e ON e.ballot_id = t.id CROSS JOIN LATERAL unnest(e.unit_ids) AS held (unit_id)
   JOIN LATERAL (SELECT o.unit_id, o.owner_ids, o.valid_from FROM known_ownership o WHERE o.unit_id = held.unit_id
     ORDER BY o.version DESC LIMIT 1) k ON k.owner_ids <> e.voter_ids
   WHERE t.id = $3 AND ${inScope({ place: 't.community_code' })} AND k.unit_id > $4::uuid ORDER BY k.unit_id LIMIT $5`,
);
/** The account, or who it acts for, is named for an entry in writing, and was at the instant `before`. */
export const holdsProxyOf = (entry: string, before = 'gezhi_now()'): string =>
  `EXISTS (SELECT 1 FROM vote_proxy p WHERE p.ballot_id = ${entry}.ballot_id AND p.entry_number = ${entry}.number
    AND p.recorded_at <= ${before} AND (p.holder_id::text = ANY (${reach('self')}) OR p.holder_id = $1::uuid))`;
/** Whoever is on an entry, by an id for which the account acts or by the account itself, or was named for it in writing `before`. */
export const speaksFor = (entry: string, before?: string): string =>
  `(${entry}.voter_ids && ${reach('self')}::uuid[] OR $1::uuid = ANY (${entry}.voter_ids) OR ${holdsProxyOf(entry, before)})`;
const mine = named(
  'roll.mine',
  `SELECT b.id AS "ballotId", b.question, b.closes_at AS "closesAt", e.number AS "entryNumber", e.heads, e.area::float8 AS area, e.recused,
     e.voter_ids AS "voterIds", e.salt, e.seal, b.secret, b.demands_voting_code AS "demandsVotingCode",
     k.entry_number IS NOT NULL AS "tokenIssued", v.channel AS "votedBy", coalesce(v.ids, '{}') AS "receiptIds"
   FROM roll_entry e JOIN ballot b ON b.id = e.ballot_id LEFT JOIN ballot_token k ON k.ballot_id = e.ballot_id AND k.entry_number = e.number
     LEFT JOIN LATERAL (SELECT min(w.channel) AS channel, array_agg(w.id ORDER BY w.sequence) AS ids FROM vote w
       WHERE w.ballot_id = e.ballot_id AND w.entry_number = e.number HAVING count(*) > 0) v ON true
   WHERE ${speaksFor('e')} AND b.state <> 'CANCELLED'
     AND (NOT $3::boolean OR (b.state = 'OPEN' AND b.closes_at > gezhi_now() AND NOT e.recused AND v.channel IS NULL
       AND k.entry_number IS NULL))
     AND (b.closes_at, b.id, e.number) > ($4::timestamptz, $5::uuid, $6::integer)
   ORDER BY b.closes_at, b.id, e.number LIMIT $7`,
);

@Injectable()
export class RollQueries {
  constructor(private readonly database: Database) {}

  @Handles(previewRoll)
  async preview({ estateId }: InputOf<typeof previewRoll>, request: Request): Promise<OutputOf<typeof previewRoll>> {
    const known = await this.database.read<OwnedUnit>(units, [...scopeParameters(request), estateId]);
    ensure(known.length > 0, ballotErrors.estateUnknown);
    return totalsOf(rollOfOwners(known));
  }

  @Handles(entriesOfRoll)
  async entries({ ballotId, after, limit }: InputOf<typeof entriesOfRoll>): Promise<OutputOf<typeof entriesOfRoll>> {
    const rows = await this.database.read<RollEntryView>(entries, [ballotId, ...keyset(after, ['0']), limit + 1]);
    return pageOf(rows, limit, ({ number }) => [number]);
  }

  @Handles(transfersSinceRoll)
  async transfers(input: InputOf<typeof transfersSinceRoll>, request: Request): Promise<OutputOf<typeof transfersSinceRoll>> {
    const { ballotId, after, limit } = input;
    const parameters = [...scopeParameters(request), ballotId, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<Transfer>(transfers, parameters), limit, ({ unitId }) => [unitId]);
  }

  @Handles(myBallots)
  async mine({ pending, after, limit }: InputOf<typeof myBallots>, request: Request): Promise<OutputOf<typeof myBallots>> {
    const position = keyset(after, ascending('timestamptz', 'uuid', 'integer'));
    const rows = await this.database.read<Mine>(mine, [...scopeParameters(request), pending, ...position, limit + 1]);
    return pageOf(rows, limit, ({ closesAt, ballotId, entryNumber }) => [closesAt, ballotId, entryNumber]);
  }
}
