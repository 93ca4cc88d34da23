import { Injectable } from '@nestjs/common';
import { bulletinPolicy, bulletinsOfCommunity, readBulletin, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { columnsOf, Database, descending, keyset, named, pageOf, Policies } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './bulletin.rules.js';
import { Bulletin, BulletinPolicyVersion } from './bulletin.entity.js';

type Read = OutputOf<typeof readBulletin>;

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };
/** Each edition with the one that corrects it and how it went out. */
const whole = `(SELECT n.id FROM bulletin n WHERE n.corrects_id = t.id) AS "correctedById", true AS "challengePresumed", coalesce((
  SELECT jsonb_agg(jsonb_build_object('channel', d.channel, 'deliveredAt', to_char(d.delivered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'evidenceIds', to_jsonb(d.evidence_ids)) ORDER BY d.delivered_at, d.id) FROM bulletin_delivery d WHERE d.bulletin_id = t.id), '[]') AS deliveries`;

@Injectable()
export class BulletinQueries {
  private readonly statements;

  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {
    const columns = columnsOf(database.entities.getMetadata(Bulletin));
    this.statements = {
      one: named('bulletin.one', `SELECT ${columns}, ${whole} FROM bulletin t WHERE t.id = $1`),
      ofCommunity: named(
        'bulletin.of-community',
        `SELECT ${columns}, ${whole} FROM bulletin t WHERE t.community_code = $1 AND t.state = 'PUBLISHED'
           AND ($2::uuid IS NULL OR t.topic_id = $2) AND ($3::uuid IS NULL OR t.ballot_id = $3)
           AND (t.published_at, t.id) < ($4::timestamptz, $5::uuid) ORDER BY t.published_at DESC, t.id DESC LIMIT $6`,
      ),
    };
  }

  @Handles(readBulletin)
  async read({ id }: InputOf<typeof readBulletin>): Promise<Read> {
    const [row] = await this.database.read<Read>(this.statements.one, [id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(bulletinsOfCommunity)
  async ofCommunity(input: InputOf<typeof bulletinsOfCommunity>): Promise<OutputOf<typeof bulletinsOfCommunity>> {
    const { communityCode, topicId = null, ballotId = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<Read>(this.statements.ofCommunity, [communityCode, topicId, ballotId, ...position, limit + 1]);
    return pageOf(rows, limit, ({ publishedAt, id }) => [publishedAt, id]);
  }

  /** What holds at a place; the assumed policy of the platform where no jurisdiction has laid down its own. */
  @Handles(bulletinPolicy)
  async inForce({ placeCode }: InputOf<typeof bulletinPolicy>): Promise<OutputOf<typeof bulletinPolicy>> {
    return (await this.policies.inForce(BulletinPolicyVersion, placeCode)) ?? builtIn;
  }
}
