import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { campaignCoverage, campaigns, readCampaign, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure, rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { gapsOf, isCovered, type CampaignState, type GridCoverage } from './campaign.rules.js';

const columns = `t.id, t.version, t.place_code AS "placeCode", t.kind, t.title, t.aims, t.coverage_percent AS "coveragePercent", t.status,
  t.opened_at AS "openedAt", t.closed_at AS "closedAt"`;
/** A campaign is read by those whose place covers it, and by those whose place it covers. */
const byId = named(
  'campaign.by-id',
  `SELECT ${columns} FROM campaign t WHERE t.id = $3 AND (${inScope({ place: 't.place_code' })} OR EXISTS (SELECT FROM known_assignment a
     WHERE a.account_id = $1::uuid AND NOT a.ended AND a.role = ANY($2::text[]) AND a.axis = 'place' AND starts_with(a.scope, t.place_code)))`,
);
const ofPlace = named(
  'campaign.of-place',
  `SELECT ${columns} FROM campaign t
   WHERE (starts_with(t.place_code, $3) OR starts_with($3, t.place_code)) AND t.id < $4::uuid
     AND (${inScope({ place: 't.place_code' })} OR ${inScope({ place: '$3::text' })})
   ORDER BY t.id DESC LIMIT $5`,
);
/** Campaign `$1` as a household at place `$2` meets it. */
const covering = named('campaign.covering', `SELECT ${columns} FROM campaign t WHERE t.id = $1 AND starts_with($2, t.place_code)`);
const gridOfCampaign = named(
  'campaign.grid',
  `SELECT EXISTS (SELECT 1 FROM grid WHERE code = $2 AND valid_to IS NULL) AS "inForce",
     EXISTS (SELECT 1 FROM campaign_waiver WHERE campaign_id = $1 AND grid_code = $2) AS waived`,
);

const coverage = (campaign: string, place: string, scope: string): string =>
  `SELECT g.code AS "gridCode", count(h.id)::int AS households,
     (count(h.id) FILTER (WHERE EXISTS (SELECT 1 FROM visit v WHERE v.campaign_id = ${campaign} AND v.household_id = h.id)))::int AS visited,
     w.grid_code IS NOT NULL AS waived, w.reason, w.waived_at AS "waivedAt"
   FROM grid g LEFT JOIN household_grid p ON p.grid_code = g.code AND p.valid_to IS NULL
     LEFT JOIN household h ON h.id = p.household_id AND h.status = 'ACTIVE'
     LEFT JOIN campaign_waiver w ON w.campaign_id = ${campaign} AND w.grid_code = g.code
   WHERE g.valid_to IS NULL AND starts_with(g.code, ${place}) AND ${scope}
   GROUP BY g.code, w.campaign_id, w.grid_code ORDER BY g.code`;
/** Every grid in force of campaign `$1` at place `$2`, with its active households, those visited in the campaign and its waiver. */
export const coverageOf = named('campaign.coverage', coverage('$1', '$2', 'true'));
const ownCoverage = named('campaign.own-coverage', coverage('$3', '$4', inScope({ place: 'g.code' })));

type Covered = GridCoverage & { readonly reason: string | null; readonly waivedAt: string | null };

@Injectable()
export class CampaignQueries {
  constructor(private readonly database: Database) {}

  @Handles(readCampaign)
  async read({ id }: { id: string }, request: Request): Promise<OutputOf<typeof readCampaign>> {
    const [row] = await this.database.read<OutputOf<typeof readCampaign>>(byId, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(campaigns)
  async ofPlace({ placeCode, after, limit }: InputOf<typeof campaigns>, request: Request): Promise<OutputOf<typeof campaigns>> {
    const rows = await this.database.read<OutputOf<typeof readCampaign>>(ofPlace, [
      ...scopeParameters(request),
      placeCode,
      ...keyset(after, descending('uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  @Handles(campaignCoverage)
  async coverage({ id }: InputOf<typeof campaignCoverage>, request: Request): Promise<OutputOf<typeof campaignCoverage>> {
    const campaign = await this.read({ id }, request);
    const grids = await this.database.read<Covered>(ownCoverage, [...scopeParameters(request), id, campaign.placeCode]);
    const view = grids.map(({ gridCode, visited, households, waived, reason, waivedAt }) => ({
      ...{ gridCode, visited, households, covered: isCovered({ visited, households }, campaign.coveragePercent) },
      waiver: waived ? { gridCode, reason: reason!, waivedAt: waivedAt! } : null,
    }));
    const covered = view.filter((grid) => grid.covered).length;
    return { campaignId: id, grids: view, gaps: gapsOf(grids, campaign.coveragePercent), rate: rate(covered, view.length) };
  }

  /** The campaign, when the place lies in it. */
  async covering(id: string, placeCode: string): Promise<CampaignState | undefined> {
    return (await this.database.read<CampaignState>(covering, [id, placeCode]))[0];
  }

  /** Whether a grid is in force, and waived in the campaign. */
  async gridOf(id: string, gridCode: string): Promise<{ inForce: boolean; waived: boolean }> {
    return (await this.database.read<{ inForce: boolean; waived: boolean }>(gridOfCampaign, [id, gridCode]))[0]!;
  }
}
