import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { councilErrors, councilReaders } from './council.js';
import { organizationKind } from './council-values.js';
import { decisionMatter } from './decision-values.js';
import { interestView, listedMember, memberEndCause, memberRole, memberState, partTimeMemberView, roleWorkView } from './member-values.js';

export const memberErrors = errors('council.member', {
  accountNotInvited: [
    'rule',
    '该账号未获本议事会“兼职委员”角色，请先邀请',
    'The account does not hold the role of a part-time member at this council; invite it first',
  ],
  accountTaken: ['conflict', '该账号已对应本议事会的在任委员', 'The account belongs to a serving member of this council already'],
  termEnded: ['rule', '该委员不在任期内，不能办理此事', 'The member is not in its term; this needs a serving member'],
  roleHeld: ['conflict', '该委员已担任此角色', 'The member holds this role already'],
  roleNotHeld: ['rule', '该委员未担任此角色，请先指派', 'The member does not hold this role; assign it first'],
  roleLast: ['rule', '每名委员至少担任一个角色，请先指派其他角色', 'Every member holds one role at least; assign another first'],
  workIncomplete: ['rule', '该角色的工作记录缺少必填项，请按 missing 补充', 'The record of this role lacks what missing names; add it'],
  workUnfit: [
    'rule',
    '该角色的工作记录不含这些项，请按 unfit 删去',
    'The record of this role has no place for what unfit names; leave it out',
  ],
  projectUnknown: ['rule', '该共建项目不属于本议事会，请核对', 'The project is none of this council; check it'],
  sessionUnknown: ['rule', '该会议不属于本议事会，请核对', 'The session is none of this council; check it'],
  outsideTerm: ['rule', '日期须在任期之内且不晚于今天', 'The day must lie in the term and not in the future'],
  interestUnclear: [
    'rule',
    '利害关系须且只须指明一项：议题、事项类别或对象',
    'Name exactly one thing that the interest is in: a topic, a matter or a subject',
  ],
  interestKnown: ['conflict', '该利害关系已登记', 'This interest is on record already'],
});

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;
/** By the member itself, or by those who decide for its community. */
const byMember = { ...deciding, roles: ['part-time-member', ...leaders], scope: ['place', 'council'] } as const;
const reading = { roles: councilReaders, scope: ['place', 'council'], method: 'GET' } as const;

export const appointMember = contract({
  ...deciding,
  subject: 'council.command.member.appoint.v1',
  summary: 'Appoint a part-time member for a term, sent by a member organisation, with one of the four roles at least',
  path: '/v1/part-time-members',
  input: z.object({
    id: values.id,
    personId: values.id,
    councilId: values.id,
    organizationId: values.id,
    name: values.text(60),
    phone: values.text(20).optional(),
    accountId: values.id.optional(),
    roles: z.array(memberRole).min(1).max(4),
    termFrom: values.localDate,
    termMonths: z.int().min(1).max(120),
    evidenceIds: values.evidence.min(1),
  }),
  output: partTimeMemberView,
  errors: [memberErrors.accountNotInvited, memberErrors.accountTaken, memberErrors.roleHeld, councilErrors.organizationWithdrawn],
});

export const bindMemberAccount = contract({
  ...deciding,
  subject: 'council.command.member.bind-account.v1',
  summary: 'Name the account by which a serving member takes part',
  path: '/v1/part-time-members/:id/bind-account',
  input: z.object({ id: values.id, accountId: values.id }),
  output: partTimeMemberView,
  errors: [memberErrors.accountNotInvited, memberErrors.accountTaken, memberErrors.termEnded],
});

export const endMemberTerm = contract({
  ...deciding,
  subject: 'council.command.member.end-term.v1',
  summary: 'End the term of a member before its last day, with cause and reason',
  path: '/v1/part-time-members/:id/end-term',
  input: z.object({ id: values.id, cause: memberEndCause.exclude(['TERM_OVER']), reason: values.text(500) }),
  output: partTimeMemberView,
});

export const assignMemberRole = contract({
  ...deciding,
  subject: 'council.command.member.assign-role.v1',
  summary: 'Give a serving member one more of the four roles',
  path: '/v1/part-time-members/:id/assign-role',
  input: z.object({ id: values.id, role: memberRole }),
  output: partTimeMemberView,
  errors: [memberErrors.roleHeld, memberErrors.termEnded],
});

