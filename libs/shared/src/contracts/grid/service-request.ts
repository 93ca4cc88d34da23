import { z } from 'zod';
import { contract, errors } from '../define.js';
import { catalogueErrors } from '../platform.js';
import { policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import {
  catalogueCode,
  pauseReason,
  requestOrigin,
  requestPolicyBody,
  requestState,
  serviceRequestView,
} from './service-request-values.js';

export const serviceRequestErrors = errors('grid.service-request', {
  wrongState: ['rule', '诉求当前状态不允许此操作，请刷新查看', 'The state of the request does not allow this; reload it'],
  alreadyAccepted: ['conflict', '该诉求已被受理，请刷新查看受理人', 'The request is accepted already; reload to see by whom'],
  placeMissing: ['invalid', '请填写住户、网格或社区中的一项', 'Name exactly one of household, grid and community'],
  placeUnknown: ['not-found', '没有找到该住户或网格，或不在您的范围内', 'The household or grid is unknown or outside your scope'],
  pointElsewhere: [
    'rule',
    '位置不在所填网格内，或不在该社区的任何网格内，请核对位置；事发其他社区的，请向该社区反映',
    'The point lies outside the grid named, or outside every grid of the community; check it. What is in another community is told there',
  ],
  communityUnknown: ['rule', '该社区没有在用的网格，请核对社区', 'The community has no grid in force; check which it is'],
  placeFollowsHousehold: [
    'rule',
    '事发住户所在网格的诉求随住户，不能另行指定；住户位置有误的，请更正住户',
    'A request of something in the grid of its household lies where the household is; if that is wrong, correct the household',
  ],
  gridOfOtherCommunity: [
    'rule',
    '该网格不是本社区的现行网格，请改选本社区的现行网格',
    'It is no grid in force of the community of the request; name one that is',
  ],
  classUnknown: ['rule', '诉求类别不在本辖区目录中', 'The class is not in the catalogue of this jurisdiction'],
  modeUnknown: ['rule', '服务方式不在本辖区目录中', 'The service mode is not in the catalogue of this jurisdiction'],
  originNotYours: ['rule', '居民只能以本人来源提交诉求', 'A resident files with the origin RESIDENT only, staff with the others'],
  notHandler: ['forbidden', '只有经办人或上级负责人可以操作', 'Only the handler or a leader of the place may do this'],
  recipientTwofold: ['invalid', '经办人与下沉干部只能指定其一，请去掉一项', 'Name either a handler or a cadre; leave one of them out'],
  reporterNotYours: [
    'rule',
    '不能以该人员为诉求人：居民只能填写本户人员，工作人员只能填写有权查阅的人员；他人请用新编号填写姓名和电话',
    'This person is not yours to name: residents name members of the own household, staff those they may read; give anyone else a new id with name and telephone',
  ],
  reporterDiffers: [
    'rule',
    '该诉求人登记的姓名或电话与所填不同，请按登记填写（电话可不填），或用新编号另填',
    'The person is registered with another name or telephone; give them as registered, the telephone may be left out, or use a new id',
  ],
  reporterUnregistered: [
    'not-found',
    '该诉求没有登记诉求人的姓名和电话；如为住户诉求，请查询该户人员',
    'No reporter is registered by name for this request; if it names a household, see the persons of the household',
  ],
  handlerMissing: ['rule', '请指定一名经办人或下沉干部', 'Name a handler or a cadre'],
  cadreUnavailable: ['rule', '该干部不存在、已退出或未下沉本网格', 'The cadre is unknown, withdrawn or not deployed in this grid'],
  notImmediate: ['rule', '该类别不属于立行立改，请按流程办理', 'This class may not be handled on the spot; follow the ordinary way'],
  evidenceMissing: ['rule', '立行立改须附现场凭证', 'Handling on the spot needs evidence'],
  rightBodyMissing: ['rule', '不予受理须写明应由谁办理及理由', 'A refusal names the right body and why'],
  annualItemUnknown: ['rule', '年度专项不存在，请先列入年度专项', 'The annual special item does not exist; create it first'],
  duplicateOfItself: ['rule', '不能标记为自身的重复件', 'A request cannot repeat itself'],
  originalUnknown: [
    'rule',
    '被重复的诉求不存在、不在同一社区或本身是重复件',
    'The original is unknown, of another community or itself a duplicate',
  ],
  feedbackNotYours: ['forbidden', '经办人员不得代居民评价或反馈', 'Those who handle a request may not answer for the reporter'],
  reopenWindowOver: ['rule', '已超过可退回重办的期限，请重新提交诉求', 'The time to reopen is over; file a new request'],
  alreadyRated: ['conflict', '该诉求已评价', 'The request is rated already'],
  linkInvalid: ['not-found', '评价链接无效、已使用或已过期', 'The feedback link is invalid, used or expired'],
  pauseTooLong: ['rule', '等待已到最长期限', 'The longest time to wait is over'],
  nothingDue: ['rule', '尚未到期', 'Nothing is due'],
  recheckNotDue: ['rule', '尚未到回头看时间', 'The re-check is not due'],
  ownRequest: ['rule', '本户已提交该诉求', 'It is your own request'],
  notOpen: ['rule', '该诉求已办结', 'It is concluded'],
  joinedAlready: ['conflict', '已附议', 'You have joined'],
  limitsReversed: [
    'rule',
    '首次响应期限不得长于办结期限，请更正所列类别',
    'A first response is due no later than the resolution; correct the classes named',
  ],
  policyInvalid: [
    'rule',
    '类别须不重复，自动确认期限不得短于退回期限，回头看天数须递增',
    'Classes differ, confirming by silence may not come before the reopen window ends, and the days of re-checks rise',
  ],
});

const note = values.text(1000);

interface Command<I extends z.ZodRawShape> {
  readonly summary: string;
  readonly input: I;
  readonly errors: (keyof typeof serviceRequestErrors)[];
}
/** The reporter alone answers; staff get as far as the rule, which says so in its own words. */
const answering = { roles: ['resident', ...staff] as const, scope: ['self', 'place'] as const };
const onDuty = { roles: staff, scope: ['place'] as const };
const leading = { roles: leaders, scope: ['place'] as const };
type Who = typeof answering | typeof onDuty | typeof leading;
const step = <I extends z.ZodRawShape>(action: string, who: Who, { summary, input, errors: names }: Command<I>) =>
  contract({
    subject: `grid.command.service-request.${action}.v1`,
    summary,
    ...who,
    method: 'POST',
    path: `/v1/service-requests/:id/${action}`,
    input: z.object({ id: values.id, ...input }),
    output: serviceRequestView,
    errors: [serviceRequestErrors.wrongState, ...names.map((name) => serviceRequestErrors[name])],
    versioned: true,
  });

export const fileServiceRequest = contract({
  subject: 'grid.command.service-request.file.v1',
  summary: 'File a service request for a household or a public place',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'POST',
  path: '/v1/service-requests',
  input: z.object({
    id: values.id,
    class: catalogueCode,
    origin: requestOrigin,
    serviceMode: catalogueCode.optional(),
    summary: note,
    householdId: values.id.optional(),
    gridCode: values.gridCode.optional(),
    communityCode: values.communityCode.optional(),
    /** Where it is; the request of a household lies there when it is elsewhere in the community. */
    point: values.point.optional(),
    evidenceIds: values.evidence.default([]),
    /** Who reported by telephone or in person, when not the account itself. */
    reporter: z.object({ personId: values.id, name: values.text(60), phone: values.text(30).optional() }).optional(),
  }),
  output: serviceRequestView,
  errors: (
    [
      ...(['placeMissing', 'placeUnknown', 'communityUnknown', 'pointElsewhere', 'classUnknown', 'modeUnknown'] as const),
      ...(['originNotYours', 'reporterNotYours', 'reporterDiffers'] as const),
    ] as const
  ).map((name) => serviceRequestErrors[name]),
  versioned: true,
});

export const acceptServiceRequest = step('accept', onDuty, {
  summary: 'Accept a request; one worker owns it',
  input: {},
  errors: ['alreadyAccepted'],
});
export const dispatchServiceRequest = step('dispatch', onDuty, {
  summary:
    'Give a request to a handler, to a named cadre as a duty, or to the cadre there with the fewest duties when nobody is named (G-24)',
  input: { handlerId: values.id.optional(), cadreId: values.id.optional(), acceptanceCriterion: values.text(300).optional() },
  errors: ['recipientTwofold', 'handlerMissing', 'cadreUnavailable'],
});
export const placeServiceRequest = step('place', leading, {
  summary: 'Say in which grid of its community an open request lies that no household places, as after a redraw nothing else tells',
  input: { gridCode: values.gridCode },
  errors: ['placeFollowsHousehold', 'gridOfOtherCommunity', 'pointElsewhere'],
});
export const respondToServiceRequest = step('respond', onDuty, {
  summary: 'Record the first response to the reporter',
  input: { note: note.optional() },
  errors: ['notHandler'],
});
export const waitForReporter = step('wait', onDuty, {
  summary: 'Ask the reporter; the resolve clock stands',
  input: { reason: pauseReason },
  errors: ['notHandler'],
});
export const resumeServiceRequest = step('resume', onDuty, {
  summary: 'The reporter answered; the resolve clock runs on',
  input: { note: note.optional() },
  errors: ['notHandler'],
});
export const handleServiceRequest = step('handle', onDuty, {
  summary: 'Report a request handled',
  input: { note, evidenceIds: values.evidence.default([]) },
  errors: ['notHandler'],
});
export const handleOnTheSpot = step('handle-on-the-spot', onDuty, {
  summary: 'Handle a request at once, with evidence (立行立改)',
  input: { note, evidenceIds: values.evidence.default([]) },
  errors: ['notImmediate', 'evidenceMissing'],
});
export const refuseServiceRequest = step('refuse', onDuty, {
  summary: 'Refuse a request, naming the right body and why',
  input: { rightBody: values.text(100), reason: values.text(500) },
  errors: ['notHandler', 'rightBodyMissing'],
});
export const listAsAnnualSpecial = step('list-as-annual-special', onDuty, {
  summary: 'Tie a request to an annual special item',
  input: { annualItemId: values.id },
  errors: ['notHandler', 'annualItemUnknown'],
});
export const markDuplicate = step('mark-duplicate', onDuty, {
  summary: 'Mark a request as the repetition of another of the same community',
  input: { duplicateOfId: values.id },
  errors: ['duplicateOfItself', 'originalUnknown'],
});
export const confirmServiceRequest = step('confirm', answering, {
  summary: 'The reporter says it is resolved',
  input: { satisfied: z.boolean().optional() },
  errors: ['feedbackNotYours'],
});
export const reopenServiceRequest = step('reopen', answering, {
  summary: 'The reporter says it is not resolved',
  input: { note },
  errors: ['feedbackNotYours', 'reopenWindowOver'],
});
export const rateServiceRequest = step('rate', answering, {
  summary: 'The reporter rates the handling',
  input: { satisfied: z.boolean() },
  errors: ['feedbackNotYours', 'alreadyRated'],
});
export const recheckServiceRequest = step('recheck', answering, {
  summary: 'Say once it is due whether a closed request stayed resolved; if not, it is open again however long ago it was closed',
  input: { resolved: z.boolean(), note: note.optional() },
  errors: ['recheckNotDue', 'feedbackNotYours'],
});
export const moderateServiceRequest = step('moderate', leading, {
  summary: 'Put a request into words for everyone and release pictures, redacted and uploaded in place of the originals',
  input: { publicSummary: values.text(300).nullable(), releasedEvidenceIds: values.evidence },
  errors: [],
});
export const joinServiceRequest = contract({
  subject: 'grid.command.service-request.join.v1',
  summary: 'Join an open request of the own community instead of filing it again (附议)',
  roles: ['resident'],
  scope: ['self'],
  method: 'POST',
  path: '/v1/service-requests/:id/join',
  input: z.object({ id: values.id, householdId: values.id }),
  output: z.object({ id: values.id, joined: z.int().positive() }),
  errors: (['ownRequest', 'notOpen', 'joinedAlready'] as const).map((name) => serviceRequestErrors[name]),
});

const answer = { resolved: z.boolean(), satisfied: z.boolean().optional(), note: note.optional() };
const answerErrors = ['feedbackNotYours', 'reopenWindowOver', 'alreadyRated'] as const;
export const enterFeedbackSlip = step('feedback-slip', onDuty, {
  summary: "Enter the reporter's paper slip with its scan; never by those who handled the request",
  input: { ...answer, slipEvidenceId: values.evidenceId },
  errors: [...answerErrors],
});
export const issueFeedbackLink = contract({
  subject: 'grid.command.service-request.issue-feedback-link.v1',
  summary: 'Issue a one-time feedback link; the caller makes the secret and sends only its SHA-256',
  ...onDuty,
  method: 'POST',
  path: '/v1/service-requests/:id/feedback-links',
  input: z.object({ id: values.id, linkId: values.id, secretHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ id: values.id, expiresAt: values.instant }),
  errors: [serviceRequestErrors.feedbackNotYours, serviceRequestErrors.wrongState],
});
export const answerFeedbackLink = contract({
  subject: 'grid.command.service-request.answer-feedback-link.v1',
  summary: 'Answer by a one-time link, without sign-in',
  roles: [],
  scope: ['public'],
  method: 'POST',
  path: '/v1/feedback-links/:linkId/answer',
  input: z.object({ linkId: values.id, secret: z.string().min(32).max(100), ...answer }),
  output: z.object({ state: requestState }),
  errors: [serviceRequestErrors.linkInvalid, ...answerErrors.map((name) => serviceRequestErrors[name])],
});
export const publishRequestPolicy = policyPublication({
  of: 'grid.service-request',
  summary: 'Lay down the next version of classes, limits, modes, calendar and escalation of a jurisdiction',
  body: requestPolicyBody,
  errors: [serviceRequestErrors.policyInvalid, serviceRequestErrors.limitsReversed, ...Object.values(catalogueErrors)],
});
