import { Injectable } from '@nestjs/common';
import { scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { visitCounts, visitsOfHousehold, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { HouseholdQueries } from '../household/household.queries.js';

const withHousehold =
  'visit t JOIN household h ON h.id = t.household_id LEFT JOIN household_grid g ON g.household_id = h.id AND g.valid_to IS NULL';
/** Where the household is now: its visits count there. */
const place = 'coalesce(g.grid_code, h.community_code)';
const distinct = (kinds: string) => `(count(DISTINCT t.household_id) FILTER (WHERE h.kind IN (${kinds})))::int`;
const counts = `${distinct(`'RESIDENT'`)} AS resident, ${distinct(`'SHOP'`)} AS shop, ${distinct(`'RESIDENT', 'SHOP'`)} AS "residentAndShop",
  ${distinct(`'ENTERPRISE'`)} AS enterprise, count(*)::int AS visits`;

const countsInScope = named(
  'visit.counts',
  `SELECT ${counts} FROM ${withHousehold}
   WHERE ${within('$3', place)} AND ($4::uuid IS NULL OR t.campaign_id = $4::uuid) AND ($5::timestamptz IS NULL OR t.occurred_at >= $5)
     AND ($6::timestamptz IS NULL OR t.occurred_at < $6)`,
);
const ofHousehold = named(
  'visit.of-household',
  `SELECT t.id, t.version, t.household_id AS "householdId", t.community_code AS "communityCode", t.campaign_id AS "campaignId", t.kind,
     t.occurred_at AS "occurredAt", t.recorded_at AS "recordedAt", t.actor_id AS "actorId", t.needs, t.evidence
   FROM visit t WHERE t.household_id = $1 AND (t.occurred_at, t.id) < ($2::timestamptz, $3::uuid)
   ORDER BY t.occurred_at DESC, t.id DESC LIMIT $4`,
);

@Injectable()
export class VisitQueries {
  constructor(
    private readonly database: Database,
    private readonly households: HouseholdQueries,
  ) {}

  @Handles(visitsOfHousehold)
  async ofHousehold(
    { householdId, after, limit }: InputOf<typeof visitsOfHousehold>,
    request: Request,
  ): Promise<OutputOf<typeof visitsOfHousehold>> {
    ensure(await this.households.subject(householdId, request), requestErrors.notFound);
    const rows = await this.database.read<OutputOf<typeof visitsOfHousehold>['items'][number]>(ofHousehold, [
      householdId,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ occurredAt, id }) => [occurredAt, id]);
  }

  @Handles(visitCounts)
  async counts({ placeCode, campaignId, from, to }: InputOf<typeof visitCounts>, request: Request): Promise<OutputOf<typeof visitCounts>> {
    const parameters = [...scopeParameters(request), placeCode, campaignId ?? null, from ?? null, to ?? null];
    return (await this.database.read<OutputOf<typeof visitCounts>>(countsInScope, parameters))[0]!;
  }
}
