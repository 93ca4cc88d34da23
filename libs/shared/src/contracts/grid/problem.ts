import { z } from 'zod';
import { batchInput, batchOutcome } from '../batch.js';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { problemClass, problemPolicyBody, problemScope, problemState, problemView } from './problem-values.js';

export const problemErrors = errors('grid.problem', {
  wrongState: ['rule', '问题当前状态不允许此操作', 'The state of the problem does not allow this'],
  classUnknown: ['rule', '问题类别不在目录中', 'The class is not in the catalogue'],
  placeMissing: ['invalid', '请至少填写一个网格或社区', 'Name at least one grid, or the community'],
  gridsApart: ['invalid', '所列网格须属于同一街道', 'The grids must belong to one street'],
  gridUnknown: ['rule', '所列网格不存在或已停用', 'A grid named does not exist or is no longer in force'],
  communityUnknown: ['rule', '该社区没有在用的网格', 'The community has no grid in force'],
  householdUnknown: ['rule', '所列网格或社区没有此户', 'The grid or community named has no such household'],
  campaignUnknown: ['rule', '没有此摸排行动，或问题不在其范围内', 'There is no such campaign, or the problem lies outside it'],
  campaignClosed: ['rule', '摸排行动已结束', 'The campaign is closed'],
  subjectMissing: ['rule', '个性问题只能涉及一个网格', 'An individual problem concerns one grid only'],
  scopesDiffer: ['rule', '共性与个性问题不能直接合并，请先转为共性', 'A common and an individual problem cannot be merged; promote first'],
  mergeUnknown: ['rule', '所列问题不存在、已合并或不在同一范围内', 'A problem to merge is unknown, merged already or outside the place'],
  notIndividual: ['rule', '只有个性问题可以转为共性', 'Only an individual problem can be promoted'],
  notImmediate: ['rule', '该类别不属于立行立改', 'This class may not be rectified on the spot'],
  tooLateForTheSpot: ['rule', '已超过立行立改时限，请按整改流程办理', 'The time to rectify on the spot is over; follow the ordinary way'],
  evidenceMissing: ['rule', '请附整改凭证', 'Evidence of the rectification is needed'],
  samePerson: ['forbidden', '整改人不得核查本人的整改', 'Who rectified may not verify it'],
  ownerUnknown: ['rule', '责任干部不存在或已退出', 'The owner is unknown or has withdrawn'],
  milestonesMissing: ['rule', '年度专项须有责任人和至少一个节点', 'An annual special item needs an owner and at least one milestone'],
  milestonePast: ['rule', '节点期限不能早于今天，请更正', 'A milestone is due today or later; correct its day'],
  yearUnfit: ['rule', '年度专项的年度须为今年或明年，请更正', 'An annual special item is one of this year or the next; correct the year'],
  milestoneAfterYear: ['rule', '节点期限须在该年度之内，请更正', 'A milestone is due within the year of its item; correct its day'],
  milestoneTwice: ['rule', '节点编号重复，请为每个节点使用不同编号', 'Two milestones have one id; give each its own'],
  recheckNotDue: [
    'rule',
    '尚未到回头看时间，请到期后再核查；如未整改到位可随时登记',
    'The re-check is not due; pass it from its day on, a failed check may be recorded at any time',
  ],
  milestoneUnknown: ['rule', '没有此节点', 'There is no such milestone'],
  milestonesOpen: [
    'rule',
    '年度专项仍有节点未完成，不能以“已记录”结案',
    'Milestones are open; an annual special item cannot be closed as noted',
  ],
  externalRefTaken: ['conflict', '该社区已有相同台账编号的问题', 'A problem with this register number exists in the community'],
  policyInvalid: ['rule', '问题类别不得重复，回头看日数须递增', 'The classes differ, and the days of the looks rise'],
  itemClosed: ['rule', '该年度专项已办结', 'The annual special item is closed'],
  outsidePlace: ['invalid', '所列网格不属于该社区', 'A grid of the row does not belong to the community'],
});

