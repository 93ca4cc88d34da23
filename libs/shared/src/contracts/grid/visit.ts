import { z } from 'zod';
import { batchInput, batchOutcome } from '../batch.js';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { campaignView, improvementAims, visitKind, visitPolicyBody, visitView } from './visit-values.js';

const needs = visitView.shape.needs.max(10).default([]);

export const visitErrors = errors('grid.visit', {
  householdUnknown: ['rule', '没有此户，或不在您的管辖范围内', 'There is no such household within your scope'],
  householdLeft: ['rule', '该户已迁出', 'The household has left'],
  kindMismatch: ['rule', '走访类型与对象不符', 'The kind of visit does not fit the household'],
  inTheFuture: [
    'rule',
    '走访时间不能晚于当前时间，请核对设备时钟',
    'A visit cannot have happened in the future: look at the clock of the device',
  ],
  tooLongAgo: ['rule', '走访时间超出允许的补录期限', 'The visit is older than late recording allows'],
  policyMissing: ['rule', '本辖区尚未设定走访补录期限', 'The jurisdiction has not laid down how late a visit may be recorded'],
  policyInvalid: [
    'rule',
    '台账可补录的天数不得少于离线补录的天数',
    'A register may reach back no fewer days than a visit may be recorded late',
  ],
  campaignUnknown: ['rule', '没有此摸排行动，或该户不在其范围内', 'There is no such campaign, or the household lies outside it'],
  campaignClosed: ['rule', '摸排行动已结束', 'The campaign is closed'],
  beforeCampaign: ['rule', '走访早于摸排行动开始之日', 'The visit is of a day before the campaign began; record it without the campaign'],
  placeUnknown: ['rule', '该地区没有在用的网格', 'The place has no grid in force'],
  gridOutsideCampaign: ['rule', '该网格不在摸排行动范围内', 'The grid lies outside the campaign'],
  alreadyWaived: ['rule', '该网格已免于覆盖', 'The grid has been waived already'],
  gridsUncovered: ['rule', '仍有网格未覆盖且未说明理由，不能结束', 'Some grids are neither covered nor waived; the campaign cannot close'],
  problemsUnsettled: [
    'rule',
    '仍有未整改且未列入年度专项的问题，不能结束',
    'Some problems are neither rectified nor annual special items; the campaign cannot close',
  ],
});

