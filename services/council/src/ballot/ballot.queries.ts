import { Injectable } from '@nestjs/common';
import {
  ballotsOfCommunity,
  readBallot,
  requestErrors,
  turnoutOfBallot,
  type BallotView,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ballotColumns } from './ballot.plan.js';
import type { BallotState } from './ballot.rules.js';

type Turnout = OutputOf<typeof turnoutOfBallot>;

const one = named(
  'ballot.one',
  `SELECT ${ballotColumns}, (SELECT r.id FROM ballot r WHERE r.replaces_id = t.id) AS "replacedById" FROM ballot t WHERE t.id = $1`,
);
const ofCommunity = named(
  'ballot.of-community',
  `SELECT ${ballotColumns} FROM ballot t WHERE t.community_code = $1 AND t.state <> 'DRAFT' AND ($2::uuid IS NULL OR t.estate_id = $2)
     AND ($3::text IS NULL OR t.state = $3) AND (t.closes_at, t.id) < ($4::timestamptz, $5::uuid)
   ORDER BY t.closes_at DESC, t.id DESC LIMIT $6`,
);
/** Secret votes name no entry: each is one head. Entries whose co-owners differ so far are counted as well: they have voted. */
const turnout = named(
  'ballot.turnout',
  `SELECT (count(e.number) + s.votes)::int AS entries, (coalesce(sum(e.heads), 0) + s.votes)::int AS heads, coalesce(sum(e.area), 0)::float8 AS area,
     (t.roll->>'entries')::int AS "heldEntries", (t.roll->>'heads')::int AS "heldHeads", (t.roll->>'area')::float8 AS "heldArea"
   FROM ballot t CROSS JOIN (SELECT (SELECT count(*) FROM ballot_box WHERE ballot_id = $1) + (SELECT count(*) FROM secret_vote WHERE ballot_id = $1) AS votes) s
     LEFT JOIN (SELECT DISTINCT v.entry_number FROM vote v WHERE v.ballot_id = $1) voted ON true
     LEFT JOIN roll_entry e ON e.ballot_id = t.id AND e.number = voted.entry_number
   WHERE t.id = $1 AND t.roll IS NOT NULL GROUP BY t.id, s.votes`,
);

@Injectable()
export class BallotQueries {
  constructor(private readonly database: Database) {}

  @Handles(readBallot)
  async read({ id }: InputOf<typeof readBallot>): Promise<OutputOf<typeof readBallot>> {
    const [row] = await this.database.read<OutputOf<typeof readBallot>>(one, [id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(ballotsOfCommunity)
  async ofCommunity(input: InputOf<typeof ballotsOfCommunity>): Promise<OutputOf<typeof ballotsOfCommunity>> {
    const { communityCode, estateId = null, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<BallotView>(ofCommunity, [communityCode, estateId, state, ...position, limit + 1]);
    return pageOf(rows, limit, ({ closesAt, id }) => [closesAt, id]);
  }

  @Handles(turnoutOfBallot)
  async turnout({ id }: InputOf<typeof turnoutOfBallot>): Promise<Turnout> {
    const [row] = await this.database.read<Turnout>(turnout, [id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  /** The ballot as it is; undefined when there is none. */
  async one(id: string): Promise<BallotState | undefined> {
    return (await this.database.read<BallotState>(one, [id]))[0];
  }
}
