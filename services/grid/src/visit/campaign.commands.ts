import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { closeCampaign, openCampaign, requestErrors, visitErrors, waiveGrid, type InputOf } from '@gezhi/shared/contracts';
import { constraint, guard, insert, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { gridsAtPlace } from '../partition/in-force.plan.js';
import { ProblemQueries } from '../problem/problem.queries.js';
import { CampaignQueries, coverageOf } from './campaign.queries.js';
import { close, open, waive, type CampaignState, type GridCoverage } from './campaign.rules.js';
import { Campaign, CampaignWaiver } from './visit.entity.js';

constraint('campaign_waiver_pkey', visitErrors.alreadyWaived);

const alone = `SELECT id, version, place_code AS "placeCode", kind, title, aims, coverage_percent AS "coveragePercent", status,
  opened_at AS "openedAt", closed_at AS "closedAt" FROM campaign WHERE id = $1 FOR UPDATE`;
const at = ({ placeCode: place }: CampaignState) => ({ place });

@Injectable()
export class CampaignCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: CampaignQueries,
    private readonly problems: ProblemQueries,
  ) {}

  @Handles(openCampaign)
  open(input: InputOf<typeof openCampaign>, request: Request): Promise<Reply> {
    const also = [guard(visitErrors.placeUnknown, gridsAtPlace, input.placeCode)];
    return this.work.create(
      request,
      Campaign,
      (now) => open(input, now),
      (campaign) => ({ ...at(campaign), also }),
    );
  }

  @Handles(waiveGrid)
  async waive({ id, gridCode, reason }: InputOf<typeof waiveGrid>, request: Request): Promise<Reply> {
    const grid = await this.queries.gridOf(id, gridCode);
    const waivedAt = (await this.work.load(request, Campaign, id)).now;
    const waiver: CampaignWaiver = { campaignId: id, gridCode, reason, actorId: request.actor.id, waivedAt };
    return this.work.change(
      request,
      Campaign,
      id,
      (campaign) => waive(campaign, { code: gridCode, ...grid }),
      (campaign) => ({ ...at(campaign), also: [insert(CampaignWaiver, waiver)] }),
    );
  }

  @Handles(closeCampaign)
  async close({ id }: InputOf<typeof closeCampaign>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, Campaign, id);
    return this.work.act(request, { ...at(state), id }, (act) => this.closeAlone(act, state, request));
  }

  private async closeAlone(act: Act, { id, placeCode }: CampaignState, request: Request): Promise<CampaignState> {
    const [campaign] = await act.query<CampaignState>(alone, [id]);
    ensure(campaign, requestErrors.notFound);
    ensure([undefined, campaign.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: campaign.version });
    const coverage = await act.query<GridCoverage>(coverageOf.text, [id, placeCode]);
    const unsettledProblems = await this.problems.openWithoutAnnual(placeCode, id);
    const { state, events } = close(campaign, { coverage, unsettledProblems }, act.now);
    await act.query('UPDATE campaign SET status = $2, closed_at = $3, version = version + 1 WHERE id = $1', [
      id,
      state.status,
      state.closedAt,
    ]);
    for (const happened of events) act.emit(happened);
    act.note({ status: [campaign.status, state.status], grids: coverage.length });
    return { ...state, version: campaign.version + 1 };
  }
}