const milestoneInput = z.object({ id: values.id, title: values.text(80), due: values.localDate });
export const annualItemView = z
  .object({
    id: values.id,
    version: values.version,
    problemId: values.id,
    year: z.int(),
    title: z.string(),
    ownerCadreId: values.id,
    placeCode: values.placeCode,
    milestones: z.array(milestoneInput.extend({ doneAt: values.instant.nullable(), progress: z.string().nullable() })),
    closedAt: values.instant.nullable(),
  })
  .meta({ id: 'AnnualSpecialItem', description: 'Titles and progress are published: no personal data' });

const change = <I extends z.ZodRawShape>(action: string, summary: string, input: I, names: (keyof typeof problemErrors)[]) =>
  contract({
    subject: `grid.command.problem.${action}.v1`,
    summary,
    roles: staff,
    scope: ['place'],
    method: 'POST',
    path: `/v1/problems/:id/${action}`,
    input: z.object({ id: values.id, ...input }),
    output: problemView,
    errors: [problemErrors.wrongState, ...names.map((name) => problemErrors[name])],
    versioned: true,
  });

export const collectProblem = contract({
  subject: 'grid.command.problem.collect.v1',
  summary: 'Collect a common or an individual problem',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/problems',
  input: z.object({
    id: values.id,
    scope: problemScope,
    class: problemClass,
    summary: values.text(1000),
    gridCodes: z.array(values.gridCode).max(100).default([]),
    communityCode: values.communityCode.optional(),
    householdId: values.id.optional(),
    campaignId: values.id.optional(),
    externalRef: values.text(60).optional(),
  }),
  output: problemView,
  errors: [
    problemErrors.classUnknown,
    problemErrors.placeMissing,
    problemErrors.gridsApart,
    problemErrors.subjectMissing,
    problemErrors.externalRefTaken,
    problemErrors.gridUnknown,
    problemErrors.communityUnknown,
    problemErrors.householdUnknown,
    problemErrors.campaignUnknown,
    problemErrors.campaignClosed,
  ],
  versioned: true,
});
export const rectifyProblem = change(
  'rectify',
  'Report a problem rectified; another person verifies it',
  { evidenceIds: values.evidence.default([]), note: values.text(500).optional() },
  ['milestonesOpen'],
);
export const rectifyOnSpot = change(
  'rectify-on-spot',
  'Rectify a problem on the spot, with evidence (立行立改)',
  { evidenceIds: values.evidence.default([]) },
  ['notImmediate', 'tooLateForTheSpot', 'evidenceMissing'],
);
export const verifyRectification = change(
  'verify',
  'Verify a rectification, or check it again later; a failed check reopens',
  { passed: z.boolean(), note: values.text(500).optional() },
  ['samePerson', 'recheckNotDue'],
);
export const transferToAnnual = change(
  'transfer-to-annual',
  'Make a problem an annual special item with owner and milestones',
  {
    annualItemId: values.id,
    year: z.int().min(2000).max(2100),
    /** Published: what will be done, without personal data. */
    title: values.text(100),
    ownerCadreId: values.id,
    milestones: z.array(milestoneInput).max(20),
  },
  ['milestonesMissing', 'milestoneTwice', 'milestonePast', 'yearUnfit', 'milestoneAfterYear', 'ownerUnknown'],
);
export const mergeProblems = change(
  'merge',
  'Merge problems of the same scope into this one',
  { mergedIds: z.array(values.id).min(1).max(50) },
  ['scopesDiffer', 'mergeUnknown'],
);
export const promoteToCommon = change(
  'promote',
  'Confirm that an individual problem is a common one; similar ones merge into it',
  { mergedIds: z.array(values.id).max(50).default([]) },
  ['notIndividual', 'mergeUnknown'],
);
export const reportMilestone = contract({
  subject: 'grid.command.problem.report-milestone.v1',
  summary: 'Report progress of a milestone; it is published',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/annual-items/:id/milestones/:milestoneId',
  input: z.object({ id: values.id, milestoneId: values.id, done: z.boolean(), progress: values.text(300) }),
  output: annualItemView,
  errors: [problemErrors.milestoneUnknown, problemErrors.itemClosed],
  versioned: true,
});
export const importProblems = contract({
  subject: 'grid.command.problem.import.v1',
  summary: 'Take over up to 500 problems of a register in one act; references known in their community are left as they are',
  roles: leaders,
  scope: ['place'],
  input: z.object({
    ...batchInput(
      z.object({
        externalRef: values.text(60),
        communityCode: values.communityCode,
        scope: problemScope,
        class: problemClass,
        summary: values.text(1000),
        gridCodes: z.array(values.gridCode).max(100).default([]),
        rectified: z.boolean().default(false),
      }),
    ),
    campaignId: values.id.optional(),
  }),
  output: batchOutcome,
  timeoutMs: 15_000,
});