export const recordVisit = contract({
  subject: 'grid.command.visit.record.v1',
  summary: 'Record a visit, on the spot or later from offline',
  roles: ['grid-worker', 'cadre', 'community-secretary', 'street-leader'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/visits',
  input: z.object({
    id: values.id,
    householdId: values.id,
    campaignId: values.id.optional(),
    occurredAt: values.instant,
    kind: visitKind,
    needs,
    evidence: values.evidence.default([]),
  }),
  output: visitView,
  errors: [
    visitErrors.householdUnknown,
    visitErrors.householdLeft,
    visitErrors.kindMismatch,
    visitErrors.inTheFuture,
    visitErrors.tooLongAgo,
    visitErrors.policyMissing,
    visitErrors.campaignUnknown,
    visitErrors.campaignClosed,
    visitErrors.beforeCampaign,
  ],
  versioned: true,
});

export const importVisits = contract({
  subject: 'grid.command.visit.import.v1',
  summary: 'Record up to 500 visits of a register in one act; rows known by household, time and number change nothing',
  roles: leaders,
  scope: ['place'],
  input: z.object({
    ...batchInput(
      z.object({
        externalRef: values.text(64),
        communityCode: values.communityCode,
        /** The register number of the household. */
        householdRef: values.text(64),
        occurredAt: values.instant,
        /** Without it: that of the household. */
        kind: visitKind.optional(),
        needs,
      }),
    ),
    campaignId: values.id.optional(),
  }),
  output: batchOutcome,
  errors: [visitErrors.policyMissing, visitErrors.campaignUnknown, visitErrors.campaignClosed],
  timeoutMs: 15_000,
});

const waiver = z.object({ gridCode: values.gridCode, reason: z.string(), waivedAt: values.instant });

export const openCampaign = contract({
  subject: 'grid.command.visit.open-campaign.v1',
  summary: 'Open a survey campaign over all grids of a place',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/campaigns',
  input: z.object({
    id: values.id,
    placeCode: values.placeCode,
    kind: campaignView.shape.kind,
    title: values.text(100),
    aims: z.array(z.enum(improvementAims)).max(3).default([]),
    coveragePercent: z.int().min(1).max(100).default(100),
  }),
  output: campaignView,
  errors: [visitErrors.placeUnknown],
  versioned: true,
});

export const waiveGrid = contract({
  subject: 'grid.command.visit.waive-grid.v1',
  summary: 'Let a campaign close without a grid, with the reason',
  roles: ['street-leader', 'operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/campaigns/:id/waive',
  input: z.object({ id: values.id, gridCode: values.gridCode, reason: values.text(500) }),
  output: campaignView,
  errors: [visitErrors.campaignClosed, visitErrors.gridOutsideCampaign, visitErrors.alreadyWaived],
  versioned: true,
});

export const closeCampaign = contract({
  subject: 'grid.command.visit.close-campaign.v1',
  summary: 'Close a campaign once every grid is covered or waived and every problem settled',
  roles: ['street-leader', 'operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/campaigns/:id/close',
  input: z.object({ id: values.id }),
  output: campaignView,
  errors: [visitErrors.campaignClosed, visitErrors.gridsUncovered, visitErrors.problemsUnsettled],
  versioned: true,
});

export const readCampaign = contract({
  subject: 'grid.query.visit.read-campaign.v1',
  summary: 'One survey campaign',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/campaigns/:id',
  input: z.object({ id: values.id }),
  output: campaignView,
  versioned: true,
});

export const campaigns = contract({
  subject: 'grid.query.visit.campaigns.v1',
  summary: 'The survey campaigns of a place, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/campaigns',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(campaignView),
});

export const campaignCoverage = contract({
  subject: 'grid.query.visit.coverage.v1',
  summary: 'Which grids of a campaign are covered, and by how many distinct households',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/campaigns/:id/coverage',
  input: z.object({ id: values.id }),
  output: z
    .object({
      campaignId: values.id,
      grids: z.array(
        z.object({ gridCode: values.gridCode, visited: z.int(), households: z.int(), covered: z.boolean(), waiver: waiver.nullable() }),
      ),
      /** Grids neither covered nor waived. */
      gaps: z.array(values.gridCode),
      rate: values.rate,
    })
    .meta({ id: 'CampaignCoverage' }),
});

export const visitsOfHousehold = contract({
  subject: 'grid.query.visit.of-household.v1',
  summary: 'The visits of a household, the latest first',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/households/:householdId/visits',
  input: z.object({ householdId: values.id, ...values.pageInput }),
  output: values.page(visitView),
});

export const visitCounts = contract({
  subject: 'grid.query.visit.counts.v1',
  summary: 'Distinct subjects visited in a place, by kind, beside the number of visits',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/visit-counts',
  input: z.object({
    placeCode: values.placeCode,
    campaignId: values.id.optional(),
    from: values.instant.optional(),
    to: values.instant.optional(),
  }),
  output: z
    .object({ resident: z.int(), shop: z.int(), residentAndShop: z.int(), enterprise: z.int(), visits: z.int() })
    .meta({ id: 'VisitCounts' }),
});

export const publishVisitPolicy = policyPublication({
  of: 'grid.visit',
  summary: 'Lay down how late the visits of a jurisdiction may be recorded, as the next version',
  body: visitPolicyBody,
  errors: [visitErrors.policyInvalid],
});

export const visitPolicy = policyInForce({
  of: 'grid.visit',
  id: 'VisitPolicy',
  summary: 'How late a visit at a place may be recorded',
  body: visitPolicyBody,
  errors: [visitErrors.policyMissing],
});
