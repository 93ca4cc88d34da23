import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { noticeKind, noticeOnBoard, noticePolicyBody, noticeProofView, noticeView } from './notice-values.js';

export const noticeErrors = errors('property.notice', {
  kindUnknown: ['rule', '公示类别不在本地目录内，请按目录选择', 'The kind is not in the catalogue in force; take one of it'],
  policyInvalid: ['rule', '公示类别不得重复，请更正后再发布', 'Two kinds have the same code; make the kinds named differ'],
  personalData: [
    'rule',
    '公开文字中含有手机号码或身份证号码，请删去后再提交',
    'What everyone may read carries a mobile or identity number; take it out of the field named',
  ],
  postedTooShort: ['rule', '公示期短于规定天数，请延长截止日期', 'It would hang for fewer days than laid down; choose a later last day'],
  postedInPast: ['rule', '公示起始日期不能早于今天，请改为今天或以后', 'The first day lies in the past; choose today or a later day'],
  withdrawsNothing: [
    'rule',
    '撤回公示须另行张贴更正公示，请填写被撤回的公示编号',
    'A notice is withdrawn by one that corrects it; name the notice to withdraw in correctsId',
  ],
  correctedUnknown: ['rule', '本小区没有这条公示，请核对被更正的公示编号', 'The estate has no such notice; look at its board'],
  alreadyCorrected: [
    'conflict',
    '该公示已被更正，请针对最新的更正公示再作更正',
    'The notice has been corrected already; correct the notice that did so',
  ],
  noticeUnknown: ['rule', '没有此公示，或不在您的管辖范围内', 'There is no such notice within your scope; look at the board of the estate'],
  takenOutside: [
    'rule',
    '拍摄时间不在公示期内或晚于现在，请核对照片',
    'The photographs were not taken while the notice hung, or lie in the future; look at when they were taken',
  ],
});

/** Who may put a notice on the board of an estate. */
export const noticePosters = [...leaders, 'committee-member', 'property-company'] as const;

export const postNotice = contract({
  subject: 'property.command.notice.post.v1',
  summary: 'Put a notice on the board of an estate, where it is never changed; one that is wrong is corrected or withdrawn by another',
  roles: noticePosters,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/notices',
  input: z.object({
    id: values.id,
    estateId: values.id,
    kind: noticeKind,
    title: values.text(100),
    text: values.text(5000),
    postedFrom: values.localDate,
    postedTo: values.localDate,
    correctsId: values.id.optional(),
    withdraws: z.boolean().default(false),
  }),
  output: noticeView,
  errors: [
    estateErrors.estateUnknown,
    noticeErrors.kindUnknown,
    noticeErrors.personalData,
    noticeErrors.postedTooShort,
    noticeErrors.postedInPast,
    noticeErrors.withdrawsNothing,
    noticeErrors.correctedUnknown,
    noticeErrors.alreadyCorrected,
  ],
  versioned: true,
});

export const proveNotice = contract({
  subject: 'property.command.notice.prove.v1',
  summary: 'Show by photographs that a notice hangs on the board of the estate',
  roles: noticePosters,
  scope: ['place', 'estate'],
  method: 'POST',
  path: '/v1/notice-proofs',
  input: z.object({ id: values.id, noticeId: values.id, evidenceIds: values.evidence.min(1), takenAt: values.instant }),
  output: noticeProofView,
  errors: [noticeErrors.noticeUnknown, noticeErrors.takenOutside],
  versioned: true,
});

export const noticesOfEstate = contract({
  subject: 'property.query.notice.of-estate.v1',
  summary: 'The notice board of an estate, for everyone to read, the latest first; corrected and withdrawn notices stay on it',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/estates/:estateId/notices',
  input: z.object({ estateId: values.id, kind: noticeKind.optional(), ...values.pageInput }),
  output: values.page(noticeOnBoard),
});

export const readNotice = contract({
  subject: 'property.query.notice.read.v1',
  summary: 'One notice, for everyone to read',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/notices/:id',
  input: z.object({ id: values.id }),
  output: noticeOnBoard,
  versioned: true,
});

export const proofsOfNotice = contract({
  subject: 'property.query.notice.proofs.v1',
  summary: 'The photographs that show a notice on the board',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/notices/:noticeId/proofs',
  input: z.object({ noticeId: values.id, ...values.pageInput }),
  output: values.page(noticeProofView),
});

export const publishNoticePolicy = policyPublication({
  of: 'property.notice',
  summary: 'Lay down the kinds of notices of a jurisdiction, how long they hang, and when objections are answered',
  body: noticePolicyBody,
  errors: [noticeErrors.policyInvalid],
});
export const noticePolicy = policyInForce({
  of: 'property.notice',
  id: 'NoticePolicy',
  summary: 'The kinds of notices in force at a place, how long they hang, and when objections are answered',
  body: noticePolicyBody,
});