export const publishProblemPolicy = policyPublication({
  of: 'grid.problem',
  summary: 'Lay down the next version of the classes of problems of a jurisdiction',
  body: problemPolicyBody,
  errors: [problemErrors.policyInvalid],
});
export const problemPolicy = policyInForce({
  of: 'grid.problem',
  id: 'ProblemPolicy',
  summary: 'The classes of problems at a place, and from how many on they may be common',
  body: problemPolicyBody,
});

const listed = problemView
  .extend({ linkedRequests: z.int().nonnegative().meta({ description: 'Service requests linked to it now' }) })
  .meta({ id: 'ListedProblem' });
export const readProblem = contract({
  subject: 'grid.query.problem.read.v1',
  summary: 'One problem',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/problems/:id',
  input: z.object({ id: values.id }),
  output: listed,
  versioned: true,
});
export const problemsOfPlace = contract({
  subject: 'grid.query.problem.of-place.v1',
  summary: 'The problems that touch a place, newest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/problems',
  input: z.object({
    placeCode: values.placeCode,
    scope: problemScope.optional(),
    state: problemState.optional(),
    /** Neither rectified nor an annual special item: what keeps a campaign open. */
    unsettled: z.boolean().optional(),
    /** Rectified ones whose next look is due. */
    recheckDue: z.boolean().optional(),
    ...values.pageInput,
  }),
  output: values.page(listed),
  exports: ['csv', 'xlsx'],
});
const share = z.object({ total: z.int(), rectified: z.int(), annual: z.int(), open: z.int(), rate: values.rate });
export const rectificationRates = contract({
  subject: 'grid.query.problem.rates.v1',
  summary: 'Rectification rates by scope; rectified, annual and open add up to the total (G-T6)',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/problem-rates',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({ common: share, individual: share, all: share }).meta({ id: 'RectificationRates' }),
});
export const promotionCandidates = contract({
  subject: 'grid.query.problem.promotion-candidates.v1',
  summary: 'Individual problems of one class in a community that are alike in place and words; a person decides',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/problem-promotion-candidates',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({
    items: z.array(
      z
        .object({
          communityCode: values.communityCode,
          class: problemClass,
          problemIds: z.array(values.id),
          /** Between the doors of two that are alike; null when none of them names a door. */
          widestMetres: z.int().nullable(),
          leastSimilarity: z.int(),
        })
        .meta({ id: 'PromotionCandidate' }),
    ),
  }),
});
export const annualItems = contract({
  subject: 'grid.query.problem.annual-items.v1',
  summary: 'The annual special items of a place with their published progress',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/annual-items',
  input: z.object({ placeCode: values.placeCode, year: z.int().min(2000).max(2100).optional(), ...values.pageInput }),
  output: values.page(annualItemView.omit({ ownerCadreId: true, problemId: true }).meta({ id: 'PublishedAnnualItem' })),
});
