import { campaignClosed, visitErrors, type improvementAims, type InputOf, type openCampaign, type values } from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';

export type CampaignStatus = 'OPEN' | 'CLOSED';

export const campaignLifeCycle = transitions<CampaignStatus, 'waive' | 'close'>(
  { OPEN: { waive: 'OPEN', close: 'CLOSED' }, CLOSED: {} },
  { initial: 'OPEN' },
);

export interface CampaignState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  readonly kind: 'THREE_VISITS_THREE_IMPROVEMENTS' | 'SURVEY';
  readonly title: string;
  readonly aims: (typeof improvementAims)[number][];
  readonly coveragePercent: number;
  readonly status: CampaignStatus;
  readonly openedAt: values.Instant;
  readonly closedAt: values.Instant | null;
}

/** A grid of a campaign: how many of its households were visited in it, each counted once. */
export interface GridCoverage {
  readonly gridCode: string;
  readonly visited: number;
  readonly households: number;
  readonly waived: boolean;
}

/** G-02, G-25 A campaign opens over all grids of its place. */
export function open(input: InputOf<typeof openCampaign>, now: values.Instant): Decision<CampaignState> {
  return decide({ ...input, version: 1, status: campaignLifeCycle.initial, openedAt: now, closedAt: null });
}

/** G-02 A grid is covered when the campaign's share of its households was visited; one without households has nobody to visit. */
export function isCovered({ visited, households }: Pick<GridCoverage, 'visited' | 'households'>, coveragePercent: number): boolean {
  return visited * 100 >= households * coveragePercent;
}

/** G-02 The grids neither covered nor waived. */
export function gapsOf(coverage: readonly GridCoverage[], coveragePercent: number): string[] {
  return coverage.filter((grid) => !grid.waived && !isCovered(grid, coveragePercent)).map(({ gridCode }) => gridCode);
}

/**
 * G-02 A grid of an open campaign is waived once, with the reason.
 * Refuses with `grid.visit.campaign-closed`, `grid-outside-campaign` or `already-waived`.
 */
export function waive(
  campaign: CampaignState,
  grid: { readonly code: string; readonly inForce: boolean; readonly waived: boolean },
): Decision<CampaignState> {
  const status = campaignLifeCycle.next(campaign.status, 'waive', visitErrors.campaignClosed);
  ensure(grid.inForce && grid.code.startsWith(campaign.placeCode), visitErrors.gridOutsideCampaign, { gridCode: grid.code });
  ensure(!grid.waived, visitErrors.alreadyWaived, { gridCode: grid.code });
  return decide({ ...campaign, status });
}

/**
 * G-02, G-23, G-T6 A campaign closes when every grid is covered or waived and every problem found in it is rectified or an
 * annual special item. Refuses with `grid.visit.campaign-closed`, `grids-uncovered` {gridCodes} or `problems-unsettled` {count}.
 *
 * @param unsettledProblems problems of the campaign neither rectified nor transferred
 */
export function close(
  campaign: CampaignState,
  found: { readonly coverage: readonly GridCoverage[]; readonly unsettledProblems: number },
  now: values.Instant,
): Decision<CampaignState> {
  const status = campaignLifeCycle.next(campaign.status, 'close', visitErrors.campaignClosed);
  const gridCodes = gapsOf(found.coverage, campaign.coveragePercent);
  ensure(!gridCodes.length, visitErrors.gridsUncovered, { gridCodes });
  ensure(found.unsettledProblems === 0, visitErrors.problemsUnsettled, { count: found.unsettledProblems });
  const { id: campaignId, placeCode } = campaign;
  const waived = found.coverage.filter((grid) => grid.waived).map(({ gridCode }) => gridCode);
  const covered = found.coverage.length - waived.length;
  return decide(
    { ...campaign, status, closedAt: now },
    campaignClosed({ campaignId, placeCode, covered, waived, at: now, version: campaign.version + 1 }),
  );
}
