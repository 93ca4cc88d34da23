import { z } from 'zod';
import { contract, errors } from '../define.js';
import { confidants } from '../roles.js';
import * as values from '../values.js';
import { serviceField, serviceSkill, timeSlot, timeSlots } from './service-field-values.js';
import { serviceFieldErrors } from './service-field.js';
import { offeredService, serviceOfferErrors } from './service-offer.js';
import { serviceOfferView } from './service-offer-values.js';

export const returningMemberState = z
  .enum(['REPORTED', 'LEFT'])
  .meta({ id: 'ReturningMemberState', description: 'REPORTED 已报到, LEFT 已转出' });
export type ReturningMemberState = z.output<typeof returningMemberState>;

const member = {
  id: values.id,
  version: values.version,
  personId: values.id,
  homeCommunityCode: values.communityCode,
  workUnit: z.string(),
  /** The community where the work unit lies; null where it is not known. */
  workCommunityCode: values.communityCode.nullable(),
  skills: z.array(serviceSkill),
  slots: z.array(timeSlot),
  state: returningMemberState,
  reportedOn: values.localDate,
  leftOn: values.localDate.nullable(),
};
export const returningMemberView = z
  .object(member)
  .meta({ id: 'ReturningMember', description: 'Who works elsewhere and serves where they live; read and written by confidants alone' });

export const listedReturningMember = z
  .object({ ...member, name: z.string().nullable(), services: z.int(), minutes: z.int() })
  .meta({ id: 'ListedReturningMember' });

export const memberServiceView = z
  .object({
    id: values.id,
    version: values.version,
    memberId: values.id,
    homeCommunityCode: values.communityCode,
    field: serviceField,
    servedOn: values.localDate,
    minutes: z.int(),
    summary: z.string(),
    /** The fulfilled match that the service was; null where it was recorded by hand. */
    matchId: values.id.nullable(),
  })
  .meta({ id: 'MemberService', description: 'A service that a returning member did' });

export const returningMemberErrors = errors('council.returning-member', {
  workUnitAtHome: ['rule', '工作单位就在居住社区的，不属“回航”范围', 'Whose work unit lies in the home community does not return to it'],
  alreadyReported: ['conflict', '该人员已在本社区报到', 'The person has reported to this community already'],
  hasLeft: ['rule', '该人员已转出，请先重新报到', 'The person has left the register; report it again first'],
  skillUnknown: ['rule', '技能不在本地目录内，请按目录选择', 'The skill is not in the taxonomy in force; take one of it'],
  servedInFuture: ['rule', '服务日期不得早于报到日或晚于今天', 'The day of service must not lie before the report or in the future'],
});

/** Party membership is sensitive: confidants alone, nothing in events, and every reading is logged. */
const deciding = { roles: confidants, scope: ['place'], method: 'POST', versioned: true } as const;
const reading = { roles: confidants, scope: ['place'], method: 'GET', sensitive: true } as const;
const able = { skills: z.array(serviceSkill).max(20), slots: timeSlots };

export const reportBack = contract({
  ...deciding,
  subject: 'council.command.returning-member.report-back.v1',
  summary: 'Enter in the register who reports back to the home community, with skills and times',
  path: '/v1/returning-members',
  input: z.object({
    id: values.id,
    personId: values.id,
    homeCommunityCode: values.communityCode,
    name: values.text(60),
    phone: values.text(20).optional(),
    workUnit: values.text(100),
    workCommunityCode: values.communityCode.optional(),
    ...able,
  }),
  output: returningMemberView,
  errors: [returningMemberErrors.workUnitAtHome, returningMemberErrors.alreadyReported, returningMemberErrors.skillUnknown],
});

export const changeAvailability = contract({
  ...deciding,
  subject: 'council.command.returning-member.change-availability.v1',
  summary: 'Change the skills and times of a returning member',
  path: '/v1/returning-members/:id/change-availability',
  input: z.object({ id: values.id, ...able }),
  output: returningMemberView,
  errors: [returningMemberErrors.hasLeft, returningMemberErrors.skillUnknown],
});

export const leaveRegister = contract({
  ...deciding,
  subject: 'council.command.returning-member.leave.v1',
  summary: 'Record that a returning member moved away or serves no more',
  path: '/v1/returning-members/:id/leave',
  input: z.object({ id: values.id }),
  output: returningMemberView,
  errors: [returningMemberErrors.hasLeft],
});

export const offerMemberService = contract({
  ...deciding,
  subject: 'council.command.returning-member.offer-service.v1',
  summary: 'Put what a returning member offers on the list of services, where nobody sees whose it is',
  path: '/v1/returning-members/:memberId/service-offers',
  input: z.object({ id: values.id, memberId: values.id, ...offeredService }).omit({ placeCode: true }),
  output: serviceOfferView,
  errors: [
    returningMemberErrors.hasLeft,
    serviceFieldErrors.fieldUnknown,
    serviceFieldErrors.skillUnknown,
    serviceOfferErrors.periodInvalid,
  ],
});

export const recordMemberService = contract({
  ...deciding,
  subject: 'council.command.returning-member.record-service.v1',
  summary: 'Record a service that a returning member did; what was matched is recorded by itself',
  path: '/v1/returning-members/:memberId/services',
  input: z.object({
    id: values.id,
    memberId: values.id,
    field: serviceField,
    servedOn: values.localDate,
    minutes: z.int().min(1).max(1440),
    summary: values.text(500),
  }),
  output: memberServiceView,
  errors: [serviceFieldErrors.fieldUnknown, returningMemberErrors.servedInFuture],
});

export const returningMembersOfPlace = contract({
  ...reading,
  subject: 'council.query.returning-member.of-place.v1',
  summary: 'The register of returning members of a place, with skills, times and how much they served',
  path: '/v1/returning-members',
  input: z.object({
    placeCode: values.placeCode,
    state: returningMemberState.default('REPORTED'),
    skill: serviceSkill.optional(),
    ...values.pageInput,
  }),
  output: values.page(listedReturningMember),
});

export const offersOfMember = contract({
  ...reading,
  subject: 'council.query.returning-member.offers.v1',
  summary: 'What a returning member offers on the list of services, for whoever has to send someone',
  path: '/v1/returning-members/:memberId/service-offers',
  input: z.object({ memberId: values.id, ...values.pageInput }),
  output: values.page(serviceOfferView),
});

export const servicesOfMember = contract({
  ...reading,
  subject: 'council.query.returning-member.services.v1',
  summary: 'The service record of a returning member, the latest first',
  path: '/v1/returning-members/:memberId/services',
  input: z.object({ memberId: values.id, ...values.pageInput }),
  output: values.page(memberServiceView),
});

export const returningMemberCoverage = contract({
  ...reading,
  wholePlace: true,
  subject: 'council.query.returning-member.coverage.v1',
  summary: 'How many returning members a place has, how many of them served, and how often',
  path: '/v1/returning-member-coverage',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({ members: z.int(), served: values.rate, services: z.int(), minutes: z.int() }).meta({ id: 'ReturningMemberCoverage' }),
});
