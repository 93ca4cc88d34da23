import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { committeeMember, committeeProfileBody, committeeView } from './committee-values.js';
import { estateErrors } from './estate.js';

export const committeeErrors = errors('property.committee', {
  profileMissing: [
    'rule',
    '本地物管会规定尚未填写，请先由街道或区县发布',
    'The rules for committees of this place are not filled in; have the street or county lay them down first',
  ],
  profileInvalid: [
    'rule',
    '规定自相矛盾：席位类别不得重复，人数须能凑齐，主任、副主任须有席位',
    'The rules contradict themselves: name each kind once, let the seats add up, and give chair and vice-chairs a seat',
  ],
  memberCount: [
    'rule',
    '成员人数不符合本地规定，请按 least、most、odd 调整',
    'The number of members is not what the place demands; see least, most and odd',
  ],
  seatCount: [
    'rule',
    '各类成员人数不符合本地规定，请按 kinds 所列类别调整',
    'The members of the kinds listed in kinds are too few or too many; change those',
  ],
  officeInvalid: [
    'rule',
    '主任、副主任人选类别不符合本地规定，请按 chair、viceChairs 调整',
    'Chair or vice-chairs do not come from whom the place demands; see chair and viceChairs',
  ],
  memberInvalid: [
    'rule',
    '成员重复，或业主成员未填业主编号（其他成员不填），请更正',
    'A member is named twice, or the owner id is missing for an owner or given for another; correct it',
  ],
  ownerUnknown: [
    'rule',
    '业主成员须为本小区现任业主，请先登记其房屋与产权',
    'An owner member must own a unit of this estate now; register the ownership first',
  ],
  termInvalid: [
    'rule',
    '任期不符合本地规定，请按 least、most（月）调整',
    'The term is not what the place demands; see least and most in months',
  ],
  alreadyStanding: ['conflict', '本小区已有物管会，请先办理解散', 'The estate has a committee already; dissolve that one first'],
  dateInvalid: [
    'rule',
    '日期不能晚于今天，也不能早于物管会组建或任期开始之前',
    'The day cannot be in the future, nor before the committee was formed',
  ],
  demandRuleMissing: [
    'rule',
    '本地规定未填写多少成员可要求召开会议，请先发布',
    'The rules of this place do not say how many members may demand a meeting; have them laid down first',
  ],
  demandShort: ['rule', '要求召开会议的成员不足，请按 least 补足', 'Too few members demand the meeting; see least'],
  formingRuleMissing: [
    'rule',
    '本地规定未填写申请组建的条件，请先发布',
    'The rules of this place do not say when a committee is applied for; have them laid down first',
  ],
  applicantsShort: ['rule', '申请组建的业主不足，请按 least 补足', 'Too few owners apply; see least'],
  deliveredShort: ['rule', '已交付面积不足，尚不能申请组建', 'Too little of the area is delivered yet for a committee to be applied for'],
  memberUnknown: [
    'rule',
    '所列人员不是该物管会成员，或重复、未到会，请核对',
    'Somebody listed is no member, is listed twice, or is represented without being present; check the lists',
  ],
  meetingRuleMissing: [
    'rule',
    '本地规定未填写会议与表决规则，请先发布',
    'The rules of this place say nothing of meetings and decisions; have them laid down first',
  ],
  ownerProxy: [
    'rule',
    '业主成员须本人到会，不得委托他人，请从到会名单中去掉',
    'Owners may not send somebody else; take them off the list of those present',
  ],
});

const committee = { scope: ['place'], method: 'POST', output: committeeView, versioned: true } as const;

const composition = [
  committeeErrors.profileMissing,
  committeeErrors.memberCount,
  committeeErrors.seatCount,
  committeeErrors.officeInvalid,
  committeeErrors.memberInvalid,
  committeeErrors.ownerUnknown,
];

export const formCommittee = contract({
  ...committee,
  subject: 'property.command.committee.form.v1',
  summary: 'Form the property management committee of an estate, as the rules of its place demand',
  roles: leaders,
  path: '/v1/committees',
  input: z.object({
    id: values.id,
    estateId: values.id,
    members: z.array(committeeMember).min(1).max(99),
    termMonths: z.int().min(1).max(120),
    evidenceIds: values.evidence.min(1),
  }),
  errors: [...composition, estateErrors.estateUnknown, committeeErrors.termInvalid, committeeErrors.alreadyStanding],
});

export const changeCommitteeMembers = contract({
  ...committee,
  subject: 'property.command.committee.change-members.v1',
  summary: 'Change the members of a committee that stands, as the rules of its place demand',
  roles: leaders,
  path: '/v1/committees/:id/change-members',
  input: z.object({ id: values.id, members: z.array(committeeMember).min(1).max(99), evidenceIds: values.evidence.min(1) }),
  errors: composition,
});

export const fileCommittee = contract({
  ...committee,
  subject: 'property.command.committee.file.v1',
  summary: 'Record that a committee was filed with the street, with number and papers',
  roles: leaders,
  path: '/v1/committees/:id/file',
  input: z.object({ id: values.id, filingNumber: values.text(60), evidenceIds: values.evidence.min(1) }),
});

export const sealCommittee = contract({
  ...committee,
  subject: 'property.command.committee.seal.v1',
  summary: 'Record the seal that a filed committee was given',
  roles: leaders,
  path: '/v1/committees/:id/seal',
  input: z.object({ id: values.id, sealNumber: values.text(60), evidenceIds: values.evidence.min(1) }),
});

export const dissolveCommittee = contract({
  ...committee,
  subject: 'property.command.committee.dissolve.v1',
  summary: 'Dissolve a committee because an owners’ committee was elected; the days of the hand-over begin',
  roles: leaders,
  path: '/v1/committees/:id/dissolve',
  input: z.object({ id: values.id, electedOn: values.localDate, evidenceIds: values.evidence.min(1) }),
  errors: [committeeErrors.dateInvalid, committeeErrors.profileMissing],
});

export const handOverCommittee = contract({
  ...committee,
  subject: 'property.command.committee.hand-over.v1',
  summary: 'Record that a committee handed over papers, money and seal',
  roles: leaders,
  path: '/v1/committees/:id/hand-over',
  input: z.object({ id: values.id, evidenceIds: values.evidence.min(1) }),
});

export const publishCommitteeProfile = policyPublication({
  of: 'property.committee',
  summary: 'Lay down how committees of a jurisdiction are made up, meet and decide',
  body: committeeProfileBody,
  errors: [committeeErrors.profileInvalid],
});
export const committeeProfile = policyInForce({
  of: 'property.committee',
  id: 'CommitteeProfile',
  summary: 'How committees are made up, meet and decide at a place; refused where nobody has laid it down',
  body: committeeProfileBody,
  errors: [committeeErrors.profileMissing],
});
