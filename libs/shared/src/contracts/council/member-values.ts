import { z } from 'zod';
import * as values from '../values.js';
import { organizationKind } from './council-values.js';
import { decisionMatter } from './decision-values.js';

/** The four roles (四大员). */
export const memberRole = z.enum(['POLICY_PRESENTER', 'COMMUNITY_ADVISER', 'PROJECT_FOLLOWER', 'OPINION_COLLECTOR']).meta({
  id: 'MemberRole',
  description:
    'POLICY_PRESENTER 党建政策宣讲员, COMMUNITY_ADVISER 社区工作参议员, PROJECT_FOLLOWER 共建项目跟办员, OPINION_COLLECTOR 社情民意收集员',
});
export type MemberRole = z.output<typeof memberRole>;

export const memberState = z.enum(['SERVING', 'ENDED']).meta({ id: 'MemberState', description: 'SERVING 在任, ENDED 已离任' });
export type MemberState = z.output<typeof memberState>;

export const memberEndCause = z
  .enum(['TERM_OVER', 'RESIGNED', 'RECALLED'])
  .meta({ id: 'MemberEndCause', description: 'TERM_OVER 任期届满, RESIGNED 辞任, RECALLED 免任' });
export type MemberEndCause = z.output<typeof memberEndCause>;

const member = {
  id: values.id,
  version: values.version,
  councilId: values.id,
  communityCode: values.communityCode,
  personId: values.id,
  accountId: values.id.nullable(),
  organizationId: values.id,
  /** The kind of the organisation that appointed the member. */
  source: organizationKind,
  roles: z.array(memberRole),
  termFrom: values.localDate,
  termTo: values.localDate,
  state: memberState,
  endCause: memberEndCause.nullable(),
  endedOn: values.localDate.nullable(),
  evidenceIds: z.array(values.id),
};

export const partTimeMemberView = z
  .object({ ...member, endReason: z.string().nullable() })
  .meta({ id: 'PartTimeMember', description: 'A part-time member of a council, appointed by a member organisation for a term' });

export const listedMember = z
  .object({ ...member, name: z.string().nullable(), works: z.int() })
  .meta({ id: 'ListedPartTimeMember', description: 'A member by name, with how many works were recorded of it' });

/** What was done in a role; what each role must record stands in `logRoleWork`. */
export const roleWorkView = z
  .object({
    id: values.id,
    version: values.version,
    memberId: values.id,
    councilId: values.id,
    communityCode: values.communityCode,
    role: memberRole,
    occurredOn: values.localDate,
    summary: z.string(),
    participants: z.int().nullable(),
    sessionId: values.id.nullable(),
    projectId: values.id.nullable(),
    opinions: z.int().nullable(),
    evidenceIds: z.array(values.id),
    recordedAt: values.instant,
  })
  .meta({ id: 'RoleWork', description: 'What a part-time member did in one of its roles' });

export const interestOrigin = z
  .enum(['DECLARED', 'ORDERED'])
  .meta({ id: 'InterestOrigin', description: 'DECLARED 本人申报, ORDERED 社区决定回避' });
export type InterestOrigin = z.output<typeof interestOrigin>;

/** What an interest is in: one of the three. */
const about = {
  topicId: values.id.nullable(),
  matter: decisionMatter.nullable(),
  /** What is decided upon, or who gains by it: an estate, an organisation, a provider. */
  subjectId: values.id.nullable(),
};

export const interestView = z
  .object({
    id: values.id,
    version: values.version,
    memberId: values.id,
    councilId: values.id,
    communityCode: values.communityCode,
    ...about,
    reason: z.string(),
    origin: interestOrigin,
    declaredAt: values.instant,
    withdrawnAt: values.instant.nullable(),
    withdrawalReason: z.string().nullable(),
  })
  .meta({ id: 'Interest', description: 'An interest of a member, which recuses it from what touches the interest' });

export const pairingMode = z
  .enum(['LEADER_LIAISON', 'LINKED_HELP'])
  .meta({ id: 'LeaderPairingMode', description: 'LEADER_LIAISON 领导对接, LINKED_HELP 联动帮带' });
export type PairingMode = z.output<typeof pairingMode>;

export const leaderPairingView = z
  .object({
    id: values.id,
    version: values.version,
    councilId: values.id,
    communityCode: values.communityCode,
    personId: values.id,
    accountId: values.id.nullable(),
    mode: pairingMode,
    pairedOn: values.localDate,
    endedOn: values.localDate.nullable(),
    endReason: z.string().nullable(),
  })
  .meta({ id: 'LeaderPairing', description: 'A leader who keeps in touch with a community, and helps it along' });

export const followUpState = z
  .enum(['OPEN', 'OVERDUE', 'DONE'])
  .meta({ id: 'FollowUpState', description: 'OPEN 待办, OVERDUE 已逾期, DONE 已完成' });
export type FollowUpState = z.output<typeof followUpState>;

export const followUpView = z
  .object({
    id: values.id,
    version: values.version,
    pairingId: values.id,
    councilId: values.id,
    communityCode: values.communityCode,
    title: z.string(),
    dueOn: values.localDate,
    state: followUpState,
    overdueAt: values.instant.nullable(),
    doneAt: values.instant.nullable(),
    outcome: z.string().nullable(),
    evidenceIds: z.array(values.id),
  })
  .meta({ id: 'FollowUp', description: 'What a leader promised a community, with the day by which it is due' });