export const relieveMemberRole = contract({
  ...deciding,
  subject: 'council.command.member.relieve-role.v1',
  summary: 'Relieve a serving member of a role; one at least stays',
  path: '/v1/part-time-members/:id/relieve-role',
  input: z.object({ id: values.id, role: memberRole }),
  output: partTimeMemberView,
  errors: [memberErrors.roleNotHeld, memberErrors.roleLast, memberErrors.termEnded],
});

export const logRoleWork = contract({
  ...byMember,
  subject: 'council.command.member.log-role-work.v1',
  summary:
    'Record what a member did in a role: a presenter names how many took part, an adviser the session, a follower the project, a collector how many opinions',
  path: '/v1/role-works',
  input: z.object({
    id: values.id,
    memberId: values.id,
    role: memberRole,
    occurredOn: values.localDate,
    summary: values.text(1000),
    participants: z.int().min(1).max(100_000).optional(),
    sessionId: values.id.optional(),
    projectId: values.id.optional(),
    opinions: z.int().min(1).max(100_000).optional(),
    evidenceIds: values.evidence.default([]),
  }),
  output: roleWorkView,
  errors: [
    memberErrors.roleNotHeld,
    memberErrors.workIncomplete,
    memberErrors.workUnfit,
    memberErrors.projectUnknown,
    memberErrors.sessionUnknown,
    memberErrors.outsideTerm,
  ],
});

export const declareInterest = contract({
  ...byMember,
  subject: 'council.command.member.declare-interest.v1',
  summary: 'Put an interest of a member on record: in a topic, in a matter, or in what is decided upon; it recuses the member',
  path: '/v1/interests',
  input: z.object({
    id: values.id,
    memberId: values.id,
    topicId: values.id.optional(),
    matter: decisionMatter.optional(),
    subjectId: values.id.optional(),
    reason: values.text(500),
  }),
  output: interestView,
  errors: [memberErrors.interestUnclear, memberErrors.interestKnown, memberErrors.termEnded],
});

export const withdrawInterest = contract({
  ...deciding,
  subject: 'council.command.member.withdraw-interest.v1',
  summary: 'Take an interest off the record that no longer stands, with the reason; no member does so for itself',
  path: '/v1/interests/:id/withdraw',
  input: z.object({ id: values.id, reason: values.text(500) }),
  output: interestView,
});

export const readMember = contract({
  ...reading,
  subject: 'council.query.member.read.v1',
  summary: 'One part-time member',
  path: '/v1/part-time-members/:id',
  input: z.object({ id: values.id }),
  output: partTimeMemberView,
  versioned: true,
});

const ofCouncil = { councilId: values.id, ...values.pageInput };

export const membersOfCouncil = contract({
  ...reading,
  subject: 'council.query.member.of-council.v1',
  summary: 'The part-time members of a council by name, with their roles and how much they did',
  path: '/v1/councils/:councilId/part-time-members',
  input: z.object({
    role: memberRole.optional(),
    source: organizationKind.optional(),
    state: memberState.default('SERVING'),
    ...ofCouncil,
  }),
  output: values.page(listedMember),
});

export const roleWorksOfCouncil = contract({
  ...reading,
  subject: 'council.query.member.role-works.v1',
  summary: 'What the members of a council did in their roles, of one member or role when named, the latest first',
  path: '/v1/councils/:councilId/role-works',
  input: z.object({ memberId: values.id.optional(), role: memberRole.optional(), ...ofCouncil }),
  output: values.page(roleWorkView),
});

export const interestsOfCouncil = contract({
  ...reading,
  subject: 'council.query.member.interests.v1',
  summary: 'The recusal register of a council, the latest first',
  path: '/v1/councils/:councilId/interests',
  input: z.object({ memberId: values.id.optional(), withdrawn: z.boolean().default(false), ...ofCouncil }),
  output: values.page(interestView),
});

export const memberCoverage = contract({
  subject: 'council.query.member.coverage.v1',
  summary: 'How many part-time members serve at a place, by role and by source',
  roles: leaders,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/part-time-member-coverage',
  input: z.object({ placeCode: values.placeCode }),
  output: z
    .object({
      members: z.int(),
      roles: z.array(z.object({ role: memberRole, members: z.int(), works: z.int() })),
      sources: z.array(z.object({ source: organizationKind, members: z.int() })),
    })
    .meta({ id: 'PartTimeMemberCoverage' }),
});
